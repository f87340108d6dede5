for bad in (5, "x", None, [1], {}, (), 1.5, ValueError()):
    try:
        bad()
    except TypeError as e:
        print(e)
