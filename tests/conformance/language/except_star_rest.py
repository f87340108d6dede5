try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError:
        print("some")
except ExceptionGroup as e:
    print(repr(e))
