def f(a, b=2, *, c=3, d):
    return a, b, c, d
print(f(1, d=4), f(1, 5, d=6, c=7), f(a=1, d=2))
def g(x, acc=[]):
    acc.append(x)
    return acc
print(g(1), g(2), g(3, []))
n = 5
def h(v=n):
    return v
n = 6
print(h())
print(f.__name__, f.__defaults__, f.__kwdefaults__, f.__qualname__, f.__module__)
