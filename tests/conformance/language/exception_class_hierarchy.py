class Base(Exception): pass
class Left(Base): pass
class Right(Base): pass
class Both(Left, Right): pass
class Mixed(KeyError, ValueError): pass
print(issubclass(Both, Left), issubclass(Left, Right), Both.__mro__[1:4] == (Left, Right, Base))
for x in (Both(), Mixed("k")):
    for kind in (Left, Right, Base, KeyError, ValueError, Exception):
        print(type(x).__name__, kind.__name__, isinstance(x, kind))
print(Mixed("k"), Left.__name__, Left.__qualname__, Left.__module__, Left.__bases__)
