def f():
    """Doc of f."""
f.calls = 3
print(f.calls, f.__doc__, f.__name__, hasattr(f, "nope"))
try:
    f.nope
except AttributeError as e:
    print(e)
print((lambda: 0).__name__, len.__name__, print.__name__, "".join.__name__)
