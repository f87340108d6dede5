for bad in (lambda: 1[0] if False else (1).x, lambda: None[0] if False else [][0], lambda: {}["k"], lambda: "a"["b"], lambda: (1,)["x"], lambda: [1]["a":], lambda: len[0], lambda: {1}[0], lambda: {}[[]]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
x = 5
try:
    x[0]
except TypeError as e:
    print(e)
try:
    x[0] = 1
except TypeError as e:
    print(e)
try:
    del x[0]
except TypeError as e:
    print(e)
