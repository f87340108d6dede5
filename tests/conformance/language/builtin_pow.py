print(pow(2, 10), pow(2, -1), pow(2, 0.5), pow(2, 10, 7), pow(3, -1, 7), pow(-3, 3, 5), pow(2, 5, -7), pow(0, 0), pow(5, 0, 1), pow(base=2, exp=3, mod=5))
for bad in (lambda: pow(2, -1, 4), lambda: pow(2, 2, 0), lambda: pow("a", 2), lambda: pow(2.0, 2, 3), lambda: pow(0, -1), lambda: pow(2)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
