# Built-in exceptions and classes derived from them: arguments, str, repr, attributes, matching.
class Bang(Exception):
    """A bang."""


class Louder(Bang):
    pass


class Both(KeyError, ValueError):
    ...


def show(e):
    print(type(e).__name__, "|", str(e), "|", repr(e), "|", e.args)


for e in (
    Bang(), Bang("r01"), Bang("a", 2), Louder(None), Both("k"), ValueError("x\ny"), KeyError("k"),
    KeyError(1, 2), KeyError(), OSError(2, "gone"), OSError(2, "gone", "f.txt"), OSError("only"),
    OSError(111, "refused"), OSError(5, "five"), ConnectionError(104, "reset"), TimeoutError("late"),
    StopIteration(5), SystemExit(3), SystemExit("bye"), SystemExit(), KeyboardInterrupt(),
    ExceptionGroup("two", [ValueError(1), Bang("b")]), BaseExceptionGroup("b", [KeyboardInterrupt()]),
    BaseExceptionGroup("plain", [ValueError()]), AssertionError((1, 2)), RuntimeError([1]),
    StopAsyncIteration(), NotImplementedError("todo"), RecursionError("deep"), Exception(Exception("in")),
):
    show(e)

print(issubclass(Louder, Bang), issubclass(Louder, Exception), issubclass(Bang, ValueError))
print(isinstance(Both(), KeyError), isinstance(Both(), ValueError), isinstance(Both(), LookupError))
print(Bang.__name__, Bang.__doc__, Louder.__doc__, Bang.__module__, Bang.__qualname__)
print(Bang, ValueError, Louder.__bases__, Both.__mro__)
print(ConnectionRefusedError.__mro__)
print(OSError is IOError, IOError is EnvironmentError)

e = OSError(2, "gone", "f.txt")
print(e.errno, e.strerror, e.filename, type(e))
e = SystemExit(1, 2)
print(e.code, SystemExit().code, SystemExit("x").code)
print(StopIteration(9).value, StopIteration().value)

e = Bang("x")
e.path = "r0"
e.args = ("new", 1)
print(e.path, e.args, e)
try:
    e.missing
except AttributeError as a:
    print(a, a.name, a.obj is e)
e.add_note("first")
e.add_note("second")
print(e.__notes__, hasattr(Bang(), "__notes__"))
for action in (lambda: e.add_note(5), lambda: setattr_cause(e, 5), lambda: Bang(key=1), lambda: del_path(e)):
    try:
        print(action())
    except (TypeError, NameError) as t:
        print(type(t).__name__, t)


def setattr_cause(exception, value):
    exception.__cause__ = value


def del_path(exception):
    del exception.path
    return hasattr(exception, "path")


for action in (lambda: setattr_cause(e, 5), lambda: setattr_cause(e, ValueError("c")), lambda: del_path(e)):
    try:
        print(action())
    except TypeError as t:
        print(t)
print(repr(e.__cause__), e.__suppress_context__)
print(e.with_traceback(None) is e, e.__traceback__)

for make in (
    lambda: ExceptionGroup("x"), lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", 5),
    lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("x", [1]),
    lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup("x", [ValueError]),
):
    try:
        print(make())
    except (TypeError, ValueError) as t:
        print(type(t).__name__, t)


class Scoped(Exception):
    limit = 3
    names = ["a"]


print(Scoped.limit, Scoped().limit, Scoped.names is Scoped().names)
Scoped.limit = 4
print(Scoped("z").limit)
try:
    ValueError.limit = 1
except TypeError as t:
    print(t)
try:
    Scoped.nothing
except AttributeError as t:
    print(t)


def local_class():
    class Inner(Bang):
        pass

    return Inner


print(local_class(), local_class().__qualname__, repr(local_class()("q")))
try:
    raise local_class()("w")
except Bang as b:
    print("caught", repr(b))
