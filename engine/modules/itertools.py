"""Iterators made of iterators."""

from types import GenericAlias

__all__ = ["accumulate", "chain", "combinations", "combinations_with_replacement",
           "compress", "cycle", "dropwhile", "filterfalse", "groupby", "islice", "pairwise",
           "permutations", "product", "repeat", "starmap", "takewhile", "tee", "zip_longest"]

_absent = object()


class accumulate:
    __slots__ = ("_items", "_function", "_total", "_initial")

    def __init__(self, iterable, func=None, *, initial=None):
        self._items = iter(iterable)
        self._function = func
        self._total = _absent
        self._initial = initial

    def __iter__(self):
        return self

    def __next__(self):
        if self._initial is not None:
            self._total = self._initial
            self._initial = None
            return self._total
        item = next(self._items)
        if self._total is _absent:
            self._total = item
        elif self._function is None:
            self._total = self._total + item
        else:
            self._total = self._function(self._total, item)
        return self._total


class chain:
    __slots__ = ("_sources", "_items")

    def __init__(self, *iterables):
        self._sources = iter(iterables)
        self._items = None

    @classmethod
    def from_iterable(cls, iterable, /):
        made = cls()
        made._sources = iter(iterable)
        return made

    def __iter__(self):
        return self

    def __next__(self):
        while self._sources is not None:
            if self._items is None:
                try:
                    source = next(self._sources)
                except StopIteration:
                    break
                self._items = iter(source)
            try:
                return next(self._items)
            except StopIteration:
                self._items = None
        self._sources = None
        raise StopIteration

    __class_getitem__ = classmethod(GenericAlias)


class compress:
    __slots__ = ("_data", "_selectors")

    def __init__(self, data, selectors):
        self._data = iter(data)
        self._selectors = iter(selectors)

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            item = next(self._data)
            if next(self._selectors):
                return item


class cycle:
    __slots__ = ("_items", "_saved", "_at")

    def __init__(self, iterable, /):
        self._items = iter(iterable)
        self._saved = []
        self._at = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self._items is not None:
            try:
                item = next(self._items)
            except StopIteration:
                self._items = None
            else:
                self._saved.append(item)
                return item
        if not self._saved:
            raise StopIteration
        item = self._saved[self._at]
        self._at = (self._at + 1) % len(self._saved)
        return item


class dropwhile:
    __slots__ = ("_predicate", "_items", "_started")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._items = iter(iterable)
        self._started = False

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self._items)
        while not self._started:
            if self._predicate(item):
                item = next(self._items)
            else:
                self._started = True
        return item


class takewhile:
    __slots__ = ("_predicate", "_items")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._items = iter(iterable)

    def __iter__(self):
        return self

    def __next__(self):
        if self._items is None:
            raise StopIteration
        item = next(self._items)
        if self._predicate(item):
            return item
        self._items = None
        raise StopIteration


class filterfalse:
    __slots__ = ("_predicate", "_items")

    def __init__(self, function, iterable, /):
        self._predicate = bool if function is None else function
        self._items = iter(iterable)

    def __iter__(self):
        return self

    def __next__(self):
        for item in self._items:
            if not self._predicate(item):
                return item
        raise StopIteration


class groupby:
    __slots__ = ("_items", "_key", "_value", "_current", "_wanted", "_group")

    def __init__(self, iterable, key=None):
        self._items = iter(iterable)
        self._key = key
        self._value = _absent
        self._current = self._wanted = _absent
        self._group = None

    def __iter__(self):
        return self

    def _advance(self):
        self._value = next(self._items)
        self._current = self._value if self._key is None else self._key(self._value)

    def __next__(self):
        self._group = None
        while self._current is _absent or (self._wanted is not _absent
                                           and self._current == self._wanted):
            self._advance()
        self._wanted = self._current
        self._group = _grouper(self)
        return self._current, self._group


