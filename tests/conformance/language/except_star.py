# except*: what each clause takes, what remains, what is raised after.
def run(make, log=print):
    try:
        try:
            raise make()
        except* ValueError as g:
            log("value", repr(g))
        except* (KeyError, TypeError) as g:
            log("key/type", repr(g))
        else:
            log("else")
        finally:
            log("finally")
    except BaseException as rest:
        log("rest", repr(rest))


run(lambda: ExceptionGroup("a", [ValueError(1), ValueError(2)]))
run(lambda: ExceptionGroup("b", [ValueError(1), KeyError(2), OSError(3)]))
run(lambda: ExceptionGroup("c", [OSError(3)]))
run(lambda: ValueError("naked"))
run(lambda: KeyError("naked"))
run(lambda: OSError("naked"))
run(lambda: ExceptionGroup("d", [ExceptionGroup("in", [ValueError(1), OSError(2)]), TypeError(3)]))
run(lambda: BaseExceptionGroup("e", [KeyboardInterrupt(), ValueError(1)]))


def nothing_raised():
    try:
        pass
    except* ValueError:
        print("never")
    else:
        print("else")


nothing_raised()


def raising_in_clause():
    try:
        try:
            raise ExceptionGroup("x", [ValueError(1), KeyError(2)])
        except* ValueError:
            raise RuntimeError("new")
        except* KeyError as g:
            raise
    except BaseExceptionGroup as g:
        print(repr(g), g.message)
        print([repr(e) for e in g.exceptions], repr(g.exceptions[0].__context__))


raising_in_clause()


def raise_one():
    try:
        try:
            raise ExceptionGroup("x", [ValueError(1)])
        except* ValueError as g:
            raise g.exceptions[0]
    except ExceptionGroup as e:
        print("group", repr(e), repr(e.exceptions[0].__context__))
    except ValueError as e:
        print("single", repr(e), repr(e.__context__))


raise_one()


def reraise_part():
    group = ExceptionGroup("x", [ValueError(1), KeyError(2), OSError(3)])
    try:
        try:
            raise group
        except* (ValueError, KeyError) as g:
            print(repr(g))
            raise
    except ExceptionGroup as e:
        print(repr(e), e is group)


reraise_part()


def replace_cause():
    try:
        try:
            raise ExceptionGroup("x", [ValueError(1)])
        except* ValueError as g:
            raise KeyError("k") from g
    except BaseException as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__))


replace_cause()


def name_is_gone():
    try:
        raise ExceptionGroup("x", [ValueError(1)])
    except* ValueError as g:
        pass
    try:
        g
    except NameError as e:
        print(e)


name_is_gone()
for classes in (ExceptionGroup, (ValueError, BaseExceptionGroup), 5):
    try:
        try:
            raise ExceptionGroup("x", [ValueError(1)])
        except* classes:
            print("never")
    except TypeError as e:
        print(e, repr(e.__context__))

g = ExceptionGroup("top", [ValueError(1), ExceptionGroup("low", [KeyError("k"), ValueError(2)]), TypeError("t")])
g.add_note("note")
for condition in (ValueError, KeyError, (KeyError, TypeError), OSError, ExceptionGroup, Exception,
                  lambda e: isinstance(e, KeyError), lambda e: "low" in str(e), lambda e: False):
    match, rest = g.split(condition)
    print(repr(match), "/", repr(rest), "/", match is g, rest is g)
    print(repr(g.subgroup(condition)))
match, rest = g.split(ValueError)
print(match.__notes__, rest.__notes__, match.__notes__ is g.__notes__)
print(match.__cause__, match.__context__, match.__suppress_context__)
for bad in (5, int, [ValueError]):
    try:
        g.split(bad)
    except TypeError as e:
        print(e)


def fails(e):
    raise RuntimeError("in condition")


try:
    g.subgroup(fails)
except RuntimeError as e:
    print(e)
print(repr(g.derive([OSError(1)])), g.message, g.exceptions)
print(repr(BaseExceptionGroup("b", [ValueError(), KeyboardInterrupt()]).subgroup(ValueError)))


def loop_with_star():
    for i in range(4):
        try:
            if i == 2:
                continue_it = True
            raise ExceptionGroup("loop", [ValueError(i), KeyError(i)])
        except* ValueError as g:
            print("v", i, g.exceptions)
        except* KeyError as g:
            print("k", i, g.exceptions)


loop_with_star()
