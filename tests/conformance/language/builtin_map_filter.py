"""map, filter, zip(strict), iter(f, sentinel), reversed: lazy iterators."""


def double(x):
    print("double", x)
    return 2 * x


m = map(double, [1, 2, 3])
print(m, type(m), type(m).__name__, iter(m) is m)
print(next(m))
print(list(m), next(m, "over"))
print(list(map(pow, [2, 3, 4], [1, 2, 3, 4])))
print(list(map(str, range(3))), list(map(int, "123")), list(map(len, ["a", "bc"])))
print(list(map(lambda *a: a, "ab", [1, 2], (True, False))))
print(list(filter(None, [0, 1, [], [2], "", "x"])), list(filter(str.isdigit, "a1b2")))
f = filter(lambda v: v > 1, [1, 2, 3])
print(f, type(f).__name__, next(f), list(f))
for bad in (lambda: map(), lambda: map(str), lambda: filter(str), lambda: map(str, 5), lambda: filter(None, 5)):
    try:
        bad()
    except TypeError as error:
        print(error)
try:
    list(map(5, [1]))
except TypeError as error:
    print(error)


def stop_at_two(v):
    if v == 2:
        raise StopIteration
    return v


print(list(map(stop_at_two, [1, 2, 3])))


def fails(v):
    return 1 // v


try:
    list(map(fails, [1, 0]))
except ZeroDivisionError as error:
    print(error)
m = map(fails, [0, 1])
try:
    next(m)
except ZeroDivisionError as error:
    print(error, list(m))
print(list(zip(map(double, [1]), "a")))
try:
    list(zip([1, 2], (i for i in [1]), strict=True))
except ValueError as error:
    print(error)
try:
    list(zip((i for i in [1]), (i for i in [1, 2]), strict=True))
except ValueError as error:
    print(error)
try:
    list(zip((i for i in [1]), [1], (i for i in [1, 2]), strict=True))
except ValueError as error:
    print(error)
print(list(zip((i for i in [1]), [2], strict=True)))
state = [3]


def countdown():
    state[0] -= 1
    return state[0]


it = iter(countdown, 0)
print(type(it).__name__, next(it), list(it), next(it, "over"), state)
print(list(iter(countdown, -3)))
try:
    iter(5, 0)
except TypeError as error:
    print(error)
print(list(reversed([1, 2])), list(reversed(range(3))))
try:
    reversed(i for i in [1])
except TypeError as error:
    print(error)
e = enumerate(map(double, [5, 6]), start=10)
print(next(e), list(e))
total = 0
for a, b in zip(map(double, [1, 2]), filter(None, [0, 7, 8, 9])):
    total += a * b
print(total)
names = ["x", "y"]
print(dict(zip(names, map(names.index, names))))
print(sorted(map(lambda s: s[::-1], ["ab", "ca"])), max(map(len, ["a", "bbb"])))
print(*map(chr, range(97, 100)))
a, b = map(int, "1 2".split())
print(a + b)
print(3 in map(int, "123"), sum(map(float, ["1", "2.5"])))
