def f(a, b=1, *, c=2): pass
def g(): pass
def h(x, y, z): pass
def k(a, /, b): pass
def m(*, a, b): pass
for call in (lambda: f(), lambda: f(1, 2, 3), lambda: f(1, d=4), lambda: f(1, a=2), lambda: g(1), lambda: g(x=1), lambda: h(1), lambda: h(1, 2, 3, 4), lambda: h(), lambda: k(a=1, b=2), lambda: m(), lambda: m(1, 2), lambda: h(1, z=2), lambda: f(*[1, 2, 3, 4]), lambda: f(**{"a": 1}, a=2), lambda: f(*5), lambda: f(**5), lambda: f(**{1: 2})):
    try:
        call()
    except TypeError as e:
        print(e)
