# Methods of list, tuple, dict and set.
def show(*thunks):
    for thunk in thunks:
        try:
            print(repr(thunk()))
        except Exception as e:
            print(type(e).__name__, e)


xs = [3, 1, 2]
xs.append(5)
xs.extend((7, 8))
xs.insert(0, "first")
xs.insert(100, "last")
xs.insert(-1, "before last")
print(xs, xs.pop(), xs.pop(0), xs.pop(-1))
xs.remove(1)
xs.reverse()
print(xs, len(xs))
copy = xs.copy()
xs.clear()
print(xs, copy)
recursive = [1]
recursive.append(recursive)
print(recursive)
loop = {"me": None}
loop["me"] = loop
print(loop)
both = [loop]
loop["list"] = both
print(both)
d = {"b": 1, "a": 2}
d["c"] = 3
del d["b"]
d["b"] = 4
print(d, list(d.items()))
d.update(a=9, z=0)
print(d)
keys = d.keys()
d["new"] = 1
print(keys, "new" in keys)
d.clear()
print(d, keys)
big = {i: i * i for i in range(100)}
for i in range(0, 100, 2):
    del big[i]
print(len(big), list(big)[:5], 50 in big, 51 in big, big[99])
for i in range(0, 100, 2):
    big[i] = -i
print(len(big), list(big)[-3:], sum(big.values()))
strings = {str(i): i for i in range(1000)}
print(strings["777"], "1000" in strings, len(strings))
s = {1, 2, 3}
s.update([4], (5,))
s.difference_update([1])
s.intersection_update([2, 3, 9])
s.symmetric_difference_update([3, 7])
print(sorted(s))
s.clear()
print(s)
seen = set()
for n in [1, 2.0, 1.0, True, "1", (1, 2), (1, 2)]:
    seen.add(n)
print(len(seen))


def changing(kind, thing, change):
    try:
        for _ in thing:
            change(thing)
        print(kind, "ended", thing)
    except Exception as e:
        print(kind, type(e).__name__, e)


changing("dict", {1: 1}, lambda t: t.update({len(t) + 5: 0}))
changing("dict", {1: 1, 2: 2}, lambda t: t.pop(1))
changing("set", {1, 2}, lambda t: t.add(9))
changing("dict value", {1: 1, 2: 2}, lambda t: t.update({1: 5}))


def grow(t):
    if len(t) < 6:
        t.append(len(t))


changing("list", [0, 1], grow)

show(
    lambda: [].pop(),
    lambda: [1].pop(7),
    lambda: [1, 2, 3].pop(0),
    lambda: [1].pop("a"),
    lambda: [1, 2, 1].count(1),
    lambda: [1, 2, 1].index(1, 1),
    lambda: [1].index(3),
    lambda: ["a"].index("b"),
    lambda: [1].index(1, 5),
    lambda: (1,).index(3),
    lambda: (1, 2, 1).count(1),
    lambda: (1, 2).index(2),
    lambda: [1].remove(2),
    lambda: [1, 2].insert("a", 1),
    lambda: [1, 2].insert(1),
    lambda: [].append(),
    lambda: [].append(1, 2),
    lambda: [].extend(5),
    lambda: [1, 2].copy(),
    lambda: {}.popitem(),
    lambda: {1: 2, 3: 4}.popitem(),
    lambda: {1: 2}.get(1),
    lambda: {1: 2}.get(5),
    lambda: {1: 2}.get(5, 6),
    lambda: {}.get([]),
)
show(
    lambda: {1: 2}.pop(1),
    lambda: {}.pop(1),
    lambda: {}.pop(1, 2),
    lambda: {}.setdefault(1),
    lambda: {1: 2}.setdefault(1, 5),
    lambda: {}.setdefault([], 5),
    lambda: {1: 2}.keys(),
    lambda: {1: 2}.values(),
    lambda: {1: [2]}.items(),
    lambda: {}.keys(),
    lambda: list({1: 2, 3: 4}),
    lambda: list({1: 2, 3: 4}.items()),
    lambda: list(reversed({1: 2, 3: 4})),
    lambda: list(reversed({1: 2, 3: 4}.values())),
    lambda: list(reversed({1: 2, 3: 4}.items())),
    lambda: len({1: 2}.keys()),
    lambda: {}.update(5),
    lambda: {}.update([5]),
    lambda: {}.update([(1,)]),
    lambda: {}.update([(1, 2, 3)]),
    lambda: {}.update(1, 2),
    lambda: dict.fromkeys([1, 2]),
    lambda: dict.fromkeys("ab", 0),
    lambda: dict(a=1, b=2),
    lambda: dict([(1, 2)], a=3),
)
show(
    lambda: dict({"a": 1}, b=2),
    lambda: dict(["ab", "cd"]),
    lambda: dict(5),
    lambda: dict([5]),
    lambda: {True: 1, 1: 2, 1.0: 3},
    lambda: {1: "a", "1": "b", (1,): "c", None: "d"},
    lambda: {[]: 1},
    lambda: {(1, []): 1},
    lambda: {{}: 1},
    lambda: {{1}},
    lambda: set(),
    lambda: {1},
    lambda: set([1, 1, 1]),
    lambda: set(5),
    lambda: set().pop(),
    lambda: {1}.pop(),
    lambda: {1}.remove(2),
    lambda: {1}.remove([]),
    lambda: {1}.discard(2),
    lambda: {1}.discard({}),
    lambda: {1}.union([2], (1,)) == {1, 2},
    lambda: {1, 2}.intersection([1], [1, 5]),
    lambda: {1, 2}.difference([1]),
    lambda: {1, 2}.symmetric_difference([2, 3]) == {1, 3},
    lambda: {1}.issubset([1, 2]),
)
show(
    lambda: {1, 2}.issuperset([1]),
    lambda: {1}.isdisjoint([2]),
    lambda: {1}.issubset(5),
    lambda: {1}.union(5),
    lambda: {1}.add([]),
    lambda: tuple(),
    lambda: tuple("ab"),
    lambda: tuple([1]),
    lambda: tuple(5),
    lambda: list("abc"),
    lambda: list({"a": 1}),
    lambda: list(5),
    lambda: list(range(5)),
    lambda: len(5),
    lambda: len(None),
    lambda: len(range(10, 0, -3)),
    lambda: [[]] * 2,
    lambda: [1, [2, [3, (4,)]]],
    lambda: (1,),
    lambda: (),
    lambda: {"a": {"b": [1, 2, {3}]}},
    lambda: [None, True, 1.0, "x", ...],
)
