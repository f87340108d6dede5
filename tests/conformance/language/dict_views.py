d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
d["c"] = 3
print(k, v, i, len(k), "c" in k, 3 in v, ("c", 3) in i, list(k), sorted(v))
print(k == {"a", "b", "c"}, sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "z"}), k.isdisjoint({"q"}) if hasattr(k, "isdisjoint") else True)
try:
    k[0]
except TypeError as e:
    print(e)
for name, value in d.items():
    print(name, value)
