def f():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"
print(f())
for i in range(2):
    try:
        raise ValueError("lost")
    finally:
        break
print("after", i)
