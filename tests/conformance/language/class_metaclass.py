"""Metaclasses, and type with three arguments."""


class Registry(type):
    classes = []

    def __new__(mcls, name, bases, namespace, **kwargs):
        print("new", name, [b.__name__ for b in bases], sorted([k for k in namespace if not k.startswith("__")]), kwargs)
        cls = super().__new__(mcls, name, bases, namespace)
        mcls.classes.append(name)
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        print("init", name)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args)
        return super().__call__(*args, **kwargs)

    def __len__(cls):
        return 42

    def __iter__(cls):
        return iter(cls.classes)

    def __getitem__(cls, key):
        return f"{cls.__name__}/{key}"

    def __contains__(cls, x):
        return x == "yes"

    def __repr__(cls):
        return f"<{cls.__name__}>"

    @property
    def size(cls):
        return len(cls.__name__)


class Base(metaclass=Registry):
    x = 1

    def __init__(self, n):
        self.n = n


class Child(Base, flag=True):
    def get(self):
        return __class__.__name__, super().__init__


print(type(Base), type(Child).__name__, Registry.classes, len(Base), list(Child), Base["a"], "yes" in Base, Base, [Child])
print(Child(5).n, Child.size, Child(1).get()[0], isinstance(Base, Registry), isinstance(Child(2), Base))


class Singleton(type):
    _instances = {}

    def __call__(cls, *args):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args)
        return cls._instances[cls]


class Config(metaclass=Singleton):
    def __init__(self, v):
        print("made")
        self.v = v


print(Config(1) is Config(2), Config(3).v)
Dynamic = type("Dynamic", (Base,), {"y": 2, "hello": lambda self: f"hello {self.y}"})
print(Dynamic, Dynamic(1).hello(), Dynamic.__name__)
Plain = type("Plain", (), {"__init__": lambda self, a: setattr(self, "a", a), "kind": "plain"})
print(Plain(4).a, Plain.kind, Plain.__module__, Plain.__bases__, type(Plain(1)).__name__)


class Other(type):
    pass


try:
    class Conflict(Base, metaclass=Other):
        pass
except TypeError as e:
    print(e)


class Checks(type):
    def __instancecheck__(cls, obj):
        return obj == 5

    def __subclasscheck__(cls, sub):
        return sub is int


class Fives(metaclass=Checks):
    pass


print(isinstance(5, Fives), isinstance(6, Fives), issubclass(int, Fives), issubclass(str, Fives), isinstance(5, (str, Fives)))


class Odd:
    def __new__(cls, value):
        if value < 0:
            return None
        if value == 0:
            return "zero"
        self = object.__new__(cls)
        self.made = True
        return self

    def __init__(self, value):
        print("init", value)


print(Odd(-1), Odd(0), Odd(3).made)
try:
    object.__new__(Odd, 1)
except TypeError as e:
    print(e)


class Init:
    def __init__(self):
        return 5


for f in (lambda: Init(), lambda: object.__new__(5), lambda: type("X", (5,), {}), lambda: type("X", (), 5), lambda: type(1, 2)):
    try:
        f()
    except TypeError as e:
        print(type(e).__name__, e)
