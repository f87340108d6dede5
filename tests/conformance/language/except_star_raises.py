try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e:
        raise OSError("new") from e
    except* TypeError:
        raise
except ExceptionGroup as e:
    print(repr(e))
    for inner in e.exceptions:
        print(repr(inner), repr(inner.__cause__), repr(inner.__context__))
