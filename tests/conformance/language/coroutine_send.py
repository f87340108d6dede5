"""Coroutines that are driven by hand."""


async def inner(x):
    return x * 2


async def outer():
    print("begins")
    a = await inner(4)
    return a + await inner(a)


c = outer()
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)
try:
    c.send(None)
except RuntimeError as error:
    print(error)
d = outer()
try:
    d.send(1)
except TypeError as error:
    print(error)
d.close()
e = outer()
try:
    e.throw(KeyError("k"))
except KeyError as error:
    print(error)


async def executing():
    try:
        me.send(None)
    except ValueError as error:
        print(error)


me = executing()
try:
    me.send(None)
except StopIteration:
    print("over", me.cr_frame, me.cr_running)


async def stops():
    raise StopIteration


try:
    stops().send(None)
except RuntimeError as error:
    print(error)
