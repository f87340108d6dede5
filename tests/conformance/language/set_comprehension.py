print(sorted({v % 3 for v in range(10)}), {x for x in []}, len({c for c in "hello"}), sorted({(i, j) for i in range(2) for j in range(2) if i != j}))
