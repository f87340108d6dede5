d = {"a": 1, "b": 2}
try:
    for k in d:
        d[k + "!"] = 0
except RuntimeError as e:
    print(e)
s = {1, 2}
try:
    for v in s:
        s.add(v + 10)
except RuntimeError as e:
    print(e)
d = {"a": 1, "b": 2}
for k in list(d):
    del d[k]
print(d)
for k in (d := {"x": 1}):
    d[k] = 2
print(d)
