"""Lists kept so that the least item stands first."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest",
           "heappushpop"]


# Moves what stands at `place` towards the root (not above `root`) past all that is greater.
def _rise(heap, root, place):
    item = heap[place]
    while place > root:
        parent = (place - 1) >> 1
        above = heap[parent]
        if not item < above:
            break
        heap[place] = above
        place = parent
    heap[place] = item


# The hole at `place` goes down to a leaf along the lesser children, then the item rises from there:
# fewer comparisons than to stop on the way, and CPython's own.
def _sink(heap, place):
    end = len(heap)
    root = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _rise(heap, root, place)


def _check(heap, function, argument, least=0):
    if not isinstance(heap, list):
        raise TypeError(f"{function}() {argument} must be list, not {type(heap).__name__}")
    if len(heap) < least:
        raise IndexError("index out of range")


def heappush(heap, item, /):
    _check(heap, "heappush", "argument 1")
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    _check(heap, "heappop", "argument", 1)
    last = heap.pop()
    if not heap:
        return last
    least = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return least


def heapreplace(heap, item, /):
    _check(heap, "heapreplace", "argument 1", 1)
    least = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return least


def heappushpop(heap, item, /):
    _check(heap, "heappushpop", "argument 1")
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(heap, /):
    _check(heap, "heapify", "argument")
    for place in range(len(heap) // 2 - 1, -1, -1):
        _sink(heap, place)


# --- Several sorted inputs, and the first few of many ---


# An entry of a heap whose first is the greatest.
class _Reversed:
    __slots__ = ("rank", "rest")

    def __init__(self, rank, rest):
        self.rank = rank
        self.rest = rest

    def __lt__(self, other):
        return other.rank < self.rank


class _Source:
    __slots__ = ("iterator", "value", "rank")

    def __init__(self, iterator, key):
        self.iterator = iterator
        self.step(key)

    def step(self, key):
        self.value = next(self.iterator)
        self.rank = self.value if key is None else key(self.value)


def merge(*iterables, key=None, reverse=False):
    heap = []
    order = 0
    for iterable in iterables:
        iterator = iter(iterable)
        try:
            source = _Source(iterator, key)
        except StopIteration:
            pass
        else:
            rank = (source.rank, -order if reverse else order)
            heap.append(_Reversed(rank, source) if reverse else (*rank, source))
        order += 1
    heapify(heap)
    while len(heap) > 1:
        first = heap[0]
        source = first.rest if reverse else first[2]
        yield source.value
        try:
            source.step(key)
        except StopIteration:
            heappop(heap)
            continue
        if reverse:
            heapreplace(heap, _Reversed((source.rank, first.rank[1]), source))
        else:
            heapreplace(heap, (source.rank, first[1], source))
    if heap:
        source = heap[0].rest if reverse else heap[0][2]
        yield source.value
        yield from source.iterator


def nsmallest(n, iterable, key=None):
    return _first_few(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    return _first_few(n, iterable, key, True)


# A heap of the n best so far, the worst of them first. Equal ones are told apart by their place.
def _first_few(n, iterable, key, largest):
    if n == 1:
        missing = _Source  # any object that no iterable has
        best = (max if largest else min)(iterable, default=missing, key=key)
        return [] if best is missing else [best]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=largest)[:n]
    heap = []
    step = -1 if largest else 1
    place = 0
    for item in iterable:
        rank = item if key is None else key(item)
        if len(heap) < n:
            entry = (rank, place, item)
            heap.append(entry if largest else _Reversed(entry[:2], entry))
            if len(heap) == n:
                heapify(heap)
        elif n <= 0:
            break
        else:
            worst = heap[0][0] if largest else heap[0].rank[0]
            if (worst < rank) if largest else (rank < worst):
                entry = (rank, place, item)
                heapreplace(heap, entry if largest else _Reversed(entry[:2], entry))
        place += step
    entries = heap if largest else [entry.rest for entry in heap]
    entries.sort(reverse=largest)
    return [entry[2] for entry in entries]
