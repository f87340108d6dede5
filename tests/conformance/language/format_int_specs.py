for spec in ("", "d", "5", "05", "<6", ">6", "^7", "*^9", "+", "+d", " ", ",", "_", "x", "X", "#x", "b", "#b", "o", "#o", "c", "e", ".2f", "%", "010,", "=+6", "0=5", "_x", "#010b", "n"):
    print(spec, [format(v, spec) for v in (0, 65, 1234567)], format(-42, spec) if spec != "c" else "")
