# abc and collections.abc: abstract methods, registering, what containers get for free.
import abc
import collections.abc
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import (Callable, Container, Hashable, Iterable, Iterator, Mapping, MutableMapping,
                             MutableSequence, Sequence, Set, Sized)


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    @classmethod
    @abstractmethod
    def make(cls):
        ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Half(Shape):
    name = "half"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

    @property
    def name(self):
        return "square"

    @classmethod
    def make(cls):
        return cls(1)


tell(Shape)
tell(Half)
print(Square(3).describe(), Square.make().area(), sorted(Shape.__abstractmethods__), Square.__abstractmethods__)


class OneMissing(ABC):
    @abstractmethod
    def only(self):
        pass


tell(OneMissing)


class Plugin(metaclass=ABCMeta):
    pass


@Plugin.register
class Foreign:
    pass


print(issubclass(Foreign, Plugin), isinstance(Foreign(), Plugin), isinstance(3, Plugin), Foreign.__mro__)


class Duck(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "quack")


class Mallard:
    def quack(self):
        pass


print(isinstance(Mallard(), Duck), isinstance(3, Duck))
for cls in (Hashable, Iterable, Iterator, Sized, Container, Callable, Sequence, Mapping, Set, MutableSequence, MutableMapping):
    print(cls.__name__, [isinstance(v, cls) for v in (1, "a", [], (), {}, set(), iter([]), print, range(3), None)])


class Deck(Sequence):
    def __init__(self, items):
        self.items = list(items)

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


deck = Deck("abcab")
print(list(deck), "b" in deck, deck.index("c"), deck.count("a"), list(reversed(deck)), deck[1:3], isinstance(deck, Iterable))
tell(lambda: deck.index("z"))


class Lower(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.store = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self.store[key.lower()]

    def __setitem__(self, key, value):
        self.store[key.lower()] = value

    def __delitem__(self, key):
        del self.store[key.lower()]

    def __iter__(self):
        return iter(self.store)

    def __len__(self):
        return len(self.store)


m = Lower({"A": 1}, B=2)
print(m["a"], "B" in m, m.get("zz", 5), list(m), list(m.items()), m.pop("A"), m.setdefault("C", 3), dict(m), m == {"b": 2, "c": 3}, len(m), m.keys(), m.popitem())
tell(lambda: m["zz"])
tell(lambda: m.pop("zz"))


class Unique(Set):
    def __init__(self, items):
        self.items = []
        for item in items:
            if item not in self.items:
                self.items.append(item)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


a, b = Unique([1, 2, 3]), Unique([2, 3, 4])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a == Unique([3, 2, 1]), a <= b, Unique([2]) < a, a.isdisjoint([9]))


class Countdown(Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), collections.abc.Callable[[int], str], collections.abc.Iterable[int])
tell(lambda: Sequence())
class Bad(Sequence):
    def __len__(self):
        return 0
Bad()
