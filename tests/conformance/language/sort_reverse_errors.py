for r in ("x", 1.0, None, [], 0, 7, True):
    for sort in (lambda: [2, 1, 3].sort(reverse=r), lambda: sorted([2, 1, 3], reverse=r)):
        try:
            print(sort())
        except TypeError as error:
            print(error)
