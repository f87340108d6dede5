a, b = [1, 2], (3,)
print([*a, *b], (*a, 0), {*a, *b} == {1, 2, 3}, [*"ab", *range(2), *{"k": 1}], {**{"x": 1}, "y": 2, **{"x": 3}})
t = *a, 9
print(t, *a, *b)
for bad in (lambda: [*1], lambda: {**1}, lambda: print(*None)):
    try:
        bad()
    except TypeError as e:
        print(e)
