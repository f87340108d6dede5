print([a + b for a in "xy" for b in "12"], [(i, j) for i in range(4) if i % 2 for j in range(i) if j != 1])
print([*range(3), *[i for i in "ab"]], [x if x else "none" for x in (0, 1)], [y for x in [[1], [2, 3]] for y in x], [i for i, in [(1,), (2,)]])
print([(a, *b) for a, *b in ["abc", (1, 2)]], [v for k, v in {"a": 1}.items()], [i for i in range(10) if i > 2 if i < 5])
