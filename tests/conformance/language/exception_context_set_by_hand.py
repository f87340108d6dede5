e = ValueError("v")
e.__cause__ = KeyError("c")
print(e.__suppress_context__, repr(e.__cause__))
e.__suppress_context__ = False
e.__context__ = IndexError("i")
print(repr(e.__context__))
for name, value in (("__cause__", 3), ("__context__", "x"), ("__suppress_context__", 1)):
    try:
        setattr(e, name, value)
    except TypeError as x:
        print(x)
e.__cause__ = None
print(e.__cause__, e.__suppress_context__)
