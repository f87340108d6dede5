values = (1, 1.5, "a", None, [1], (1,), {"k": 1}, {1}, len)
for a in values:
    for b in values:
        for name, op in (("+", lambda: a + b), ("-", lambda: a - b), ("<", lambda: a < b), ("|", lambda: a | b)):
            try:
                op()
            except TypeError as e:
                print(name, e)
