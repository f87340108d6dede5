"""Queues with two ends."""

from _shown_within import within
from types import GenericAlias

__all__ = ["deque"]


class deque:
    """A sequence that grows and shrinks at both ends."""

    __slots__ = ("_items", "_maxlen", "_changes")

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._maxlen = maxlen
        self._items = []
        self._changes = 0
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    def append(self, x, /):
        items = self._items
        items.append(x)
        self._changes += 1
        if self._maxlen is not None and len(items) > self._maxlen:
            del items[0]

    def appendleft(self, x, /):
        items = self._items
        items.insert(0, x)
        self._changes += 1
        if self._maxlen is not None and len(items) > self._maxlen:
            items.pop()

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        self._changes += 1
        return self._items.pop()

    def popleft(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        self._changes += 1
        return self._items.pop(0)

    def extend(self, iterable, /):
        for item in list(iterable) if iterable is self else iterable:
            self.append(item)

    def extendleft(self, iterable, /):
        for item in list(iterable) if iterable is self else iterable:
            self.appendleft(item)

    def insert(self, index, value, /):
        if self._maxlen is not None and len(self._items) >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        self._changes += 1
        self._items.insert(index, value)

    def remove(self, value, /):
        for at, item in enumerate(self._items):
            if item is value or item == value:
                self._changes += 1
                del self._items[at]
                return
        raise ValueError(f"{value!r} is not in deque")

    def clear(self):
        self._changes += 1
        self._items.clear()

    def count(self, value, /):
        return self._items.count(value)

    def index(self, value, start=0, stop=None, /):
        items = self._items
        try:
            return items.index(value, start, len(items) if stop is None else stop)
        except ValueError:
            raise ValueError(f"{value!r} is not in deque") from None

    def reverse(self):
        self._changes += 1
        self._items.reverse()

    def rotate(self, n=1, /):
        items = self._items
        if items:
            self._changes += 1
            split = -n % len(items)
            items[:] = items[split:] + items[:split]

    def copy(self):
        return type(self)(self, self._maxlen) if self._maxlen is not None else type(self)(self)

    __copy__ = copy

    def _place(self, index):
        if not hasattr(type(index), "__index__"):
            raise TypeError("sequence index must be integer, not "
                            f"'{type(index).__name__}'")
        if not -len(self._items) <= index < len(self._items):
            raise IndexError("deque index out of range")
        return index

    def __getitem__(self, index):
        return self._items[self._place(index)]

    def __setitem__(self, index, value):
        self._items[self._place(index)] = value

    def __delitem__(self, index):
        del self._items[self._place(index)]
        self._changes += 1

    def __len__(self):
        return len(self._items)

    def __contains__(self, value):
        return value in self._items

    def __iter__(self):
        return _deque_iterator(self, 0, 1)

    def __reversed__(self):
        return _deque_reverse_iterator(self, len(self._items) - 1, -1)

    def __repr__(self):
        return within(self, "[...]", self._text)

    def _text(self):
        name = type(self).__name__
        if self._maxlen is None:
            return f"{name}({self._items!r})"
        return f"{name}({self._items!r}, maxlen={self._maxlen})"

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError("can only concatenate deque (not "
                            f"\"{type(other).__name__}\") to deque")
        made = self.copy()
        made.extend(other)
        return made

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, times):
        made = self.copy()
        made *= times
        return made

    __rmul__ = __mul__

    def __imul__(self, times):
        items = self._items * times
        self.clear()
        self.extend(items)
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, deque) else NotImplemented

    __hash__ = None
    __class_getitem__ = classmethod(GenericAlias)


class _deque_iterator:
    __slots__ = ("_deque", "_at", "_step", "_changes")

    def __init__(self, deque, at, step):
        self._deque = deque
        self._at = at
        self._step = step
        self._changes = deque._changes

    def __iter__(self):
        return self

    def __next__(self):
        source = self._deque
        if source is None:
            raise StopIteration
        if self._changes != source._changes:
            self._deque = None
            raise RuntimeError("deque mutated during iteration")
        at = self._at
        if not 0 <= at < len(source._items):
            self._deque = None
            raise StopIteration
        self._at += self._step
        return source._items[at]


class _deque_reverse_iterator(_deque_iterator):
    __slots__ = ()


deque.__module__ = "collections"
