"""Places in sorted lists."""

__all__ = ["bisect", "bisect_left", "bisect_right", "insort", "insort_left", "insort_right"]


def _find(a, x, lo, hi, key, goes_right):
    if lo < 0:
        raise ValueError("lo must be non-negative")
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle] if key is None else key(a[middle])
        if goes_right(item, x):
            lo = middle + 1
        else:
            hi = middle
    return lo


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    return _find(a, x, lo, hi, key, lambda item, wanted: not wanted < item)


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    return _find(a, x, lo, hi, key, lambda item, wanted: item < wanted)


def insort_right(a, x, lo=0, hi=None, *, key=None):
    wanted = x if key is None else key(x)
    a.insert(bisect_right(a, wanted, lo, hi, key=key), x)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    wanted = x if key is None else key(x)
    a.insert(bisect_left(a, wanted, lo, hi, key=key), x)


bisect = bisect_right
insort = insort_right
