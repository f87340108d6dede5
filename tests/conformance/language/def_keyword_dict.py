def f(a, **rest):
    return a, rest
print(f(1), f(1, b=2, c=3), f(**{"a": 1, "z": 2}), f(a=5))
def g(*args, **kwargs):
    return args, kwargs
print(g(1, 2, x=3), g(*[1], **{"k": 2}, **{"l": 3}))
