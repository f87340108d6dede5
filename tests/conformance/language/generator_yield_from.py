"""yield from: delegation of values, sends, throws, closing, and what it comes to."""


def inner(name):
    try:
        total = 0
        while True:
            got = yield f"{name} {total}"
            if got is None:
                return total
            total += got
    except ValueError as error:
        yield f"{name} caught {error}"
        return "error"
    finally:
        print(name, "finally")


def outer():
    a = yield from inner("one")
    print("one gave", a)
    b = yield from inner("two")
    print("two gave", b)
    c = yield from [1, 2]
    print("list gave", c)
    d = yield from (x for x in "ab")
    print("expression gave", d)
    return a, b


g = outer()
print(next(g), g.send(5), g.send(6), g.send(None))
print(g.throw(ValueError("v")))
print(next(g))
print(next(g))
try:
    g.send(3)
except AttributeError as error:
    print(error)
g = outer()
print(next(g))
print(g.gi_yieldfrom, g.gi_yieldfrom.gi_running)
g.close()
print(list(outer()))


def deep(n):
    if n:
        result = yield from deep(n - 1)
        return result + 1
    yield "bottom"
    return 0


def top():
    print((yield from deep(50)))


print(list(top()))
g = deep(20)
next(g)
try:
    g.throw(KeyError("down"))
except KeyError as error:
    print("up", error)


def bad():
    yield from 5


try:
    list(bad())
except TypeError as error:
    print(error)


def flatten(tree):
    for item in tree:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4]], 5], [], [[6]]])))


def delegates_exit():
    try:
        yield from inner("closed")
    except GeneratorExit:
        print("outer sees exit")
        raise
    finally:
        print("outer finally")


d = delegates_exit()
next(d)
d.close()
d = delegates_exit()
next(d)
del d


def ignoring():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def delegates_ignoring():
    yield from ignoring()


d = delegates_ignoring()
next(d)
try:
    d.close()
except RuntimeError as error:
    print(error)


def stop_value():
    return (yield from iter([]))


print(list(stop_value()))


def chain(*iterables):
    for iterable in iterables:
        yield from iterable


print(list(chain("ab", {1: 2}, range(3), chain("xy"))))
shared = inner("shared")


def first():
    return (yield from shared)


def second():
    return (yield from shared)


f, s = first(), second()
print(next(f), next(s, "over"))
print(f.send is not None)


async def coroutine():
    pass


def wrong():
    c = coroutine()
    try:
        yield from c
    finally:
        c.close()


try:
    next(wrong())
except TypeError as error:
    print(error)
