a, b = ValueError(1), ValueError(1)
print(a == b, a == a, a != b, a in [b], a in [a], [a].index(a), {a: 1}[a])
