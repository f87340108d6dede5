x = list(range(6))
print(x[1:3], x[:], x[::2], x[::-1], x[4:1:-1], x[-2:], x[10:], x[-10:2], x[slice_] if (slice_ := 2) else 0)
x[1:3] = ["a", "b", "c"]; print(x)
x[0:0] = [9, 9]; print(x)
x[-1:] = []; print(x)
x[::3] = "XYZ"; print(x)
x[:] = (1, 2); print(x)
for bad in (lambda: x.__class__ and [0, 1, 2][::0], lambda: [1][1:2:"a"]):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    x[::2] = [1, 2, 3]
except ValueError as e:
    print(e)
try:
    x[0:1] = 5
except TypeError as e:
    print(e)
