e = ValueError(1)
e.extra = {"a": 1}
print(e.extra, e.args)
e.args = (5, 6)
print(e, repr(e))
try:
    e.missing
except AttributeError as x:
    print(x, x.name, x.obj is e)
del e.extra
print(hasattr(e, "extra"))
try:
    ValueError(a=1)
except TypeError as x:
    print(x)
