from functools import partial
def f(a, b, c=0, *rest, **more):
    return a, b, c, rest, more
p = partial(f, 1)
print(p(2), p(2, 3), p(b=5), partial(p, 2)(3, 4, z=5), p.args, p.keywords, p.func is f)
q = partial(f, 1, c=9)
print(q(2), q(2, c=3), partial(print, "a", sep="-")("b"), partial(int, base=2)("101"))
try:
    partial()
except TypeError as e:
    print(e)
try:
    partial(3)
except TypeError as e:
    print(e)
try:
    p()
except TypeError as e:
    print(e)
