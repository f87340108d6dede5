def f(xs):
    for x in xs:
        try:
            raise ExceptionGroup("g", [x])
        except* ValueError as g:
            print("v", g.exceptions)
        except* KeyError as g:
            print("k", g.exceptions)
f([ValueError(1), KeyError(2), ValueError(3)])
