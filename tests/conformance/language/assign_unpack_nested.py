(a, (b, c)), [d, *e] = (1, (2, 3)), "xyz"
print(a, b, c, d, e)
for i, (j, *k) in enumerate([(1, 2, 3), "ab"]):
    print(i, j, k)
*a, = range(3)
print(a)
