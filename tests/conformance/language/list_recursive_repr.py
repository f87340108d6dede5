a = [1]
a.append(a)
print(a, repr(a), str([a, a]))
d = {"self": None}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
a.pop(); d.clear(); t[0].clear()
