def show(x):
    print("eval", x)
    return x
def f(*args, **kwargs):
    print(args, kwargs)
f(show(1), *[show(2)], show(3), k=show(4), **{"m": show(5)})
def d(a=show("default a"), b=show("default b")):
    return a, b
print(d())
