s = " a  b c "
print(s.split(), s.split(" "), s.split(None, 1), s.split(maxsplit=1), s.rsplit(None, 1), s.rsplit(" ", 2), "".split(), "".split(","))
print("a,b,c".split(","), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "abc".split("x"), "a--b".split("--"), "a,b".split(",", 0), "a,b".split(sep=",", maxsplit=-1))
for bad in ("", 3):
    try:
        s.split(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
