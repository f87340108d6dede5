calls = []
def logged(f):
    def wrapper(*args, **kwargs):
        calls.append((f.__name__, args, kwargs))
        return f(*args, **kwargs)
    return wrapper
def with_prefix(prefix):
    def deco(f):
        def wrapper(x):
            return prefix + f(x)
        return wrapper
    return deco
@logged
def add(a, b=1):
    return a + b
@with_prefix("<")
@with_prefix(">")
def name(x):
    return x
print(add(1), add(2, b=3), calls, name("n"), add.__name__)
