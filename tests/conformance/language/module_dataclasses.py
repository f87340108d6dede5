# dataclasses: what is made of the fields, and what is refused.
from dataclasses import (KW_ONLY, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field,
                         fields, is_dataclass, make_dataclass, replace)


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass
class Point:
    x: int
    y: int = 0


p = Point(1)
print(p, Point(1, 2), Point(y=3, x=4), p == Point(1, 0), p != Point(2), p == (1, 0))
print(Point.__doc__, Point.__match_args__, is_dataclass(p), is_dataclass(Point), is_dataclass(3))
print([f.name for f in fields(p)], [f.default for f in fields(Point)][1], p.__dict__)
tell(lambda: Point())
tell(lambda: Point(1, 2, 3))
tell(lambda: Point(1, x=2))
tell(lambda: Point(1, z=2))
tell(lambda: p < Point(2))
tell(lambda: hash(p))
print(Point.__init__.__qualname__, Point.__repr__.__name__)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)


print(sorted([Version(2), Version(1, 5), Version(1, 2, "x")]), Version(1) == Version(1, 0, "n"))
print(hash(Version(1)) == hash(Version(1, 0, "n")), {Version(1): 1}[Version(1)], Version(1) >= Version(0))


def change():
    v = Version(1)
    v.major = 2


def remove():
    v = Version(1)
    del v.minor


tell(change)
tell(remove)
print(issubclass(FrozenInstanceError, AttributeError), replace(Version(1, 2), minor=3))
tell(lambda: replace(Version(1), nope=3))


@dataclass
class Base:
    name: str
    tags: list = field(default_factory=list)

    def greet(self):
        return f"I am {self.name}"


@dataclass
class Child(Base):
    age: int = 0
    _: KW_ONLY
    hidden: bool = field(default=False, repr=False)
    size: float = field(init=False)
    scale: InitVar[float] = 1.0

    def __post_init__(self, scale):
        self.size = self.age * scale


c = Child("ann", age=3, scale=2.5)
print(c, c.greet(), c.hidden, c.size, Child("b").tags is Child("b").tags)
c.tags.append("t")
print(asdict(c), astuple(c), Base("a") == c)
tell(lambda: Child("ann", [], 3, True))
tell(lambda: Child())
print(asdict(Base("o", [Base("i"), {"k": Base("d")}])))


@dataclass(slots=True)
class Slotted:
    a: int
    b: str = "b"


s = Slotted(1)
print(s, Slotted.__slots__, hasattr(s, "__dict__"))


def extra():
    s.c = 3


tell(extra)


@dataclass(eq=False, repr=False)
class Bare:
    a: int


print(Bare(1) == Bare(1), Bare(1).a)


def no_default_after_default():
    @dataclass
    class Wrong:
        a: int = 0
        b: int


tell(no_default_after_default)


def mutable_default():
    @dataclass
    class Wrong:
        a: list = []


tell(mutable_default)
tell(lambda: field(default=1, default_factory=list))
tell(lambda: fields(3))
tell(lambda: asdict(3))


def order_without_eq():
    @dataclass(order=True, eq=False)
    class Wrong:
        a: int


tell(order_without_eq)


@dataclass
class Kept:
    a: int

    def __repr__(self):
        return "own repr"

    def __eq__(self, other):
        return True


print(Kept(1), Kept(1) == 5)


@dataclass(kw_only=True)
class Named:
    a: int
    b: int = 2


print(Named(a=1), Named.__match_args__)
tell(lambda: Named(1))
tell(lambda: Named())
Made = make_dataclass("Made", ["a", ("b", int), ("c", int, 3)])
print(Made(1, 2), Made.__name__)


@dataclass
class Node:
    value: int
    next: "Node | None" = None


n = Node(1, Node(2))
print(n)
n.next.next = n
print(n)


@dataclass
class Counter:
    count = 5
    total: int = 0

    def add(self, n):
        self.total += n
        return self


print(Counter().add(3).add(4), Counter(total=9))
Point(1, 2, 3, 4)
