# Items, slices, assignment and deletion.
def show(*thunks):
    for thunk in thunks:
        try:
            print(repr(thunk()))
        except Exception as e:
            print(type(e).__name__, e)


def run(text, change):
    try:
        print(text, change())
    except Exception as e:
        print(text, type(e).__name__, e)


def assign(thing, index, value):
    thing[index] = value
    return thing


def delete(thing, index):
    del thing[index]
    return thing


for thing, index in [
    ([1, 2], 0), ([1, 2], -1), ([1], 5), ([1], "a"), ((1,), 0), ({}, 1), ({}, [1]), ("abc", 0),
    (5, 0), (range(3), 0), ({1}, 0), (None, 0), (print, 0), (int, 1),
]:
    run("assign", lambda: assign(thing, index, "x"))
for thing, index in [
    ([1, 2], 0), ([1, 2], -1), ([1], 5), ([1], "a"), ((1,), 0), ({1: 2}, 1), ({}, 1), ({}, [1]),
    ("abc", 0), (5, 0), (range(3), 0), ({1}, 0), (int, 1),
]:
    run("delete", lambda: delete(thing, index))


def slices(value, start, stop, step):
    xs = list(range(8))
    try:
        if step is None:
            xs[start:stop] = value
        else:
            xs[start:stop:step] = value
        print(xs)
    except Exception as e:
        print(type(e).__name__, e)


slices([9], 1, 3, None)
slices([], 1, 3, None)
slices("abc", 2, 2, None)
slices([1, 2, 3], None, None, None)
slices([9], 5, 1, None)
slices([9, 9, 9, 9], None, None, 2)
slices([9], None, None, 2)
slices([9] * 8, None, None, -1)
slices(5, 0, 1, None)
slices(5, 0, 1, 2)
slices([1], None, None, 0)
slices([1], "a", None, None)
xs = list(range(8))
xs[2:4] = xs
print(xs)
xs = list(range(8))
del xs[::3]
print(xs)
del xs[1:3]
print(xs)
del xs[::-1]
print(xs)
xs = [1, 2, 3]
xs[0], xs[1] = xs[1], xs[0]
xs[2] += 5
print(xs)
d = {"a": [1]}
d["a"] += [2]
d["b"] = d.get("b", 0) + 1
print(d)

show(
    lambda: [1, 2, 3][0],
    lambda: [1, 2, 3][-1],
    lambda: [1, 2, 3][True],
    lambda: [1][5],
    lambda: [1][-5],
    lambda: [1]["a"],
    lambda: [1][1.0],
    lambda: [1][None],
    lambda: (1, 2)[1],
    lambda: (1,)["a"],
    lambda: (1,)[4],
    lambda: range(3)["a"],
    lambda: range(3)[5],
    lambda: range(10)[2:8:3],
    lambda: range(10)[::-1],
    lambda: range(10)[-3:],
    lambda: range(10)[5],
    lambda: range(0, 100, 7)[-1],
    lambda: 5[0],
    lambda: None[0],
    lambda: print[0],
    lambda: int[0],
    lambda: list[int],
    lambda: dict[str, int],
    lambda: tuple[int, ...],
)
show(
    lambda: list[list[str]],
    lambda: int | None,
    lambda: int | str,
    lambda: None | int,
    lambda: int | "a",
    lambda: list[int] | None,
    lambda: {1: 2}[1],
    lambda: {}[[]],
    lambda: {}[1],
    lambda: {1}[0],
    lambda: {1: 2}[{}],
    lambda: [1, 2, 3, 4][1:3],
    lambda: [1, 2, 3, 4][::-1],
    lambda: [1, 2, 3, 4][-100:100],
    lambda: [1, 2, 3, 4][3:1],
    lambda: [1, 2, 3, 4][3:0:-1],
    lambda: [1, 2, 3, 4][::0],
    lambda: [1, 2, 3, 4][:"a"],
    lambda: (1, 2, 3)[1:],
    lambda: (1, 2, 3)[:],
    lambda: [1, 2, 3][None:None:None],
)

# What is wrong with the step is told before what is wrong with the rest.
for start, stop, step in ((1.5, 2, 0), (1.5, 2, 1), (1, 2.5, 1.5)):
    try:
        "abc"[start:stop:step]
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
