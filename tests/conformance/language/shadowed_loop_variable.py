x = "before"
for x in range(2):
    pass
print(x)
def f():
    for i in range(3):
        for i in "ab":
            pass
    return i
print(f())
print([i for i in range(3)], "i" in "hi")
