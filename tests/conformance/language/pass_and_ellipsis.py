def f(): pass
def g(): ...
def h():
    """Only a docstring."""
print(f(), g(), h(), h.__doc__, ...)
class E(Exception): pass
class F(Exception): ...
print(E(), repr(F()))
if True: pass
