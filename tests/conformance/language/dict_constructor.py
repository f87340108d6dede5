print(dict(), dict(a=1, b=2), dict([("a", 1), ["b", 2]]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), dict(["xy", "zw"]))
for bad in (lambda: dict(1), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict({}, {}), lambda: dict([([], 1)])):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
