for v in (0, -5, 3.25, True, None, "text", [1, 2], (3,), {"k": 1}):
    print(type(v).__name__, str(v), repr(v), bool(v), [v] == [v], str(v) == repr(v))
print(list("ab"), tuple([1]), set([1, 1]), dict([("a", 1)]), list({"k": 1}), list((1, 2)), tuple({1: 2}), str([1, "a", None, 2.0]))
