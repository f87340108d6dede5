"""Decorators of every shape, on functions, methods and classes; class annotations."""


def logged(function):
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args[1:] if args and hasattr(args[0], "tag") else args, kwargs)
        return function(*args, **kwargs)

    wrapper.__name__ = function.__name__
    wrapper.__doc__ = function.__doc__
    wrapper.__wrapped__ = function
    return wrapper


def repeat(times):
    def decorate(function):
        def wrapper(*args, **kwargs):
            return [function(*args, **kwargs) for _ in range(times)]

        return wrapper

    return decorate


class Registry:
    def __init__(self):
        self.known = {}

    def register(self, name):
        def decorate(thing):
            self.known[name] = thing
            return thing

        return decorate

    def __call__(self, function):
        self.known[function.__name__] = function
        return function

    def __getitem__(self, name):
        return self.known[name]


registry = Registry()


@registry
@logged
def add(a, b=1, /, *rest, scale=1, **more):
    "Adds."
    return (a + b + sum(rest)) * scale, more


@registry.register("twice")
@repeat(2)
def hello(name="you"):
    return f"hello {name}"


print(add(1), add(1, 2, 3, scale=2, x=5), registry["twice"]("me"), add.__name__, add.__doc__, add.__wrapped__.__name__)
print(sorted(registry.known), registry.known["add"] is add)
for call in (lambda: add(a=1), lambda: add(), lambda: hello(1, 2), lambda: add.__wrapped__(1, b=2)):
    try:
        print(call())
    except TypeError as e:
        print(e)


class Count:
    "A decorator that is a class."

    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.function(*args, **kwargs)

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return lambda *args: (self.calls, self(obj, *args))


@Count
def counted(x):
    return x * 2


print(counted(2), counted(3), counted.calls)


def with_repr(cls):
    def __repr__(self):
        return f"{cls.__name__}({', '.join([f'{k}={v!r}' for k, v in vars(self).items()])})"

    cls.__repr__ = __repr__
    return cls


def frozen(**defaults):
    def decorate(cls):
        for name, value in defaults.items():
            setattr(cls, name, value)
        return cls

    return decorate


@with_repr
@frozen(colour="red", size=3)
class Thing:
    tag = True

    def __init__(self, a, b):
        self.a = a
        self.b = b

    @logged
    def method(self, n):
        return self.a + n

    @Count
    def counted(self, n):
        return n + 1

    @classmethod
    @logged
    def make(cls, *args):
        return cls(*args)

    @staticmethod
    @repeat(2)
    def stat(x):
        return x

    @property
    @repeat(2)
    def prop(self):
        return self.b


t = Thing(1, b="x")
print(t, t.colour, Thing.size, t.method(5), t.counted(1), t.counted(1), Thing.counted.calls, t.stat(4), t.prop)
print(Thing.make(3, 4))


class Annotated:
    x: int
    y: "str" = "why"
    z: list[int] | None = None
    _hidden: float = 1.5

    def f(self, a: int, *, b: str = "b") -> "Annotated":
        c: int = 5
        return c

    if True:
        w: bool = True


print(Annotated.__annotations__)
print(Annotated.y, hasattr(Annotated, "x"), Annotated().f(1))


class Private:
    __secret = 1

    def __init__(self):
        self.__value = 2

    def __hidden(self):
        return self.__secret + self.__value

    def reveal(self):
        return self.__hidden()


p = Private()
print(p.reveal(), p._Private__hidden(), sorted(vars(p)), Private._Private__secret)
try:
    p.__value
except AttributeError as e:
    print(e)
