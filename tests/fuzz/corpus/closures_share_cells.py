def make():
    n = 0
    def inc():
        nonlocal n
        n += 1
    def get():
        return n
    return inc, get
inc, get = make()
inc(); inc()
print(get())
def late():
    def inner():
        return value
    value = 1
    first = inner()
    value = 2
    return first, inner()
print(late())
def param(x):
    def f():
        return x
    x += 1
    return f
print(param(1)())
