for v in (0, 1, -1, 0.0, 0.1, "", "0", [], [0], (), {}, {0: 0}, set(), None, float("nan"), range(0), print):
    print(bool(v), not v, end=" ")
print(bool(), True + True, True * 3, isinstance(True, int), True == 1, True is 1 if False else False, str(True), int(False), -True, ~True, True & False, True | 2, True ^ True)
