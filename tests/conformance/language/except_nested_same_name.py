try:
    raise ValueError("outer")
except ValueError as e:
    try:
        raise KeyError("inner")
    except KeyError as e:
        print(repr(e))
    try:
        print(e)
    except NameError as x:
        print(x)
