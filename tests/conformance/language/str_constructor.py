print(str(), str(5), str(1.0), str(None), str([1, "a"]), str(True), str("x"), str(object=3), str(ValueError("e")), str(int))
for bad in (lambda: str(1, 2, 3, 4),):
    try:
        bad()
    except TypeError as e:
        print(e)
