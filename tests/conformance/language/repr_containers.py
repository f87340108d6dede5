print([], (), {}, set(), [[]], ((),), {(): []}, [None, True, 1, 1.0, "a"], (1,), {1: {2: [3]}}, {"k": (1,)}, [(1, [2, {"a": ()}])])
print(repr([ValueError("x"), KeyError]), [int, len], range(1, 3), [range(3)], {"a": None}, [..., NotImplementedError])
