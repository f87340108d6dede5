"""Generators: their steps, their end, what they say of themselves."""


def count_up(limit):
    n = 0
    while n < limit:
        print("about to give", n)
        yield n
        n += 1
    print("done")
    return "the end"


for number in count_up(3):
    print("got", number)

g = count_up(1)
print(g, type(g), type(g).__name__, g.__name__, g.__qualname__)
print(iter(g) is g, next(g))
try:
    next(g)
except StopIteration as stop:
    print(repr(stop), stop.value, stop.args)
try:
    next(g)
except StopIteration as stop:
    print(repr(stop), stop.value, stop.args)
print(next(g, "nothing"), next(count_up(0), None))


def echo():
    heard = []
    while True:
        heard.append((yield len(heard)))
        if heard[-1] == "stop":
            return heard


e = echo()
try:
    e.send("early")
except TypeError as error:
    print(error)
print(e.send(None), e.send("a"), e.send("b"), next(e), e.__next__())
try:
    e.send("stop")
except StopIteration as stop:
    print(stop.value)


def nothing():
    return
    yield


print(list(nothing()), [*nothing()], sum(nothing()))


def recursive(depth):
    if depth:
        yield depth
        for inner in recursive(depth - 1):
            yield inner * 10


print(list(recursive(4)))


def running():
    yield next(me)


me = running()
try:
    next(me)
except ValueError as error:
    print(error)
print(list(me))


def stops():
    yield 1
    raise StopIteration("inside")


s = stops()
print(next(s))
try:
    next(s)
except RuntimeError as error:
    print(repr(error), repr(error.__cause__), error.__cause__ is error.__context__)

try:
    for item in 5:
        pass
except TypeError as error:
    print(error)
try:
    next([1, 2])
except TypeError as error:
    print(error)
print(e.gi_running, e.gi_frame, me.gi_yieldfrom, e.gi_suspended)


def squares(n):
    i = 0
    while i < n:
        received = yield i * i
        if received is not None:
            i = received
        else:
            i += 1


sq = squares(20)
print(next(sq), next(sq), sq.send(7), next(sq), sq.send(19))
print(list(sq))
a, b, c = squares(3)
print(a, b, c)
first, *rest = squares(5)
print(first, rest)
*start, last = squares(5)
print(start, last)
print(4 in squares(10), 5 in squares(4), 5 not in squares(4))


def pairs():
    yield "x", 1
    yield "y", 2


print(dict(pairs()), {k: v for k, v in pairs()}, [k for k, v in pairs()])
x = y = 0
for x, y in pairs():
    continue
print(x, y)
e = (yield_ for yield_ in "abc")
print(next(e), list(e))
