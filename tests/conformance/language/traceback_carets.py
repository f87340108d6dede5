# Where the carets stand, for every kind of expression that can fail.
class C(Exception):
    pass


def attempts():
    d = {"a": [1, 2, {"b": None}]}
    f = None
    n = 5
    return [
        lambda: d["a"][2]["b"]["c"],
        lambda: d["a"][7],
        lambda: 1 + d["a"][0] + "x" + "y",
        lambda: (n // 0) * 3,
        lambda: n  %  0,
        lambda: n ** "a",
        lambda: f(),
        lambda: f.attribute,
        lambda: f.method(1, 2),
        lambda: len(5),
        lambda: -"x",
        lambda: n < "a",
        lambda: 1 < 2 < "a",
        lambda: n in 5,
        lambda: [i + "a" for i in range(3)],
        lambda: undefined_name,
        lambda: print(undefined_name, 1),
        lambda: d["missing"]["a"] + 1,
        lambda: "é" + 5,
        lambda: f"{n:zz}",
        lambda: int("x") if n else 0,
        lambda: (n
                 + "multi"),
        lambda: max(
            n,
            "x",
        ),
        lambda: {**n},
        lambda: [*n],
        lambda: d["a"][1:2:0],
        lambda: {[]: 1},
        lambda: n.bit_count.missing,
        lambda: C("x", key=1),
    ]


errors = []
for attempt in attempts():
    try:
        attempt()
    except Exception as e:
        errors.append(e)


def statements(i):
    x = [1, 2]
    if i == 0:
        a, b, c = x
    elif i == 1:
        a, b = 1, 2, 3
    elif i == 2:
        a, *b, c, d = x
    elif i == 3:
        x[5] = 1
    elif i == 4:
        x.append += 1
    elif i == 5:
        del x[9]
    elif i == 6:
        x += 1
    elif i == 7:
        for y in 5:
            pass
    elif i == 8:
        with x as y:
            pass
    elif i == 9:
        a = b
    elif i == 10:
        assert x == [], "message " + str(x)
    elif i == 11:
        raise KeyError("é", x) from ValueError("cause")
    elif i == 12:
        raise C
    elif i == 13:
        x["a"]
    elif i == 14:
        x.y.z = 3
    elif i == 15:
        x.y = 3
    elif i == 16:
        a = x + \
            1
    elif i == 17:
        del a
    elif i == 18:
        x[0] += "a"
    elif i == 19:
        lambda: 1; x()  # trailing
    elif i == 20:
        for i in [1, 2]: i()


for i in range(21):
    try:
        statements(i)
    except Exception as e:
        errors.append(e)
half = len(errors) // 12 + 1
raise ExceptionGroup("all", [ExceptionGroup("some", errors[i * 12:(i + 1) * 12]) for i in range(half) if errors[i * 12:(i + 1) * 12]])
