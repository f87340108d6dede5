"""Plain classes: the body is code, instances have attributes, methods are bound."""


class Point:
    """A point in the plane."""

    origin = (0, 0)
    count = 0
    squares = [i * i for i in range(4)]

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def moved(self, dx, dy=0):
        return Point(self.x + dx, self.y + dy)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    class Inner:
        def who(self):
            return type(self).__qualname__

    if count == 0:
        early = "yes"
    else:
        early = "no"


p = Point(1, y=2)
q = p.moved(3)
print(p, q, Point.count, Point.squares, p.early, Point.origin is p.origin)
print(Point.__name__, Point.__qualname__, Point.__module__, Point.__doc__)
print(Point.__bases__, Point.__mro__, type(p) is Point, p.__class__)
print(Point.Inner().who(), isinstance(p, Point), issubclass(Point, object))
p.colour = "red"
print(vars(p), p.__dict__, hasattr(p, "colour"), hasattr(q, "colour"))
del p.colour
print(getattr(p, "colour", None), p.__dict__)
p.__dict__["z"] = 9
print(p.z, sorted(p.__dict__))
p.z += 1
print(p.__dict__)
m = p.moved
print(m(10), m.__self__ is p, m.__func__ is Point.moved, m.__name__)
print(Point.moved(q, 1))


class Empty:
    pass


class Loop:
    for i in range(3):
        last = i
    try:
        missing
    except NameError as e:
        problem = str(e)
    del i


print(Loop.last, Loop.problem, hasattr(Loop, "i"))


def make(n):
    class Local:
        size = n

        def get(self):
            return n + self.size

    return Local


a, b = make(1), make(2)
print(a().get(), b().get(), a is b, a.__qualname__, a)
Empty.tag = "later"
print(Empty().tag, Empty.__doc__)
Empty.greet = lambda self, who="you": f"hi {who} from {type(self).__name__}"
print(Empty().greet(), Empty().greet("me"))
x = Empty()
y = Empty()
print(x == y, x != y, x == x, hash(x) == hash(x), bool(x), x is not y)
print(repr(x).startswith("<__main__.Empty object at 0x"), str(x) == repr(x))
for bad in ("x.nothing", "Empty.nothing", "Empty(1)", "Point()", "Point(1, 2, 3)", "x()", "x + 1", "x < y", "len(x)",
            "x[0]", "iter(x)", "-x", "x.a.b"):
    try:
        if bad == "x.nothing":
            x.nothing
        elif bad == "Empty.nothing":
            Empty.nothing
        elif bad == "Empty(1)":
            Empty(1)
        elif bad == "Point()":
            Point()
        elif bad == "Point(1, 2, 3)":
            Point(1, 2, 3)
        elif bad == "x()":
            x()
        elif bad == "x + 1":
            x + 1
        elif bad == "x < y":
            x < y
        elif bad == "len(x)":
            len(x)
        elif bad == "x[0]":
            x[0]
        elif bad == "iter(x)":
            iter(x)
        elif bad == "-x":
            -x
        else:
            x.a.b
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
