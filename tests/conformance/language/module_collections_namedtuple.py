# namedtuple: fields, defaults, what goes wrong.
from collections import namedtuple


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p.y, p[0], p[-1], len(p), tuple(p), p == (1, 2), hash(p) == hash((1, 2)))
x, y = p
print(x, y, p._replace(x=5), p._asdict(), Point._fields, Point._make([3, 4]), p + (3,))
print(Point.__name__, Point.__doc__, Point.__module__, Point.__match_args__, Point._field_defaults)
Node = namedtuple("Node", "value left right", defaults=[None, None])
print(Node(1), Node(1, Node(2)), Node._field_defaults)
tell(lambda: Point(1))
tell(lambda: Point())
tell(lambda: Point(1, 2, 3))
tell(lambda: Point(1, z=3))
tell(lambda: Point(1, x=3))
tell(lambda: Node())
tell(lambda: Node(1, 2, 3, 4))
tell(lambda: p._replace(z=1))
tell(lambda: Point._make([1]))
tell(lambda: namedtuple("P", "a a"))
tell(lambda: namedtuple("P", "_a"))
tell(lambda: namedtuple("P", "class"))
tell(lambda: namedtuple("P", "a-b"))
tell(lambda: namedtuple("P", "a", defaults=[1, 2]))
tell(lambda: p.z)
print(namedtuple("R", "a class a _b", rename=True)._fields)


def assign():
    p.x = 3


tell(assign)


class Vector(namedtuple("Vector", "dx dy")):
    __slots__ = ()

    @property
    def length(self):
        return (self.dx ** 2 + self.dy ** 2) ** 0.5

    def __add__(self, other):
        return Vector(self.dx + other.dx, self.dy + other.dy)


v = Vector(3, 4)
print(v, v.length, v + v, v._replace(dx=0), isinstance(v, tuple), sorted([Vector(2, 1), Vector(1, 5)]))
print(max([Point(1, 5), Point(2, 0)], key=lambda q: q.y), {Point(1, 2): "a"}[(1, 2)])
Point(1)
