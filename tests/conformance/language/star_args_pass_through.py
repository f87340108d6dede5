def outer(*args, **kwargs):
    return inner(*args, **kwargs)
def inner(a, *rest, flag=False, **more):
    return a, rest, flag, more
print(outer(1), outer(1, 2, 3, flag=True), outer(1, z=5), outer(*"ab", **{"flag": 0}))
try:
    outer()
except TypeError as e:
    print(e)
