a = [1, 2]
print(a + [3], a * 2, 2 * a, a * 0, 1 in a, 3 not in a, a == [1, 2], a != [2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], len(a))
for bad in (lambda: a + (1,), lambda: a * 1.5, lambda: a < (1, 2), lambda: a - a, lambda: a["x"], lambda: a[1.0], lambda: a[5], lambda: {a: 1}):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
b = a
b += (3,)
print(a, a is b)
