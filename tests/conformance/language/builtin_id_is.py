a = [1]
b = a
print(a is b, id(a) == id(b), a is [1], id(a) == id([1]), None is None, () is (), True is True, "a" is "a" if False else True)
print(a is not b, a is not None)
