print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5, -2), round(5), round(15, -1), round(25, -1), round(-0.4), round(1e20, 2), round(2.5, None), round(0.5, 0))
print(abs(-3), abs(-2.5), abs(True), abs(-0.0), divmod(7, 2), divmod(-7, 2), divmod(7, -2), divmod(7.5, 2), divmod(-1, 3.5), divmod(0.3, 0.1))
for bad in (lambda: round("x"), lambda: abs("x"), lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: divmod("a", 1), lambda: round(float("inf")), lambda: round(1.5, "x"), lambda: round(float("nan"))):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
