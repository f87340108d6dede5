from contextlib import suppress
with suppress(KeyError, ValueError):
    {}["k"]
    print("not reached")
print("after")
with suppress(LookupError) as nothing:
    print(nothing)
try:
    with suppress(KeyError):
        1 / 0
except ZeroDivisionError as e:
    print(e)
with suppress(ValueError), suppress(TypeError):
    raise TypeError("inner")
def f():
    with suppress(Exception):
        return "returned"
print(f())
for i in range(3):
    with suppress(ValueError):
        if i == 1:
            continue
        print(i)
