x = "outer"
print([x for x in range(3)], x)
print([[x for x in range(y)] for y in range(3)], x)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
def f():
    n = 10
    return [n + k for k in range(3)], {k: n for k in range(2)}, [n for n in range(2)], n
print(f())
try:
    [undefined for _ in range(1)]
except NameError as e:
    print(e)
