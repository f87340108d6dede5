# contextlib: managers made of generators, stacks, decorators.
import contextlib
from contextlib import (AbstractContextManager, ContextDecorator, ExitStack, closing, contextmanager, nullcontext,
                        suppress)


def tell(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error, repr(error.__context__), repr(error.__cause__))


@contextmanager
def section(name):
    """A section."""
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
    finally:
        print("leave", name)


with section("a") as value:
    print(value)
with section("b"):
    raise ValueError("inside")
print(section.__name__, section.__doc__, section.__wrapped__ is not section)


def raises_key():
    with section("c"):
        raise KeyError("k")


tell(raises_key)


@contextmanager
def no_yield():
    if False:
        yield


@contextmanager
def two_yields():
    yield 1
    yield 2


@contextmanager
def swallows_then_yields():
    try:
        yield
    except ValueError:
        yield


@contextmanager
def replaces():
    try:
        yield
    except ValueError as error:
        raise TypeError("replaced") from error


@contextmanager
def bare():
    yield


def use(manager, error=None):
    with manager as value:
        if error is not None:
            raise error
        return value


tell(lambda: use(no_yield()))
tell(lambda: use(two_yields()))
tell(lambda: use(swallows_then_yields(), ValueError("x")))
tell(lambda: use(replaces(), ValueError("orig")))
tell(lambda: use(bare(), StopIteration("stop")))
tell(lambda: use(bare(), RuntimeError("run")))
once = bare()
use(once)
tell(lambda: use(once))


@section("decorated")
def work(x):
    print("working", x)
    return x * 2


print(work(3), work(4), work.__name__)


class Timer(ContextDecorator):
    def __enter__(self):
        print("start")
        return self

    def __exit__(self, *exc):
        print("stop", exc[0])
        return False


@Timer()
def timed():
    print("timed")


timed()


class Resource:
    def __init__(self, name, fails=False):
        self.name = name
        self.fails = fails

    def __enter__(self):
        print("open", self.name)
        if self.fails:
            raise OSError("cannot open " + self.name)
        return self

    def __exit__(self, exc_type, exc, tb):
        print("close", self.name, exc_type and exc_type.__name__)

    def close(self):
        print("closed", self.name)


with ExitStack() as stack:
    first = stack.enter_context(Resource("1"))
    stack.callback(print, "callback", sep="!", end="?\n")
    stack.push(Resource("pushed"))
    stack.push(lambda *exc: print("pushed function", exc[0]))
    print("in stack", first.name)


def stack_fails():
    with ExitStack() as stack:
        stack.enter_context(Resource("x"))
        stack.enter_context(Resource("y", fails=True))


tell(stack_fails)


def exit_raises(text):
    def callback():
        raise ValueError(text)
    return callback


def several():
    with ExitStack() as stack:
        stack.callback(exit_raises("outer"))
        stack.callback(exit_raises("inner"))
        raise KeyError("body")


try:
    several()
except ValueError as error:
    while error is not None:
        print(repr(error))
        error = error.__context__
with ExitStack() as stack:
    stack.push(lambda *exc: True)
    raise ValueError("suppressed")
with ExitStack() as stack:
    stack.enter_context(Resource("kept"))
    kept = stack.pop_all()
print("not closed yet")
kept.close()
tell(lambda: ExitStack().enter_context(3))
with closing(Resource("c")) as r:
    print(r.name)
with nullcontext(5) as five, suppress(KeyError):
    print(five)
    {}["x"]
print(isinstance(Resource("i"), AbstractContextManager), isinstance(3, AbstractContextManager), issubclass(ExitStack, AbstractContextManager))
tell(AbstractContextManager)


class Simple(AbstractContextManager):
    def __exit__(self, *exc):
        return None


with Simple() as s:
    print(type(s).__name__)


@contextmanager
def nested():
    with section("n1"), section("n2"):
        yield "both"


with nested() as both:
    print(both)
with section("last"):
    raise IndexError("uncaught")
