m = [[1, 2, 3], [4, 5, 6]]
print([list(r) for r in zip(*m)])
print([[r[i] for r in m] for i in range(3)], sum([sum(r) for r in m]))
