d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 9
print(d, list(d.items()))
del d["b"]
d["b"] = 0
print(d, list(reversed(d)), list(reversed(d.items())))
print({**d, "a": 5}, d | {"z": 1}, {"a": 0, "q": 1} | d)
try:
    d | [("a", 1)]
except TypeError as e:
    print(e)
d |= [("m", 1)]
print(d)
