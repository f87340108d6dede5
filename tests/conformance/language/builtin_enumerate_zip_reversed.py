print(list(enumerate("ab")), list(enumerate("ab", start=3)), list(zip("abc", [1, 2])), list(zip()), list(zip([1])), list(reversed([1, 2, 3])), list(reversed(range(3))), list(reversed("ab")))
print(list(zip("ab", range(5), [True, False])), dict(enumerate("xy")), list(zip(*[(1, "a"), (2, "b")])))
for bad in (lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(zip([1], [], [2], strict=True)), lambda: zip(3), lambda: enumerate(3), lambda: reversed({1}), lambda: reversed(3), lambda: enumerate([], "x")):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
