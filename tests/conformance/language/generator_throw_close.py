"""throw(), close(), GeneratorExit, and the end of generators that nobody holds."""


def careful():
    try:
        while True:
            try:
                got = yield "ready"
                print("got", got)
            except ValueError as error:
                print("handled", error)
                yield "after error"
    finally:
        print("finally")


g = careful()
print(next(g), g.send(1), g.throw(ValueError("a")), next(g), g.throw(ValueError, "b"))
g.close()
g.close()
print(next(g, "closed"))

g = careful()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as error:
    print("came out", error)
print(next(g, "over"))
try:
    g.throw(OSError("late"))
except OSError as error:
    print("late:", error)
g = careful()
g.close()
print(list(g))
g = careful()
try:
    g.throw(IndexError)
except IndexError as error:
    print("before it began", repr(error))
print(list(g))


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("no!")


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
del s
print("ignored")


def cleaning(name):
    try:
        yield name
        yield name * 2
    except GeneratorExit as leaving:
        print("closing", name, repr(leaving), leaving.args)
        raise
    finally:
        print("cleaned", name)


def use():
    for name in cleaning("loop"):
        print(name)
        break
    print("after the loop")
    kept = cleaning("kept")
    print(next(kept))
    print("leaving")


use()
print("left")
t = cleaning("first")
next(t)
t = cleaning("second")
print("replaced")
next(t)
del t
print("deleted")
print(next(cleaning("temporary")))


def returns_on_exit():
    try:
        yield
    except GeneratorExit:
        return 5


r = returns_on_exit()
next(r)
print(r.close())


def raises_on_exit():
    try:
        yield
    finally:
        raise LookupError("in finally")


r = raises_on_exit()
next(r)
try:
    r.close()
except LookupError as error:
    print(repr(error), repr(error.__context__))


def check(*args):
    g = cleaning("check")
    next(g)
    try:
        g.throw(*args)
    except BaseException as error:
        print(type(error).__name__, error)


check(5)
check("text")
check(ValueError("x"), "y")
check(ValueError, (1, 2))
check(ValueError, ValueError("own"))
check(ValueError, None)
check(KeyError, ValueError("other"))
check(StopIteration(3))
check(int)
check(ValueError, "x", 5)


def nested():
    try:
        yield 1
    finally:
        for i in cleaning("inner"):
            print(i)
            break
        print("outer cleaned")


n = nested()
next(n)
n = None
print("end")


def context():
    try:
        yield
    except ValueError as error:
        print(repr(error.__context__))
        raise TypeError("new") from error


c = context()
next(c)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        c.throw(ValueError("thrown"))
except TypeError as error:
    print(repr(error), repr(error.__cause__), repr(error.__cause__.__context__))
