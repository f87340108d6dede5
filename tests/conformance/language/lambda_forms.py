add = lambda a, b=1, *c, d=0, **e: (a, b, c, d, e)
print(add(1), add(1, 2, 3, d=4, z=5), (lambda: 7)(), (lambda *a: a)(1, 2), add.__name__)
print([f(2) for f in [lambda x: x + i for i in range(3)]], (lambda x: (lambda y: x + y))(1)(2), sorted([3, 1], key=lambda v: -v))
try:
    add()
except TypeError as e:
    print(e)
