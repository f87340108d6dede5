g = ExceptionGroup("two", [ValueError(1), KeyError("k")])
print(g, repr(g), g.message, g.exceptions, g.args, len(g.exceptions))
b = BaseExceptionGroup("b", [ValueError(1)])
print(type(b).__name__, type(BaseExceptionGroup("k", [KeyboardInterrupt()])).__name__, isinstance(g, Exception), isinstance(g, BaseExceptionGroup))
for bad in (lambda: ExceptionGroup("x"), lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("x", 5), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup("x", [ValueError])):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
