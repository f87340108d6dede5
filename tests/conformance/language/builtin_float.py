print(float(), float("1.5"), float(" -2e3 "), float("inf"), float("-Infinity"), float("nan"), float("1_0.5"), float(3), float(True), float(".5"), float("5."), float("1e400"), float("1E-3"))
for bad in ("", "x", "1.5.2", "1e", "--1", "1 2", "0x1", "_1"):
    try:
        print(float(bad))
    except ValueError as e:
        print(e)
for bad in (None, [], "1,5"):
    try:
        float(bad)
    except (TypeError, ValueError) as e:
        print(e)
print((2.0).is_integer(), (2.5).is_integer(), (0.75).as_integer_ratio(), (5).bit_length(), (255).bit_count())
