"""Properties, class and static methods, descriptors, slots, and the attribute hooks."""


class Celsius:
    def __init__(self, degrees):
        self._degrees = degrees

    @property
    def degrees(self):
        "How warm it is."
        print("get")
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        print("set", value)
        if value < -273:
            raise ValueError("too cold")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("del")
        del self._degrees

    @property
    def kelvin(self):
        return self._degrees + 273

    secret = property(fset=lambda self, v: None)


c = Celsius(20)
print(c.degrees, c.kelvin)
c.degrees = 25
c.degrees += 5
print(c._degrees, Celsius.degrees.__doc__, type(Celsius.degrees).__name__)
for action in ("cold", "kelvin", "delkelvin", "secret"):
    try:
        if action == "cold":
            c.degrees = -300
        elif action == "kelvin":
            c.kelvin = 5
        elif action == "delkelvin":
            del c.kelvin
        else:
            c.secret
    except Exception as e:
        print(action, type(e).__name__, e)
del c.degrees
try:
    c.degrees
except AttributeError as e:
    print(e)
print(getattr(c, "kelvin", "none"), hasattr(c, "degrees"))


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        print("named", name, "in", owner.__name__)
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        if obj is None:
            return f"<{self.name} of {owner.__name__}>"
        return getattr(obj, self.name, None)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}")
        setattr(obj, self.name, value)

    def __delete__(self, obj):
        print("delete", self.name)
        delattr(obj, self.name)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name = name
        self.age = age


p = Person("Ann", 30)
print(p.name, p.age, Person.name, vars(p))
try:
    p.age = "old"
except TypeError as e:
    print(e)
del p.age
print(p.age)


class Once:
    "A descriptor without __set__: what the instance has comes first."

    def __init__(self, function):
        self.function = function

    def __get__(self, obj, owner):
        if obj is None:
            return self
        value = self.function(obj)
        obj.__dict__[self.function.__name__] = value
        return value


class Lazy:
    @Once
    def answer(self):
        print("working")
        return 42


z = Lazy()
print(z.answer, z.answer, vars(z), type(Lazy.answer).__name__)


class Slotted:
    __slots__ = ("a", "b")
    shared = 1

    def __init__(self):
        self.a = 1


s = Slotted()
print(s.a, hasattr(s, "b"), Slotted.a, hasattr(s, "__dict__"))
for name in ("b", "c", "shared"):
    try:
        if name == "b":
            s.b
        else:
            setattr(s, name, 2)
    except AttributeError as e:
        print(e)
s.b = 5
del s.b
try:
    del s.b
except AttributeError as e:
    print(e)


class Open(Slotted):
    pass


o = Open()
o.free = 1
print(o.a, o.free, o.__dict__)
try:
    class Clash:
        __slots__ = ["x"]
        x = 1
except ValueError as e:
    print(e)


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)

    def __getattr__(self, name):
        print("getattr", name)
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        print("setattr", name, value)
        setattr(self.target, name, value)

    def __delattr__(self, name):
        print("delattr", name)
        delattr(self.target, name)


proxy = Proxy(Lazy())
proxy.colour = "blue"
print(proxy.colour, proxy.answer, proxy.target is proxy.__dict__["target"])
del proxy.colour
try:
    proxy.colour
except AttributeError as e:
    print(e)


class All:
    x = 1

    def __getattribute__(self, name):
        if name == "hidden":
            raise AttributeError("no, hidden")
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return f"made {name}"

    def __dir__(self):
        return ["b", "a"]

    def method(self, n):
        return n + self.x


a = All()
print(a.x, a.hidden, a.other, dir(a), a.method(1), getattr(a, "y"), hasattr(a, "zz"))


class Static:
    @staticmethod
    def s(*args):
        return args

    @classmethod
    def c(cls, *args):
        return cls.__name__, args


print(Static.s(1), Static().s(1), Static.c(2), Static().c(2), Static.__dict__["s"].__func__(3))
