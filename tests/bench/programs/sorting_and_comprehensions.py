x = 7
items = []
for _ in range(100000):
    x = (x * 48271) % 2147483647
    items.append((x % 1000, x))
items.sort(key=lambda p: (p[0], -p[1]))
squares = [a * a for a, b in items if b % 2]
print(items[0], len(squares), sum(squares) % 1000003)
