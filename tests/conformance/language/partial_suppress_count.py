# functools.partial, contextlib.suppress, itertools.count.
def show(*thunks):
    for thunk in thunks:
        try:
            print(repr(thunk()))
        except Exception as e:
            print(type(e).__name__, e)


import contextlib
import functools
import itertools


def pair(x, y=0):
    return (x, y)


def pair_key(sign, v):
    return sign * v


def fails():
    raise LookupError("inside")


with contextlib.suppress(ValueError, KeyError):
    print("before")
    raise KeyError("k")
    print("not reached")
print("after")
try:
    with contextlib.suppress(ValueError):
        {}["missing"]
except KeyError as e:
    print("came through", e)
with contextlib.suppress():
    print("nothing raised")
with contextlib.suppress(Exception) as nothing:
    print(nothing)
try:
    with contextlib.suppress(ValueError):
        raise ExceptionGroup("g", [ValueError(1)])
except* ValueError as g:
    print("3.11 lets groups through", g.exceptions)
counter = itertools.count(1)
print(next(counter), next(counter))
for n in counter:
    if n > 5:
        break
print(n, next(counter))

show(
    lambda: functools.partial(int, base=2)("101"),
    lambda: functools.partial(pair, 1)(2),
    lambda: functools.partial(pair, y=1)(2),
    lambda: functools.partial(pair, y=1)(2, y=5),
    lambda: functools.partial(functools.partial(pair, 1), 2)(),
    lambda: functools.partial(pair, 1)(2, 3),
    lambda: functools.partial(pair)(),
    lambda: functools.partial(5),
    lambda: functools.partial(),
    lambda: functools.partial(pair, 1).args,
    lambda: functools.partial(pair, 1, y=2).keywords,
    lambda: functools.partial(print, "x").func,
    lambda: functools.partial(print, "x", sep=""),
    lambda: functools.partial(fails)(),
    lambda: callable(functools.partial(print)),
    lambda: sorted([3, 1, 2], key=functools.partial(pair_key, -1)),
    lambda: [x for x, _ in zip(itertools.count(), "abc")],
    lambda: [x for x, _ in zip(itertools.count(5, 2), "abc")],
    lambda: [x for x, _ in zip(itertools.count(0.5, 0.25), "abc")],
    lambda: [x for x, _ in zip(itertools.count(step=-1), "abc")],
    lambda: itertools.count(),
    lambda: itertools.count(3),
    lambda: itertools.count(1, 2),
    lambda: itertools.count("a"),
    lambda: next(itertools.count(9)),
)
