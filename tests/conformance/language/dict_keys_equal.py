d = {1: "int", 1.0: "float", True: "bool"}
print(d, len(d), d[1], 1.0 in d)
d = {(1, 2): "t", "1": "s", None: "n", 2.5: "f"}
print(d[(1, 2)], d[None], d[2.5], (1.0, 2) in d)
for bad in ([], {}, set(), ([],), {1: 2}):
    try:
        d[bad] = 1
    except TypeError as e:
        print(e)
nan = float("nan")
print(nan in [nan], nan == nan, {nan: 1}[nan], nan in {nan})
