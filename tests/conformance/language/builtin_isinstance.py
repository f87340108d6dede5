print(isinstance(1, int), isinstance(True, int), isinstance(1.0, (int, float)), isinstance("a", str | None), isinstance(None, int | None), isinstance([], object), isinstance(ValueError(), LookupError), isinstance(KeyError(), LookupError), isinstance(int, type))
print(issubclass(bool, int), issubclass(KeyError, (ValueError, LookupError)), issubclass(int, object), issubclass(int, str | int))
for bad in (lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: isinstance(1, [int]), lambda: issubclass(int, "x")):
    try:
        bad()
    except TypeError as e:
        print(e)
