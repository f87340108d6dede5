items = iter([5, 3, 0, 9])
total = 0
while (n := next(items, None)) is not None:
    if n == 0:
        break
    total += n
print(total, list(items))
