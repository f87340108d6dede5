x, y, n = 0.0, 0.0, 0
for i in range(300):
    for j in range(100):
        a, b = 0.0, 0.0
        for k in range(20):
            a, b = a * a - b * b + i / 150 - 1.5, 2 * a * b + j / 50 - 1.0
            if a * a + b * b > 4.0:
                n += 1
                break
print(n)