class _grouper:
    __slots__ = ("_source", "_wanted")

    def __init__(self, source):
        self._source = source
        self._wanted = source._wanted

    def __iter__(self):
        return self

    def __next__(self):
        source = self._source
        if source._group is not self:
            raise StopIteration
        if source._value is _absent:
            source._advance()
        if not source._current == self._wanted:
            raise StopIteration
        value = source._value
        source._value = _absent
        return value


def _bound(value, text):
    if value is None:
        return None
    if not hasattr(type(value), "__index__") or value < 0:
        raise ValueError(text)
    return value


class islice:
    __slots__ = ("_items", "_next", "_stop", "_step", "_at")

    def __init__(self, iterable, /, *args):
        if not args:
            raise TypeError("islice expected at least 2 arguments, got 1")
        if len(args) > 3:
            raise TypeError(f"islice expected at most 4 arguments, got {len(args) + 1}")
        start, stop, step = (None, args[0], None) if len(args) == 1 else \
            (args[0], args[1], args[2] if len(args) == 3 else None)
        if len(args) == 1:
            stop = _bound(stop, "Stop argument for islice() must be None or an integer: "
                                "0 <= x <= sys.maxsize.")
        else:
            text = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            stop = _bound(stop, "Stop argument for islice() must be None or an integer: "
                                "0 <= x <= sys.maxsize."
                          if not hasattr(type(stop), "__index__") else text)
            start = _bound(start, text)
        text = "Step for islice() must be a positive integer or None."
        step = _bound(step, text)
        if step == 0:
            raise ValueError(text)
        self._items = iter(iterable)
        self._next = 0 if start is None else start
        self._stop = stop
        self._step = 1 if step is None else step
        self._at = 0

    def __iter__(self):
        return self

    def __next__(self):
        items = self._items
        if items is None:
            raise StopIteration
        wanted = self._next if self._stop is None else min(self._next, self._stop)
        try:
            while self._at < wanted:
                next(items)
                self._at += 1
            if self._stop is not None and self._at >= self._stop:
                self._items = None
                raise StopIteration
            item = next(items)
        except StopIteration:
            self._items = None
            raise
        self._at += 1
        self._next += self._step
        return item


class pairwise:
    __slots__ = ("_items", "_old")

    def __init__(self, iterable, /):
        self._items = iter(iterable)
        self._old = _absent

    def __iter__(self):
        return self

    def __next__(self):
        if self._old is _absent:
            self._old = next(self._items)
        old = self._old
        self._old = next(self._items)
        return old, self._old


class starmap:
    __slots__ = ("_function", "_items")

    def __init__(self, function, iterable, /):
        self._function = function
        self._items = iter(iterable)

    def __iter__(self):
        return self

    def __next__(self):
        return self._function(*tuple(next(self._items)))


