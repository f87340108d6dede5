xs = [1, 2, 3]
seen = []
for x in xs:
    seen.append(x)
    if len(xs) < 6:
        xs.append(x * 10)
print(seen, xs)
xs = [1, 2, 3, 4]
for x in xs:
    xs.remove(x)
print(xs)
