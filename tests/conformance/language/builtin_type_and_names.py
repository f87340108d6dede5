for v in (1, 1.5, "a", None, True, [], (), {}, set(), range(1), len, print, int, ValueError, ValueError(), lambda: 0, iter([]), {}.keys(), ...):
    print(type(v).__name__, end=" ")
print()
print(type(1) is int, type(True) is bool, type(None), type(int), type(ValueError()), int, str, ValueError, type([]) == list)
try:
    type(1, 2)
except TypeError as e:
    print(e)
