def f():
    try:
        raise ValueError("v")
    except ValueError as e:
        kept = e
    try:
        raise kept
    except ValueError as e:
        print(e is kept, e.__context__)
    try:
        try:
            raise KeyError("k")
        except KeyError:
            raise kept
    except ValueError as e:
        print(repr(e.__context__))
f()
