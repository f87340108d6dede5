seen = set()
steps = [(0, 0), (1, 0), (0, 0), (1, 1)]
print([s for s in steps if not (s in seen or seen.add(s))], len(seen), (1, 1) in seen, [1] in [[1]])
print({1, 2} == {2, 1}, {(1, 2)} == {(1.0, 2)}, len({"a", "b", "a"}), sorted({3, 1} | {2}), {1} <= {1, 2})
