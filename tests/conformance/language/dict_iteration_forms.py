d = {"b": 2, "a": 1}
for k in d: print(k, end=" ")
for v in d.values(): print(v, end=" ")
for k, v in d.items(): print(k, v, end=" ")
for i, (k, v) in enumerate(sorted(d.items())): print(i, k, v, end=" ")
print(sorted(d), sorted(d, key=d.get), max(d, key=d.get), list(d.values()), sum(d.values()), min(d.items()))
