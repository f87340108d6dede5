if (n := 10) > 5:
    print(n)
data = [y := 1, y ** 2, y + 5]
print(data, y)
print([last := v for v in range(4)], last)
def f():
    if any([(hit := v) > 2 for v in [1, 2, 3, 4]]):
        return hit
print(f())
while (n := n - 4) > 0:
    print("n", n)
print((lambda: (q := 5) + q)())
