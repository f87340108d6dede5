# Operators of strings, lists, tuples, dicts and sets.
def show(*thunks):
    for thunk in thunks:
        try:
            print(repr(thunk()))
        except Exception as e:
            print(type(e).__name__, e)


import math

xs = [1]
ys = xs
xs += [2]
xs += (3, 4)
xs += "ab"
print(xs, ys is xs)
xs *= 2
print(ys, ys is xs)
t = (1,)
u = t
t += (2,)
print(t, u)
d = {1: 2}
e = d
d |= {3: 4}
d |= [(5, 6)]
print(e)
s = {1, 2, 3}
r = s
s -= {1}
s |= {9}
s &= {2, 9}
print(sorted(r), r is s)
text = "a"
text += "b"
text *= 3
print(text)


def in_place(thing, other, op):
    try:
        if op == "+":
            thing += other
        elif op == "-":
            thing -= other
        elif op == "*":
            thing *= other
        elif op == "|":
            thing |= other
        elif op == "**":
            thing **= other
        elif op == "%":
            thing %= other
        print(thing)
    except Exception as error:
        print(type(error).__name__, error)


in_place([1], 5, "+")
in_place((1,), [5], "+")
in_place(1, "a", "-")
in_place("a", 1, "+")
in_place([], 1.5, "*")
in_place({1}, [1], "|")
in_place({1}, [1], "-")
in_place({}, 3, "|")
in_place(2, "a", "**")
in_place(7, 4, "%")
in_place("%d-%s", (1, 2), "%")
in_place(None, 1, "+")

show(
    lambda: "a" + "b",
    lambda: "ab" * 3,
    lambda: 3 * "ab",
    lambda: "ab" * -1,
    lambda: "ab" * True,
    lambda: "a" * "b",
    lambda: "a" * 1.5,
    lambda: "a" - "b",
    lambda: [1] + [2],
    lambda: [1] + (2,),
    lambda: [1] * 2,
    lambda: 2 * [1],
    lambda: [1] * 1.5,
    lambda: (1,) + (2,),
    lambda: (1,) + [2],
    lambda: (1, 2) * 2,
    lambda: [1, 2] == [1, 2],
    lambda: [1, 2] == (1, 2),
    lambda: [1, 2] < [1, 3],
    lambda: [1, 2] < [1, 2, 0],
    lambda: [1, 2] <= [1, 2],
    lambda: [2] > [1, 5],
    lambda: [] < (),
    lambda: [1, "a"] < [1, 2],
    lambda: [1, "a"] < [2, 2],
)
show(
    lambda: (1, (2, 3)) < (1, (2, 4)),
    lambda: [[1, 2], [3]] == [[1, 2], [3]],
    lambda: "abc" < "abd",
    lambda: "abc" < "ab",
    lambda: "Z" < "a",
    lambda: "é" > "z",
    lambda: "" < "a",
    lambda: {1: 2} == {1: 2.0},
    lambda: {1: 2, 3: 4} == {3: 4, 1: 2},
    lambda: {1: 2} == {1: 3},
    lambda: {1: 2} < {1: 3},
    lambda: {1: 2} | {3: 4},
    lambda: {1: 2} | {1: 5},
    lambda: {1: 2} | [(3, 4)],
    lambda: {1: 2} + {3: 4},
    lambda: {1, 2} | {3},
    lambda: {1, 2} & {2, 3},
    lambda: {1, 2} - {2},
    lambda: {1, 2} ^ {2, 3} == {1, 3},
    lambda: {1} | [2],
    lambda: {1} - [1],
    lambda: {1} < {1, 2},
    lambda: {1} <= {1},
    lambda: {1} < {1},
    lambda: {1, 2} > {2},
)
show(
    lambda: {1} == {1.0},
    lambda: {1} < 5,
    lambda: range(3) == range(0, 3, 1),
    lambda: range(0) == range(2, 1),
    lambda: range(0, 10, 3) == range(0, 12, 3),
    lambda: range(3) == [0, 1, 2],
    lambda: range(3) < range(4),
    lambda: print << 1,
    lambda: None + 1,
    lambda: 1 in [1, 2],
    lambda: 3 not in [1, 2],
    lambda: math.nan in [math.nan],
    lambda: "b" in "abc",
    lambda: "" in "",
    lambda: 1 in "abc",
    lambda: 1 in {1: 2},
    lambda: [] in {1: 2},
    lambda: [] in {1},
    lambda: 2 in range(5),
    lambda: 2.0 in range(5),
    lambda: 2.5 in range(5),
    lambda: "a" in range(5),
    lambda: 3 in range(0, 10, 2),
    lambda: 4 in range(10, 0, -2),
    lambda: 1 in 5,
)
show(
    lambda: 1 in None,
    lambda: (1, 2) in {1: 2}.items(),
    lambda: (1, 3) in {1: 2}.items(),
    lambda: 2 in {1: 2}.values(),
    lambda: {1: 2}.keys() & {1, 5},
    lambda: {1: 2}.keys() | [7],
    lambda: {1: 2}.keys() == {1},
    lambda: {1: 2}.items() == {(1, 2)},
    lambda: {1: 2, 3: 4}.keys() - {1},
    lambda: {1: 2}.keys() < {1, 2},
    lambda: {1: 2}.values() == {1: 2}.values(),
)
