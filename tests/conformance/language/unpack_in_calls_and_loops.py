def f(a, b, c=0):
    return a, b, c
args, more = (1, 2), {"c": 3}
print(f(*args), f(*args, **more), f(*[1], 2, **{"c": 5}), f(b=1, **{"a": 2}))
for a, (b, c) in [(1, (2, 3))]:
    print(a, b, c)
for first, *rest in ([1, 2, 3], "ab", (9,)):
    print(first, rest)
(x), [y] = 1, [2]
print(x, y)
