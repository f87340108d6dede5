print(", ".join(["a", "b"]), "-".join("abc"), "".join([]), "x".join(("only",)), ",".join({"k": 1, "l": 2}))
for bad in ([1], ["a", None], 3):
    try:
        ",".join(bad)
    except TypeError as e:
        print(e)
