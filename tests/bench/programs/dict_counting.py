counts = {}
x = 1
for _ in range(300000):
    x = (x * 1103515245 + 12345) % 2147483648
    key = x % 1000
    counts[key] = counts.get(key, 0) + 1
print(len(counts), max(counts.values()))
