for value in ([], [1], [1, 2, 3], 5, None, "ab", {"k": 1}):
    try:
        a, b = value
        print(a, b)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for value in ([], [1], "abc"):
    try:
        a, *b, c = value
        print(a, b, c)
    except ValueError as e:
        print(e)
