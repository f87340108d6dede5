try:
    raise ValueError(1)
except ValueError as e:
    tb = e.__traceback__
    e2 = TypeError(2).with_traceback(tb)
    print(e2.__traceback__ is not None, e.with_traceback(None).__traceback__, tb is not None)
