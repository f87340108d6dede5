def f(*, a=1, b):
    return a, b
print(f(b=2), f(b=3, a=4))
for bad in (lambda: f(), lambda: f(1, b=2), lambda: f(b=1, c=2)):
    try:
        bad()
    except TypeError as e:
        print(e)
