try:
    raise ValueError("alone")
except* ValueError as e:
    print(repr(e), type(e).__name__)
try:
    try:
        raise TypeError("not matched")
    except* ValueError:
        pass
except TypeError as e:
    print(repr(e))
