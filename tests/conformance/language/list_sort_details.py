x = [("b", 2), ("a", 2), ("c", 1)]
x.sort(key=lambda p: p[1]); print(x)
x.sort(key=lambda p: p[1], reverse=True); print(x)
print(sorted("bca"), sorted({"b": 1, "a": 2}), sorted((3, 1, 2), reverse=True), sorted(["aa", "b"], key=len), sorted([True, 0, 2.5, -1]))
for bad in (lambda: sorted([1, "a"]), lambda: sorted([None, None]), lambda: sorted(3), lambda: sorted([1], key=3), lambda: sorted([1], lambda v: v), lambda: [1, 2].sort(1), lambda: sorted([{}, {}])):
    try:
        print(bad())
    except TypeError as e:
        print(e)
y = [3, 2, 1]
try:
    y.sort(key=lambda v: 1 // (v - 2))
except ZeroDivisionError:
    print(y)
