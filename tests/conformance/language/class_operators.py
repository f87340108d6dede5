"""Operators of instances: reflected and in place, NotImplemented, comparisons, truth, hashing."""


class V:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"V({self.n})"

    def _op(name):
        def method(self, other):
            print(name, self, other)
            if isinstance(other, str):
                return NotImplemented
            return V(f"{name}:{self.n}")

        return method

    __add__ = _op("add")
    __radd__ = _op("radd")
    __iadd__ = _op("iadd")
    __sub__ = _op("sub")
    __rsub__ = _op("rsub")
    __mul__ = _op("mul")
    __rmul__ = _op("rmul")
    __matmul__ = _op("matmul")
    __imatmul__ = _op("imatmul")
    __truediv__ = _op("truediv")
    __rtruediv__ = _op("rtruediv")
    __floordiv__ = _op("floordiv")
    __rfloordiv__ = _op("rfloordiv")
    __mod__ = _op("mod")
    __rmod__ = _op("rmod")
    __pow__ = _op("pow")
    __rpow__ = _op("rpow")
    __lshift__ = _op("lshift")
    __and__ = _op("and")
    __ror__ = _op("ror")
    __xor__ = _op("xor")

    def __neg__(self):
        return V(("neg", self.n))

    def __invert__(self):
        return V(("inv", self.n))

    def __abs__(self):
        return 7


v = V(1)
print(v + 2, 2 + v, v - 2, 2 - v, v * 3, [1] * v, v @ v, v / 1, 1 / v, v // 2, 2 // v, v % 2, 5 % v, v ** 2, 2 ** v)
print(v << 1, v & 1, 1 | v, v ^ v, -v, ~v, abs(v))
w = v
w += 5
print(w, v)
w @= 1
print(w)
w -= 1
print(w)
for f in (lambda: v + "s", lambda: "s" + v, lambda: v >> 1, lambda: 1 >> v, lambda: +v, lambda: "s" * v, lambda: v | 1,
          lambda: v < 1, lambda: v <= v, lambda: [] + v):
    try:
        print(f())
    except TypeError as e:
        print(e)


class Base:
    def __add__(self, other):
        return "Base.add"

    def __radd__(self, other):
        return "Base.radd"

    def __eq__(self, other):
        print("Base.eq")
        return NotImplemented


class Sub(Base):
    def __radd__(self, other):
        return "Sub.radd"

    def __eq__(self, other):
        print("Sub.eq")
        return NotImplemented


class Same(Base):
    pass


print(Base() + Sub(), Sub() + Base(), Base() + Same(), Sub() + Sub())
print(Base() == Sub(), Base() == Base(), Base() != Sub(), Base() == 5, 5 == Base())


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __eq__(self, other):
        print("eq", self.cents, other)
        if not isinstance(other, Money):
            return NotImplemented
        return self.cents == other.cents

    def __lt__(self, other):
        print("lt", self.cents, other.cents)
        return self.cents < other.cents

    def __hash__(self):
        print("hash", self.cents)
        return hash(self.cents)

    def __bool__(self):
        print("bool", self.cents)
        return self.cents != 0

    def __repr__(self):
        return f"{self.cents}c"


a, b = Money(5), Money(7)
print(a == Money(5), a != b, a < b, a > b, a == 5, a != 5, a < b < Money(9))
print({a: "five"}[Money(5)], a in {Money(5), b}, a in [b, a], Money(5) in (b, a), [a, b] == [Money(5), Money(7)])
print((a, 1) < (Money(5), 2), [a, b].index(Money(7)), [a, a, b].count(Money(5)))
print(not a, a and b, a or b, Money(0) or "nothing", bool(Money(0)), "yes" if Money(0) else "no")
if a:
    print("true")
while not Money(1):
    print("never")
assert a
print([m for m in (a, Money(0), b) if m])
d = {a: 1}
d[Money(5)] = 2
print(len(d), d)
del d[Money(5)]
print(d, d.get(b), d.pop(b, "none"))


class NoHash:
    def __eq__(self, other):
        return True


for f in (lambda: hash(NoHash()), lambda: {NoHash()}, lambda: {NoHash(): 1}, lambda: {(1, NoHash())}):
    try:
        f()
    except TypeError as e:
        print(e)


class Odd:
    def __bool__(self):
        return 1

    def __hash__(self):
        return "x"

    def __len__(self):
        return -1

    def __lt__(self, other):
        return "neither"

    def __contains__(self, item):
        return [item]


o = Odd()
for f in (lambda: bool(o), lambda: hash(o), lambda: len(o), lambda: 1 if o else 0):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(o < 1, 3 in o, 3 not in o)


class Raises:
    def __eq__(self, other):
        raise RuntimeError("eq")

    def __add__(self, other):
        raise KeyError("add")

    def __bool__(self):
        raise ValueError("bool")


r = Raises()
for f in (lambda: r == 1, lambda: [r] == [1], lambda: 1 in [r], lambda: r + 1, lambda: not r, lambda: r and 1,
          lambda: [1].index(r)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(r in [r])
