"""Containers, iteration, context managers, calls and conversions of instances."""
import math


class Deck:
    def __init__(self, *cards):
        self.cards = list(cards)

    def __len__(self):
        print("len")
        return len(self.cards)

    def __getitem__(self, index):
        print("getitem", index)
        return self.cards[index]

    def __setitem__(self, index, value):
        print("setitem", index, value)
        self.cards[index] = value

    def __delitem__(self, index):
        print("delitem", index)
        del self.cards[index]


deck = Deck(1, 2, 3)
print(len(deck), deck[0], deck[-1], deck[1:], bool(deck), bool(Deck()))
deck[0] = 10
deck[1] += 5
del deck[2]
print(deck.cards)
for card in deck:
    print(card)
print(list(deck), 7 in deck, 99 in deck)
first, second = deck
print(first, second)
print([x * 2 for x in deck], max(deck), sum(deck), sorted(deck, reverse=True))
print(*deck, sep="-")


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        print("iter")
        return CountdownIterator(self.start)

    def __reversed__(self):
        return iter(range(1, self.start + 1))

    def __contains__(self, item):
        print("contains", item)
        return 0 < item <= self.start


class CountdownIterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


down = Countdown(3)
for n in down:
    print(n, end=" ")
else:
    print("done")
print(list(down), tuple(down), sorted(set(down)), list(reversed(down)), 2 in down, 7 in down)
a, *rest = down
print(a, rest, [*down, 0], {n: n * n for n in down}, dict(zip(down, "abc")), list(enumerate(down, 1)))
it = iter(down)
print(next(it), next(it), next(it), next(it, "end"))
try:
    next(it)
except StopIteration as e:
    print("stop", e.args)
print(any([n > 2 for n in [1, 3]]), all([n for n in down]), sum(down), min(down), max(down, key=lambda n: -n))
try:
    a, b = down
except ValueError as e:
    print(e)


class Broken:
    def __iter__(self):
        return 5


class Failing:
    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError("in next")


for f in (lambda: list(Broken()), lambda: [x for x in Broken()], lambda: list(Failing()), lambda: sum(Failing()),
          lambda: next(Countdown(3)), lambda: iter(Countdown), lambda: 3 in Failing()):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
try:
    for x in Failing():
        pass
except KeyError as e:
    print("for", e)


class Manager:
    def __init__(self, swallow=False):
        self.swallow = swallow

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind and kind.__name__, value, traceback is None)
        return self.swallow


with Manager() as m:
    print(type(m).__name__)
with Manager(True):
    raise ValueError("swallowed")
try:
    with Manager() as m, Manager() as n:
        raise KeyError("through")
except KeyError as e:
    print(e)
try:
    with Deck():
        pass
except TypeError as e:
    print(e)


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *more, scale=1, **rest):
        return (self.n + x + sum(more)) * scale, rest


add = Adder(5)
print(add(1), add(1, 2, scale=2), add(1, z=3), callable(add), callable(Deck()))
print([add(i)[0] for i in range(3)], sorted([3, 1, 2], key=Adder(0)))


class Number:
    def __init__(self, v):
        self.v = v

    def __int__(self):
        return int(self.v)

    def __float__(self):
        return float(self.v)

    def __index__(self):
        return int(self.v)

    def __round__(self, n=None):
        return f"round {n}"

    def __trunc__(self):
        return 1

    def __floor__(self):
        return 2

    def __ceil__(self):
        return 3

    def __abs__(self):
        return 4

    def __divmod__(self, other):
        return ("divmod", other)

    def __rdivmod__(self, other):
        return ("rdivmod", other)


n = Number(2.5)
print(int(n), float(n), [10, 20, 30][n], "abc"[n], list(range(n)), "ab" * n, hex(n), bin(n))
print(round(n), round(n, 2), abs(n), divmod(n, 3), divmod(3, n))
print(math.trunc(n), math.floor(n), math.ceil(n), math.sqrt(n), [1, 2, 3][:n], [1, 2, 3, 4][n:])


class Text:
    def __str__(self):
        return "text"

    def __repr__(self):
        return "Text()"

    def __format__(self, spec):
        return f"<{spec}>"


t = Text()
print(t, [t], str(t), repr(t), f"{t} {t!r} {t:>10} {t!s:>6}", format(t, "x"), "{} {!r} {:y}".format(t, t, t))
print("%s %r" % (t, t), {t: t}, (t,))


class BadText:
    def __str__(self):
        return 5

    def __repr__(self):
        raise ValueError("no repr")

    def __format__(self, spec):
        return 7


for f in (lambda: str(BadText()), lambda: repr(BadText()), lambda: f"{BadText()}", lambda: [BadText()].__repr__(),
          lambda: "%s" % BadText(), lambda: print(BadText())):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(f"{Deck:}"[:8], format(Text, ""))
try:
    format(Deck(), "10")
except TypeError as e:
    print(e)
