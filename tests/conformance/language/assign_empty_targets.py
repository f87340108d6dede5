# `()` and `[]` are targets like others: they take what has no items, and say so of what has some.
() = []
[] = ""
(), x = [], 1
(a, (), [*b]) = 1, {}, "cd"
for () in [[], ""]:
    print("round")
print(x, a, b, [n for (), n in [((), 2)]])
del (), [], (a, [])
try:
    a
except NameError as e:
    print(e)
for wrong in ([1], None, 5, "ab"):
    try:
        () = wrong
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
(), y[1 + 1] = [], 3
