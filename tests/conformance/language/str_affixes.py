s = "prefix_body.txt"
print(s.startswith("pre"), s.endswith(".txt"), s.startswith(("x", "p")), s.endswith(()), s.startswith("body", 7))
print(s.startswith("body", 7, 10), s.endswith("body", 0, 11), s.startswith(""), "".startswith("", 1))
print(s.removeprefix("pre"), s.removeprefix("x"), s.removesuffix(".txt"), s.removesuffix(""))
for bad in (3, ["pre"], ("pre", 1)):
    try:
        s.startswith(bad)
    except TypeError as e:
        print(e)
