print(range(3), range(1, 5), range(0, 10, 3), list(range(5, 0, -2)), range(3) == range(0, 3, 1), range(0) == range(2, 1), len(range(0, 10, 3)), range(10)[3], range(10)[-1], range(10)[2:8:2], range(10)[::-1])
r = range(2, 20, 3)
print(5 in r, 6 in r, 5.0 in r, "5" in r, r.start, r.stop, r.step, r.index(8), r.count(8), r.count(9), bool(range(0)), list(r), sum(r), max(r))
for bad in (lambda: range(), lambda: range(1, 2, 0), lambda: range(1.5), lambda: range("3"), lambda: range(3)[5], lambda: range(1, 2, 3, 4), lambda: range(3).index(7)):
    try:
        bad()
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
