def f(a, *rest, k=0):
    return a, rest, k
print(f(1), f(1, 2, 3), f(1, *[2, 3], k=4), f(*"ab"))
def g(*args):
    return args
print(g(), g(*[1], 2, *(3, 4)))
def h(a, /, b, *, c):
    return a, b, c
print(h(1, 2, c=3), h(1, b=2, c=3))
