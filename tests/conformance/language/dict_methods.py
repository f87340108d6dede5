d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.pop("a"), d.pop("z", "none"), d.setdefault("c", []), d.setdefault("b", 9), d)
d.update({"x": 1}); d.update([("y", 2)]); d.update(z=3); d.update({"x": 5}, w=6); d.update(); print(d)
print(d.popitem(), d.keys(), d.values(), d.items(), list(d), len(d), "x" in d, "q" in d, d.copy() == d)
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), d.clear(), d)
for bad in (lambda: {}.pop("k"), lambda: {}.popitem(), lambda: {}["k"], lambda: {}.update(3), lambda: {}.update([1]), lambda: {}.update(["abc"]), lambda: {}.get(), lambda: {}.get([]), lambda: print({}.pop([], 1)), lambda: {}.pop([]), lambda: {1: 1}.pop([], 1), lambda: {[]: 1}):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
