# Iterators, unpacking, and what consumes iterables.
def show(*thunks):
    for thunk in thunks:
        try:
            print(repr(thunk()))
        except Exception as e:
            print(type(e).__name__, e)


a, b = 1, 2
a, b = b, a
print(a, b)
[c, d] = "xy"
(e, (f, g)), h = (1, (2, 3)), 4
print(c, d, e, f, g, h)
first, *rest = [1, 2, 3]
print(first, rest)
*init, last = "abc"
print(init, last)
x, *y, z = (1, 2)
print(x, y, z)
for i, (j, k) in enumerate({"a": 1, "b": 2}.items()):
    print(i, j, k)
for p, *q in [(1, 2, 3), "xyz"]:
    print(p, q)


def unpack2(v):
    a, b = v
    return a, b


def unpack_star(v):
    a, *b, c = v
    return a, b, c


for v in (1, None, (1,), (1, 2, 3), "ab", {1: 2}, {1: 2, 3: 4}, [], range(2), range(9), iter([1])):
    for f in (unpack2, unpack_star):
        try:
            print(f(v))
        except Exception as error:
            print(type(error).__name__, error)
it = iter([1, 2, 3])
print(next(it), list(it), next(it, None))
it = iter("aé😀")
print(next(it), next(it), next(it), next(it, "end"))
pairs = zip([1, 2, 3], [4, 5])
print(next(pairs), next(pairs), next(pairs, "end"))
e = enumerate("ab")
print(next(e), list(e))
xs = [1, 2]
it = iter(xs)
print(list(it))
xs.append(3)
print(list(it))
for x in range(3):
    if x == 1:
        continue
    print("x", x)
else:
    print("done")
for x in range(3):
    break
else:
    print("never")
print(x)
total = 0
for i in range(10, 0, -3):
    total += i
print(total)
print(type(it).__name__ != "", 3 in iter([1, 2, 3]))

show(
    lambda: list(zip([1, 2], "ab")),
    lambda: list(zip()),
    lambda: list(zip([1], [1, 2], strict=True)),
    lambda: list(zip([1, 2], [1, 2], [1], strict=True)),
    lambda: list(zip([1], [1], [1, 2], strict=True)),
    lambda: list(zip([1, 2], [3, 4], strict=True)),
    lambda: zip(1),
    lambda: zip([], None),
    lambda: list(enumerate("ab")),
    lambda: list(enumerate("ab", 5)),
    lambda: list(enumerate("ab", start=-1)),
    lambda: enumerate([], "a"),
    lambda: enumerate(5),
    lambda: list(reversed([1, 2, 3])),
    lambda: list(reversed((1, 2))),
    lambda: list(reversed(range(0, 10, 3))),
    lambda: reversed({1}),
    lambda: reversed(5),
    lambda: next(iter([])),
    lambda: next(iter([1])),
    lambda: next(iter([]), "default"),
    lambda: next(5),
    lambda: next([]),
    lambda: iter(5),
    lambda: range(5),
)
show(
    lambda: range(1, 5),
    lambda: range(1, 10, 2),
    lambda: range(5, 0, -1),
    lambda: range(1.0),
    lambda: range("a"),
    lambda: range(1, 2, 0),
    lambda: range(3).start,
    lambda: range(3).stop,
    lambda: range(1, 9, 2).step,
    lambda: list(range(5, 0, -2)),
    lambda: list(range(0)),
    lambda: any([]),
    lambda: any([0, "", None]),
    lambda: any([0, 1]),
    lambda: all([]),
    lambda: all([1, 0]),
    lambda: all("ab"),
    lambda: any(5),
    lambda: [*range(3), *"ab"],
    lambda: (*[1], 2),
    lambda: {*[1, 1]},
    lambda: {**{"a": 1}, "b": 2},
    lambda: [*5],
    lambda: {**5},
    lambda: {*5},
)
show(
    lambda: print(*5),
    lambda: print(**5),
    lambda: [x for x in range(10) if x % 2],
    lambda: {x: x * x for x in range(3)},
    lambda: {x % 2 for x in range(2)},
    lambda: [(x, y) for x in range(2) for y in "ab"],
    lambda: [[y for y in range(x)] for x in range(3)],
    lambda: [x for x in 5],
)
