"""Classes that inherit from built-in ones."""


class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    def top(self):
        return self[-1]


s = Stack([1, 2])
print(s, len(s), s.push(3).top(), s + [4], type(s + [4]).__name__, isinstance(s, list), s == [1, 2, 3], s[0:2], s[1])
s.name = "stack"
print(s.name, list(s), [x for x in s], 2 in s, s.index(3), sorted(s, reverse=True), s * 2, bool(Stack()), sum(s))
s += [9]
print(type(s).__name__, s)
s[0] = 7
del s[1]
print(s, s.pop(), repr(s), str(s), f"{s}")
a, *b = s
print(a, b)


class Default(dict):
    def __init__(self, factory, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.factory = factory

    def __missing__(self, key):
        self[key] = value = self.factory()
        return value

    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)


d = Default(list, x=1)
d["y"].append(2)
print(d, d["x"], d.get("z"), "y" in d, list(d), list(d.items()), len(d), d == {"x": 1, "y": [2]})
d.update(q=5)
print({**d}, dict(d), d.copy(), type(d.copy()).__name__)


class Upper(str):
    def __new__(cls, text, mark="!"):
        self = super().__new__(cls, text.upper())
        self.mark = mark
        return self

    def shout(self):
        return self + self.mark


u = Upper("abc")
print(u, repr(u), u.shout(), type(u.shout()).__name__, u == "ABC", len(u), u.lower(), u[1], "B" in u, hash(u) == hash("ABC"))
print({u: 1}["ABC"], f"{u:>5}", "-".join([u, u]), "%s" % u, u.mark, isinstance(u, str), "x" + u, u * 2, u < "B")


class Metres(int):
    def __add__(self, other):
        return Metres(int(self) + int(other))

    def __repr__(self):
        return f"{int(self)}m"


m = Metres(5)
print(m, m + 3, m * 2, 2 + m, -m, m > 3, m == 5, hash(m) == hash(5), [10, 20, 30, 40, 50, 60][m], range(m), f"{m:03}")
print(isinstance(m, int), int(m), float(m), m / 2, divmod(m, 2), abs(Metres(-3)), round(m), max(m, 7), bool(Metres(0)))


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


p = Pair(1, 2)
x, y = p
print(p, p.first, x, y, p == (1, 2), hash(p) == hash((1, 2)), p + (3,), len(p), sorted([Pair(2, 1), p]), {p: "p"}[(1, 2)])


class Tags(set):
    pass


t = Tags("aab")
print(sorted(t), "a" in t, t == {"a", "b"}, type(t | {"c"}).__name__, len(t), Tags(), Tags([1]))


class Error(Exception):
    def __init__(self, code, message="none"):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"

    def __eq__(self, other):
        return isinstance(other, Error) and self.code == other.code


e = Error(5, "bad")
print(e, repr(e), e.args, e.code, e == Error(5), e != Error(6), isinstance(e, Exception))
try:
    raise Error(7)
except Error as caught:
    print(caught, caught.code)


class Half(float):
    def half(self):
        return self / 2


print(Half(5).half(), Half(2.5) + 1, Half("1.5"), repr(Half(3)), Half(1) == 1)
try:
    class Both(dict, list):
        pass
except TypeError as e:
    print(e)
