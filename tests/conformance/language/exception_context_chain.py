try:
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            [][0]
    except IndexError:
        {}["k"]
except KeyError as e:
    while e is not None:
        print(type(e).__name__, e, e.__suppress_context__)
        e = e.__context__
