try:
    raise ExceptionGroup("g", [ValueError(1), KeyError(2), ExceptionGroup("n", [ValueError(3), OSError(4)])])
except* ValueError as e:
    print("values", repr(e))
except* (KeyError, OSError) as e:
    print("others", repr(e))
else:
    print("not here")
finally:
    print("finally")
try:
    pass
except* ValueError:
    print("no")
else:
    print("else")
