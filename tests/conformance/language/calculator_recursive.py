def parse(ts, level=0):
    if level == 2:
        t = ts.pop(0)
        if t == "(":
            v = parse(ts)
            ts.pop(0)
            return v
        return t
    ops = ("+-", "*/")[level]
    left = parse(ts, level + 1)
    while ts and isinstance(ts[0], str) and ts[0] in ops:
        op = ts.pop(0)
        right = parse(ts, level + 1)
        left = left + right if op == "+" else left - right if op == "-" else left * right if op == "*" else left / right
    return left
print(parse([2, "+", 3, "*", "(", 4, "-", 1, ")"]), parse([8, "/", 2, "/", 2]))
try:
    parse([1, "/", 0])
except ZeroDivisionError as e:
    print(e)
