print(int(), int(3.9), int(-3.9), int("42"), int("  -7 "), int("ff", 16), int("0xff", 16), int("0b101", 0), int("1_000"), int(True), int("z", 36), int("١٢"), int(x := 5))
for bad in ("", "x", "1.5", "0x10", "1__0", "_1", "1 2", "٣x"):
    try:
        print(int(bad))
    except ValueError as e:
        print(e)
for bad in (lambda: int("9", 8), lambda: int(5, 10), lambda: int("1", 1), lambda: int([]), lambda: int(None), lambda: int(float("nan")), lambda: int(float("inf"))):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
