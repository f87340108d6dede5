for spec in ("", "s", "10", "<10", ">10", "^10", "*^9", ".2", "5.1", "_<6", "010"):
    print(spec, [format(v, spec) for v in ("", "abc", "日本語")])
for spec in ("d", "=5", "+", ",", ".2f", "#", "zz", "5x", " "):
    try:
        print(format("abc", spec))
    except ValueError as e:
        print(e)
