for thing in (5, "x", None, [1]):
    try:
        with thing:
            pass
    except TypeError as e:
        print(e)
