s = set()
s.update([1, 2], (3,), {4: 0}, range(5, 7))
print(sorted(s), len(s), s.isdisjoint([9]), sorted(s - {1} - {2}), sorted(s & {1, 9}))
