g = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError(2), ValueError(3)]), TypeError(4)])
match, rest = g.split(ValueError)
print(repr(match), repr(rest))
print(repr(g.subgroup(KeyError)), g.subgroup(OSError), g.split((ValueError, KeyError, TypeError)))
print(repr(g.subgroup(lambda e: isinstance(e, ValueError) and e.args[0] > 1)), g.split(ExceptionGroup)[0] is g, g.subgroup(Exception) is g)
print(repr(g.derive([OSError(1)])))
for bad in (lambda: g.split(3), lambda: g.subgroup("x"), lambda: g.split()):
    try:
        bad()
    except TypeError as e:
        print(e)
