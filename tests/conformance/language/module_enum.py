# enum: members, aliases, lookups, what cannot be done.
from enum import Enum, IntEnum, StrEnum, auto, unique


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Color(Enum):
    """Colours."""
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def shout(self):
        return self.name.upper() + "!"

    @property
    def next(self):
        members = list(Color)
        return members[(members.index(self) + 1) % len(members)]

    @classmethod
    def default(cls):
        return cls.GREEN


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color.CRIMSON, Color.CRIMSON is Color.RED)
print(Color(2), Color["BLUE"], list(Color), len(Color), Color.RED in Color, Color.RED == 1, Color.RED != Color.BLUE)
print(Color.RED.shout(), Color.BLUE.next, Color.default(), isinstance(Color.RED, Color), type(Color.RED))
print(Color, repr(Color), Color.__members__, Color.__name__, list(reversed(Color)), Color.__doc__)
print(f"{Color.RED} {Color.RED!r} {Color.RED:>12}|", "%s" % Color.RED, bool(Color.RED))
print({Color.RED: "r"}[Color(1)], hash(Color.RED) == hash("RED"), Color.RED is Color(1))
tell(lambda: Color(9))
tell(lambda: Color["PINK"])
tell(lambda: Color.PINK)
tell(lambda: Color.RED < Color.BLUE)
tell(lambda: 1 in Color)
tell(lambda: Color())
tell(lambda: Color.RED.BLUE)
tell(lambda: Color.RED.nothing)


def assign():
    Color.RED = 5


def delete():
    del Color.RED


def set_value():
    Color.RED.value = 3


def set_name():
    Color.RED.name = "x"


def extend():
    class More(Color):
        PINK = 4


def twice():
    class Twice(Enum):
        A = 1
        A = 2


def not_unique():
    @unique
    class Mistake(Enum):
        ONE = 1
        TWO = 2
        FOUR = 2
        FIVE = 1


def sunder():
    class Sunder(Enum):
        _bad_ = 1


for function in (assign, delete, set_value, set_name, extend, twice, not_unique, sunder):
    tell(function)


class Step(Enum):
    FIRST = auto()
    SECOND = auto()
    TENTH = 10
    NEXT = auto()


print(list(Step), [s.value for s in Step])


class Priority(IntEnum):
    LOW = 1
    HIGH = 5


print(Priority.LOW, repr(Priority.LOW), Priority.LOW < Priority.HIGH, Priority.LOW + 1, Priority.HIGH == 5, f"{Priority.LOW}", f"{Priority.LOW:03}")
print(sorted([Priority.HIGH, Priority.LOW]), max(Priority), [10, 20, 30][Priority.LOW], Priority(5), isinstance(Priority.LOW, int), 5 in Priority.__members__.values())


class Mode(StrEnum):
    READ = auto()
    WRITE = "w"


print(Mode.READ, repr(Mode.READ), Mode.WRITE == "w", Mode.READ.upper(), f"{Mode.WRITE}", Mode("w"), "-".join(Mode))


class Planet(Enum):
    EARTH = (5.976e+24, 6.37814e6)
    MARS = (6.421e+23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return round(6.67300E-11 * self.mass / (self.radius * self.radius), 2)


print(Planet.EARTH, repr(Planet.MARS), Planet.EARTH.gravity, Planet.MARS.mass, Planet.EARTH.value)


class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    ONE = auto()
    TWO = auto()


print(list(Named))


class Fuzzy(Enum):
    A = 1
    OTHER = 0

    @classmethod
    def _missing_(cls, value):
        return cls.OTHER if value != "bad" else None


print(Fuzzy(77))
tell(lambda: Fuzzy("bad"))


class Base(Enum):
    def describe(self):
        return f"{self.name}={self.value}"


class Derived(Base):
    X = "x"
    Y = "y"


print(Derived.X.describe(), Derived.Y)


class Op(Enum):
    ADD = "+"
    SUB = "-"

    def __call__(self, a, b):
        return a + b if self is Op.ADD else a - b

    def __str__(self):
        return f"op {self.value}"


print(Op.ADD(1, 2), Op("-")(1, 2), Op.ADD, f"{Op.SUB}", repr(Op.ADD))
Animal = Enum("Animal", "ANT BEE CAT")
print(list(Animal), Animal.BEE.value, Animal)
print(list(Enum("Pair", {"A": 1, "B": 2})), list(Enum("L", [("P", 7), ("Q", 8)])), list(Enum("S", ["u", "v"], start=0)))


class Coord(str, Enum):
    NORTH = "n"
    SOUTH = "s"


print(Coord.NORTH, repr(Coord.NORTH), Coord.NORTH == "n", f"{Coord.NORTH}", Coord.NORTH.upper())


class Small(IntEnum):
    ONE = 1


print({Small.ONE: "one"}.get(1), 1 in {Small.ONE}, hash(Small.ONE) == hash(1), {"n": 2}[Coord.NORTH])
Color(0)
