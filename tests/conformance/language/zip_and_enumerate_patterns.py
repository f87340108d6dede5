names, ages = ["a", "b", "c"], [1, 2]
print(list(zip(names, ages)), dict(zip(names, ages)), [(i, n, a) for i, (n, a) in enumerate(zip(names, ages), 1)])
pairs = [(1, "x"), (2, "y")]
nums, letters = zip(*pairs)
print(nums, letters, [a + b for a, b in zip([1, 2], [3, 4])], list(zip(range(3), "abc", [True] * 3)))
