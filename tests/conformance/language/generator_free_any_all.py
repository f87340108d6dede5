print(any([0, "", 3]), any([]), all([1, "a"]), all([]), all([1, 0]), any([False]), sum([1, 2, 3]), sum([0.5, 1], 10), sum([[1], [2]], []), sum([(1,), (2,)], ()))
for bad in (lambda: sum(["a"]), lambda: sum(["a"], ""), lambda: sum(3), lambda: any(3), lambda: sum([[1]])):
    try:
        bad()
    except TypeError as e:
        print(e)
