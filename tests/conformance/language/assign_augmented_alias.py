a = [1]
b = a
a += [2]
print(b, a is b)
t = u = (1,)
t += (2,)
print(t, u)
s = {1}
r = s
s |= {2}
print(sorted(r))
d = e = {"a": 1}
d |= {"b": 2}
print(e)
