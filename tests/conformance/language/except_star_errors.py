for kind in (ExceptionGroup, (ValueError, ExceptionGroup), 3):
    try:
        try:
            raise ValueError(1)
        except* kind:
            pass
    except TypeError as e:
        print(e)
