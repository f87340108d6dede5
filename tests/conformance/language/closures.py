# Cells, nonlocal, global, late binding, defaults, deleted and unset variables.
def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n

    def peek():
        return n

    return step, peek


step, peek = counter()
print(step(), step(), step(5), peek())
step2, peek2 = counter()
print(step2(), peek2(), peek())

late = [lambda: i for i in range(3)]
print([f() for f in late])
early = [lambda i=i: i for i in range(3)]
print([f() for f in early])
total = 0


def add(x):
    global total
    total += x
    return total


print(add(2), add(3), total)


def captured_parameter(a, *rest, key="k"):
    def inner():
        return a, rest, key

    a = a + 1
    return inner


print(captured_parameter(1, 2, 3, key="z")())


def unset_free():
    def inner():
        return later

    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
    print(inner())
    del later
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)


unset_free()


def unset_local(flag):
    if flag:
        x = 1
    return x


print(unset_local(True))
try:
    unset_local(False)
except UnboundLocalError as e:
    print(e)
try:
    missing
except NameError as e:
    print(e, e.name)
gone = 1
del gone
try:
    gone
except NameError as e:
    print(e)
try:
    del gone
except NameError as e:
    print(e)


def delete_local():
    x = 1
    del x
    try:
        del x
    except UnboundLocalError as e:
        print(e)


delete_local()


def three_levels():
    x = 1

    def two():
        def one():
            nonlocal x
            x += 1
            return x

        return one

    return two()() + x


print(three_levels())
len_shadow = len


def shadow():
    len = lambda x: "shadowed"
    return len([1])


print(shadow(), len_shadow([1]))
max = lambda *a: "global max"
print(max(1, 2))
del max
print(max(1, 2))
print([x for x in range(3)], [x * y for x in range(3) for y in range(x) if y != 1])
x = "outer"
print([x for x in "ab"], x)
print({k: v for k, v in zip("ab", (1, 2))}, {c for c in "aab"})
print((lambda *a, **k: (a, k))(1, z=2))
if (n := 10) > 5:
    print(n)


def walrus():
    values = [y := 1, y + 1, y * 2]
    return values, [last := v for v in values], last


print(walrus())


def docs():
    """The doc."""


def no_docs():
    pass


print(docs.__doc__, no_docs.__doc__, docs.__name__, counter()[0].__qualname__)
docs.attribute = 5
print(docs.attribute)
try:
    docs.other
except AttributeError as e:
    print(e)
