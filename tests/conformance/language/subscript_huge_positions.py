"""Positions that no index can hold, asked of what is a sequence in C and of what is none."""
class A: pass
for c in ((1,), "a", b"a", range(3), {1}, frozenset(), {1:2}.keys(), {1:2}.values(), A(), 1.0, None, 3, print, A):
    for i in (10**30, -10**30, 5):
        try:
            c[i] = 1
        except Exception as e:
            print(type(e).__name__, e)
        try:
            del c[i]
        except Exception as e:
            print(type(e).__name__, e)
for r in (range(-2**63, 1), range(1, -2**63, -1), range(-2**63, 2**63-1)):
    for i in (0, 1, 123456789, -1, -2, 2**62, -2**63, 2**63-1):
        try:
            print(i, r[i])
        except Exception as e:
            print(type(e).__name__, e)

# Where a value stands in a range may be more than 64 bits count.
for r in (range(-2**63, 10**9), range(10**9, -2**63, -1), range(-2**63, 2**63 - 1, 2**62)):
    for x in (1000, -2**63, 2**62, 10**30, True):
        try:
            print(x in r, r.count(x), r.index(x))
        except ValueError as e:
            print(e)
