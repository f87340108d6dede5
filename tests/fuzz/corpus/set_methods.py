s = {3, 1}
s.add(2); s.add(1); s.discard(9); s.remove(3)
print(sorted(s), len(s), 1 in s, s.copy() == s, s == {2, 1}, bool(set()), set())
s.update([5, 6], "a"[:0]); print(sorted(s))
s.intersection_update([5, 1, 2]); print(sorted(s)); s.difference_update([5]); print(sorted(s)); s.symmetric_difference_update([2, 8]); print(sorted(s))
print(sorted(s.union([10], (11,))), sorted(s.intersection([1])), sorted(s.difference([1])), sorted(s.symmetric_difference([1, 2])))
print(s.issubset([1, 8, 9]), s.issuperset([1]), s.isdisjoint([7]), {1} < {1, 2}, {1} <= {1}, {1, 2} > {1}, {1} >= {2}, {1} != {2})
one = {7}
print(one.pop(), one, one.clear())
for bad in (lambda: set().pop(), lambda: {1}.remove(2), lambda: {1} + {2}, lambda: {[]}, lambda: set(3), lambda: {1} | [2], lambda: {1} < [1], lambda: {1}[0]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
