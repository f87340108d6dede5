def inner():
    try:
        print("inner try")
        return "inner value"
    finally:
        print("inner finally")
def outer():
    try:
        return inner() + "!"
    finally:
        print("outer finally")
print(outer())
