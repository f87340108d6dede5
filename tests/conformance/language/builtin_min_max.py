print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max("a", "b", key=ord), min([], default=None), max({"a": 1, "b": 0}), min([-3, 2], key=abs), max((1, 2), (1, 3)), max([1, 1.0, True]), min(0.0, -0.0))
for bad in (lambda: min(), lambda: max([]), lambda: min(3), lambda: max(1, "a"), lambda: max(1, 2, default=3), lambda: min([1], nope=1)):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
