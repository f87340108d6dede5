a, b, c = 1, 2, 3
del a, (b, c)
for name in ("a", "b", "c"):
    print(name)
try:
    a
except NameError as e:
    print(e)
x = [0, 1, 2, 3, 4, 5]
del x[0], x[-1]
print(x)
del x[1:3]
print(x)
d = {"k": 1}
del d["k"]
print(d)
try:
    del d["k"]
except KeyError as e:
    print(repr(e))
def f():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as e:
        print(e)
    try:
        del v
    except UnboundLocalError as e:
        print(e)
f()
