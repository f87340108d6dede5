def f():
    try:
        {}["k"]
    except KeyError:
        print("saw it")
        raise
try:
    f()
except KeyError as e:
    print(repr(e), e.__context__)
def g():
    raise
try:
    try:
        1 / 0
    except ZeroDivisionError:
        g()
except ZeroDivisionError as e:
    print("again", e)
