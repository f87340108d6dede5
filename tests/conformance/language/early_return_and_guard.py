def check(x):
    if x is None:
        return "nothing"
    if not isinstance(x, int):
        return f"not a number: {x!r}"
    if x < 0: return "negative"
    return x
print([check(v) for v in (None, "a", -1, 5, True)])
