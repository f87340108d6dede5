for cause in (KeyError("k"), KeyError, None):
    try:
        raise ValueError("v") from cause
    except ValueError as e:
        print(repr(e.__cause__), e.__suppress_context__, e.__context__)
try:
    raise ValueError from 3
except TypeError as e:
    print(e)
