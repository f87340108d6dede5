"""Inheritance: super with and without arguments, several bases, the order of classes, mix-ins."""


class Animal:
    sound = "..."

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {self.sound}"

    def __str__(self):
        return f"{type(self).__name__}:{self.name}"


class Dog(Animal):
    sound = "woof"

    def __init__(self, name, tricks=()):
        super().__init__(name)
        self.tricks = list(tricks)

    def speak(self):
        return super().speak() + "!"


class Puppy(Dog):
    def speak(self):
        return super(Puppy, self).speak().lower()


d = Dog("Rex", ["sit"])
print(d, d.speak(), Puppy("Bo").speak(), Puppy("Bo"))
print([c.__name__ for c in Puppy.__mro__], Puppy.__base__, Puppy.__bases__)


class A:
    def f(self):
        return ["A"]


class B(A):
    def f(self):
        return ["B"] + super().f()


class C(A):
    def f(self):
        return ["C"] + super().f()


class D(B, C):
    def f(self):
        return ["D"] + super().f()


print(D().f(), [c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__))
print(super(B, D()).f(), super(D, D).f is B.f)

try:
    class Bad(A, B):
        pass
except TypeError as e:
    print(e)
try:
    class Twice(A, A):
        pass
except TypeError as e:
    print(e)
try:
    class Seven(7):
        pass
except TypeError as e:
    print(type(e).__name__)
try:
    class Bool(bool):
        pass
except TypeError as e:
    print(e)


class Counted:
    instances = 0

    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag or cls.__name__.lower()
        Counted.instances += 1

    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item!r}]"


class One(Counted):
    pass


class Two(Counted, tag="zwei"):
    pass


print(One.tag, Two.tag, Counted.instances, Counted[int], Two["x", 1])
try:
    class Three(A, colour="red"):
        pass
except TypeError as e:
    print(e)

bases = (B, C)
options = {"tag": "star"}


class Starred(*bases, Counted, **options):
    pass


print(Starred.tag, [c.__name__ for c in Starred.__mro__])


class Base:
    @property
    def area(self):
        return 1

    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def twice(x):
        return 2 * x


class Derived(Base):
    @property
    def area(self):
        return super().area + 1

    @classmethod
    def make(cls):
        made = super().make()
        made.extra = True
        return made

    @staticmethod
    def twice(x):
        return Base.twice(x) + 1


print(Derived().area, Derived.make().extra, type(Derived.make()).__name__, Derived.twice(5))


class Failing:
    def no_first():
        super().x

    def gone(self):
        del self
        super().x


for f in (lambda: Failing.no_first(), lambda: Failing().gone(), lambda: super().x, lambda: super(A, 5).x):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
