def f():
    try:
        return "try"
    finally:
        print("finally")
def g():
    try:
        return "try"
    finally:
        return "finally wins"
def h():
    x = 1
    try:
        return x
    finally:
        x = 2
def i():
    for n in range(3):
        try:
            return n
        finally:
            continue
    return "end"
print(f(), g(), h(), i())
