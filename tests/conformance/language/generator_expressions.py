"""Generator expressions: lazy, scopes of their own, the first iterable at once."""


def noisy(n):
    print("noisy", n)
    return range(n)


g = (x * y for x in noisy(2) for y in noisy(x + 1))
print("made", g.__name__, g.__qualname__, type(g))
print(list(g))
try:
    h = (x for x in 5)
except TypeError as error:
    print(error)
h = (x for y in (1, 2) for x in y)
try:
    list(h)
except TypeError as error:
    print(error)
n = 10
later = (n + i for i in range(3))
n = 100
print(list(later))
print(sum(i for i in range(10)), max((i % 7 for i in range(20)), default=0))
print(", ".join(str(i) for i in range(5) if i % 2))
print(any(i > 3 for i in range(5)), all(i < 3 for i in range(5)))
matrix = [[1, 2], [3, 4]]
print([list(row[i] for row in matrix) for i in range(2)])
print(dict((k, v) for k, v in zip("ab", (1, 2))))
print(set(i % 3 for i in range(10)) == {0, 1, 2})


def closure():
    fs = (lambda: i for i in range(3))
    return [f() for f in fs], [f() for f in list(lambda: i for i in range(3))]


print(closure())
x = "outside"
print(list(x for x in range(2)), x)
print([y := 5, list(y := i for i in range(3)), y])
nested = ((i, j) for i in range(2) for j in (k * 10 for k in range(i + 1)))
print(list(nested))
total = sum(value for value in (1, 2, 3) if value != 2)
print(total)


def arguments(f, *rest):
    return list(f), rest


print(arguments(i for i in range(2)))
print(arguments((i for i in range(2)), 1))
g = (i / (2 - i) for i in range(5))
try:
    for value in g:
        print(value)
except ZeroDivisionError as error:
    print(error)
print(list(g))
lines = ["a b", "c", ""]
words = (word for line in lines for word in line.split())
print(sum(1 for word in words))
evens = filter(lambda v: v % 2 == 0, (v for v in range(10)))
print(next(evens), next(evens), list(evens))


def primes():
    candidates = iter(range(2, 40))
    while (p := next(candidates, None)) is not None:
        yield p
        candidates = filter(lambda v, p=p: v % p, candidates)


print(*primes())
