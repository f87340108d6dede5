"""Module docs."""
def f():
    "one"
    return 1
def g():
    x = 1
    "not a docstring"
class E(Exception):
    """Class docs.

    More.
    """
print(__doc__, f.__doc__, g.__doc__, repr(E.__doc__), ValueError is not None)
