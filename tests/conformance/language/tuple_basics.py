t = (1, "a", 2.5)
print(t, t[0], t[-1], t[1:], t + (4,), t * 2, len(t), "a" in t, t.index("a"), t.count(1), (), (1,), tuple("ab"), tuple([1, 2]))
print((1, 2) < (1, 3), (1,) < (1, 0), () == (), (1, 2) == [1, 2], max((1, 2), (2, 0)), sorted([(2, "b"), (1, "z")]))
a, b = b, a = 1, 2
print(a, b)
for bad in (lambda: t.index(9), lambda: t + [1], lambda: t[9], lambda: (1, "a") < (1, 2), lambda: tuple(3)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
try:
    t[0] = 1
except TypeError as e:
    print(e)