class repeat:
    __slots__ = ("_object", "_times")

    def __init__(self, object, times=None):
        self._object = object
        if times is not None and not hasattr(type(times), "__index__"):
            raise TypeError(f"'{type(times).__name__}' object cannot be interpreted as an "
                            "integer")
        self._times = times if times is None else max(times, 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._times is not None:
            if self._times == 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        if self._times is None:
            return f"repeat({self._object!r})"
        return f"repeat({self._object!r}, {self._times})"


class zip_longest:
    __slots__ = ("_sources", "_left", "_fill")

    def __init__(self, *iterables, fillvalue=None):
        self._sources = [iter(iterable) for iterable in iterables]
        self._left = len(self._sources)
        self._fill = fillvalue

    def __iter__(self):
        return self

    def __next__(self):
        if not self._left:
            raise StopIteration
        row = []
        for at, source in enumerate(self._sources):
            if source is None:
                row.append(self._fill)
                continue
            try:
                row.append(next(source))
            except StopIteration:
                self._left -= 1
                if not self._left:
                    raise
                self._sources[at] = None
                row.append(self._fill)
        return tuple(row)


# Items that one of the copies has seen, in links of [item, next link].
class _tee:
    __slots__ = ("_items", "_link")

    def __init__(self, items, link):
        self._items = items
        self._link = link

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if link[1] is None:
            link[0] = next(self._items)
            link[1] = [None, None]
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _tee(self._items, self._link)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    items = iter(iterable)
    first = items if isinstance(items, _tee) else _tee(items, [None, None])
    return tuple([first] + [first.__copy__() for _ in range(n - 1)])


# --- All ways to choose ---


# The choices are made of a pool of items: `_places` are those of the choice before.
class _Choices:
    __slots__ = ("_pool", "_places", "_is_over")

    def __iter__(self):
        return self

    def _choice(self):
        pool = self._pool
        return tuple([pool[place] for place in self._places])


def _count(r):
    if not hasattr(type(r), "__index__"):
        raise TypeError(f"'{type(r).__name__}' object cannot be interpreted as an integer")
    if r < 0:
        raise ValueError("r must be non-negative")
    return r


class product:
    __slots__ = ("_pools", "_places", "_is_over")

    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        self._pools = [tuple(iterable) for iterable in iterables] * repeat
        self._places = None
        self._is_over = not all([len(pool) for pool in self._pools])

    def __iter__(self):
        return self

    def __next__(self):
        if self._is_over:
            raise StopIteration
        pools = self._pools
        if self._places is None:
            self._places = [0] * len(pools)
        else:
            places = self._places
            at = len(pools) - 1
            while at >= 0:
                places[at] += 1
                if places[at] < len(pools[at]):
                    break
                places[at] = 0
                at -= 1
            if at < 0:
                self._is_over = True
                raise StopIteration
        return tuple([pool[place] for pool, place in zip(pools, self._places)])


class combinations(_Choices):
    __slots__ = ()

    def __init__(self, iterable, r):
        self._pool = tuple(iterable)
        self._places = list(range(_count(r)))
        self._places.append(-1)  # the next call has to move nothing
        self._is_over = r > len(self._pool)

    def __next__(self):
        if self._is_over:
            raise StopIteration
        places = self._places
        if len(places) and places[-1] == -1:
            places.pop()
            return self._choice()
        r = len(places)
        most = len(self._pool) - r
        at = r - 1
        while at >= 0 and places[at] == most + at:
            at -= 1
        if at < 0:
            self._is_over = True
            raise StopIteration
        places[at] += 1
        for later in range(at + 1, r):
            places[later] = places[later - 1] + 1
        return self._choice()


class combinations_with_replacement(_Choices):
    __slots__ = ()

    def __init__(self, iterable, r):
        self._pool = tuple(iterable)
        self._places = [0] * _count(r) + [-1]
        self._is_over = r > 0 and not self._pool

    def __next__(self):
        if self._is_over:
            raise StopIteration
        places = self._places
        if len(places) and places[-1] == -1:
            places.pop()
            return self._choice()
        last = len(self._pool) - 1
        at = len(places) - 1
        while at >= 0 and places[at] == last:
            at -= 1
        if at < 0:
            self._is_over = True
            raise StopIteration
        places[at:] = [places[at] + 1] * (len(places) - at)
        return self._choice()


class permutations(_Choices):
    __slots__ = ("_cycles", "_length")

    def __init__(self, iterable, r=None):
        self._pool = tuple(iterable)
        n = len(self._pool)
        if r is not None and not isinstance(r, int):
            raise TypeError("Expected int as r")
        self._length = n if r is None else _count(r)
        self._places = None
        self._cycles = list(range(n, n - self._length, -1))
        self._is_over = self._length > n

    def __next__(self):
        if self._is_over:
            raise StopIteration
        n = len(self._pool)
        if self._places is None:
            self._places = list(range(n))
            return self._first()
        places = self._places
        for at in range(self._length - 1, -1, -1):
            self._cycles[at] -= 1
            if self._cycles[at]:
                other = n - self._cycles[at]
                places[at], places[other] = places[other], places[at]
                return self._first()
            places[at:] = places[at + 1:] + places[at:at + 1]
            self._cycles[at] = n - at
        self._is_over = True
        raise StopIteration

    def _first(self):
        pool = self._pool
        return tuple([pool[place] for place in self._places[:self._length]])
