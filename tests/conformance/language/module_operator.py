# operator: functions, getters, callers.
import operator
from operator import attrgetter, itemgetter, methodcaller


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


for name in ("add", "sub", "mul", "floordiv", "truediv", "mod", "pow", "lt", "le", "eq", "ne", "gt", "ge", "and_", "or_", "xor", "lshift", "rshift", "is_", "is_not"):
    print(name, getattr(operator, name)(7, 3), end="; ")
print()
print(operator.neg(3), operator.pos(-3), operator.abs(-4), operator.not_(0), operator.truth([]), operator.inv(5), operator.invert(5), operator.index(3))
print(operator.concat([1], [2]), operator.contains([1, 2], 2), operator.countOf([1, 2, 1], 1), operator.indexOf([1, 2], 2), operator.getitem({"a": 1}, "a"), operator.length_hint([1, 2]), operator.call(max, 1, 5))
d = {}
operator.setitem(d, "k", 5)
print(d)
operator.delitem(d, "k")
x = [1]
print(d, operator.iadd(x, [2]), x, operator.imul(3, 4), operator.isub(3, 1), operator.itruediv(1, 2))
rows = [("b", 2), ("a", 3), ("c", 1)]
print(sorted(rows, key=itemgetter(1)), list(map(itemgetter(0), rows)), itemgetter(0, 1)(rows[0]), itemgetter("k")({"k": 1}), itemgetter(slice(1, 3))([1, 2, 3, 4]))


class Point:
    def __init__(self, x):
        self.x = x
        self.inner = self

    def scaled(self, by, plus=0):
        return self.x * by + plus


p = Point(3)
print(attrgetter("x")(p), attrgetter("x", "inner.x")(p), methodcaller("scaled", 2, plus=1)(p), methodcaller("upper")("abc"))
print(itemgetter(1), itemgetter(1, "a"), attrgetter("a.b", "c"), methodcaller("m", 1, k=2))
tell(lambda: operator.add(1, "a"))
tell(lambda: itemgetter(5)([1]))
tell(lambda: attrgetter("zz")(p))
tell(lambda: attrgetter(3))
tell(lambda: operator.indexOf([1], 5))
tell(lambda: operator.index("a"))
tell(lambda: methodcaller(3))
print(max(rows, key=operator.itemgetter(1)), sum(map(operator.mul, [1, 2], [3, 4])))
