print()
print(1, "two", 3.0, None, [4])
print(1, 2, sep="-")
print(1, 2, sep="", end="!\n")
print("no newline", end="")
print()
print("a", "b", sep=None, end=None)
print(*[1, 2], *"ab", sep=",")
print("flushed", flush=True)
for bad in ({"sep": 1}, {"end": 2}, {"nope": 1}):
    try:
        print("x", **bad)
    except TypeError as e:
        print(e)
