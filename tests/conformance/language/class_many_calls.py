"""Built-ins that make many calls of a program's methods: their number and order are CPython's."""
import random

log = []


class Item:
    def __init__(self, key, tag=None):
        self.key = key
        self.tag = tag

    def __lt__(self, other):
        log.append((self.key, other.key))
        return self.key < other.key

    def __repr__(self):
        return f"{self.key}" if self.tag is None else f"{self.key}{self.tag}"


def told():
    text = f"{len(log)} calls, {hash_of(log)}"
    log.clear()
    return text


def hash_of(pairs):
    h = 17
    for a, b in pairs:
        h = (h * 31 + a * 7 + b) % 1000003
    return h


random.seed(5)
for n in (0, 1, 2, 3, 5, 10, 31, 64, 65, 100, 200, 500):
    for kind in range(6):
        keys = [random.randrange(n) for _ in range(n)]
        if kind == 1:
            keys.sort()
        elif kind == 2:
            keys.sort(reverse=True)
        elif kind == 3:
            keys = list(range(n // 2)) + list(range(n - n // 2))
        elif kind == 4:
            keys = [k % 3 for k in keys]
        elif kind == 5:
            keys = sorted(keys[: n // 3]) + keys[n // 3 :]
        items = [Item(k, i) for i, k in enumerate(keys)]
        ordered = sorted(items)
        first = told()
        backward = sorted(items, reverse=True)
        print(n, kind, first, told(), [x.key for x in ordered] == sorted(keys), hash_of([(x.key, x.tag) for x in ordered]),
              hash_of([(x.key, x.tag) for x in backward]))
        items.sort(key=lambda x: Item(-x.key))
        print(told(), hash_of([(x.key, x.tag) for x in items]))

xs = [Item(3), Item(1), Item(2)]
print(min(xs), told(), max(xs, key=lambda x: x), told(), min(Item(2), Item(1)), told())
print(sorted([(1, Item(2)), (1, Item(1))]), told())


class Stubborn:
    left = 3

    def __lt__(self, other):
        Stubborn.left -= 1
        if Stubborn.left == 0:
            raise ValueError("enough")
        return True


things = [Stubborn() for _ in range(5)]
for f in (lambda: things.sort(), lambda: sorted(things), lambda: min(things)):
    Stubborn.left = 3
    try:
        f()
    except ValueError as e:
        print(e, len(things))


class Meddler:
    def __lt__(self, other):
        meddled.append(1)
        return False


meddled = [Meddler(), Meddler(), Meddler()]
try:
    meddled.sort()
except ValueError as e:
    print(e)


class Num:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        print("add", self.n, other)
        return Num(self.n + (other.n if isinstance(other, Num) else other))

    def __radd__(self, other):
        print("radd", self.n, other)
        return Num(self.n + other)

    def __bool__(self):
        print("bool", self.n)
        return self.n > 1

    def __eq__(self, other):
        print("eq", self.n, other.n if isinstance(other, Num) else other)
        return isinstance(other, Num) and self.n == other.n

    def __hash__(self):
        print("hash", self.n)
        return self.n % 2

    def __repr__(self):
        return f"Num({self.n})"


ns = [Num(i) for i in range(4)]
print(sum(ns), sum(ns, Num(10)))
print(any(ns), all(ns), list(filter(None, ns)), any([]), all(map(lambda n: n, ns)))
print({Num(1), Num(3), Num(1)}, {Num(1): "a", Num(3): "b", Num(1): "c"})
s = set(ns)
print(len(s), Num(2) in s, s == set(ns))
s.add(Num(3))
s.discard(Num(0))
print(len(s))
d = dict.fromkeys(ns, 0)
d.update({Num(2): 5})
print(d, d[Num(2)], d.setdefault(Num(9), 1), d.pop(Num(1)), Num(0) in d)
print(ns.index(Num(2)), ns.count(Num(1)), Num(5) in ns, ns == [Num(i) for i in range(4)], ns != ns[:])
ns.remove(Num(2))
print(ns, (Num(1), 2) == (Num(1), 2), [[Num(1)]] == [[Num(1)]], {"k": Num(1)} == {"k": Num(1)})
print([Num(1), Num(2)] + [Num(3)], dict(zip("ab", ns)), [*map(lambda n: n.n, ns)], list(reversed(ns)))
big = [Num(1)] * 300
print(big == [Num(1)] + big[1:], sum(1 for _ in big))
