# try, except, else, finally: which blocks run, in which order, and what is raised.
def flow(kind):
    log = []
    try:
        log.append("try")
        if kind == "value":
            raise ValueError("v")
        if kind == "key":
            raise KeyError("k")
        if kind == "base":
            raise KeyboardInterrupt
        if kind == "return":
            return log
    except ValueError as e:
        log.append(("except", e))
    except (KeyError, IndexError) as e:
        log.append(("lookup", e))
    else:
        log.append("else")
    finally:
        log.append("finally")
        print(kind, log)
    return log


for kind in ("none", "value", "key", "return"):
    print(flow(kind))
try:
    flow("base")
except BaseException as e:
    print(repr(e))


def return_in_finally():
    try:
        raise ValueError("lost")
    finally:
        return "kept"


def break_in_finally():
    for i in range(3):
        try:
            raise ValueError(i)
        finally:
            break
    return i


def continue_in_finally():
    out = []
    for i in range(3):
        try:
            1 / (i - 1)
            out.append(i)
        finally:
            continue
    return out


def return_overridden():
    try:
        return "first"
    finally:
        print("cleaning")


def nested():
    try:
        try:
            raise KeyError("inner")
        finally:
            print("inner finally")
    except KeyError as e:
        print("outer", e)
        try:
            raise ValueError("second") from e
        except ValueError as second:
            print(repr(second.__cause__), repr(second.__context__), second.__suppress_context__)


print(return_in_finally(), break_in_finally(), continue_in_finally(), return_overridden())
nested()


def context():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise KeyError("during")
    except KeyError as e:
        print(repr(e.__context__), e.__cause__, e.__suppress_context__)
        return e


def context_none():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise KeyError("alone") from None
    except KeyError as e:
        print(repr(e.__context__), e.__cause__, e.__suppress_context__)


context()
context_none()


def bare_raise():
    try:
        try:
            int("x")
        except ValueError:
            raise
    except ValueError as e:
        print("again", e, e.__context__)


bare_raise()


def reraise_helper():
    raise


try:
    reraise_helper()
except RuntimeError as e:
    print(e)
try:
    try:
        [][1]
    except IndexError:
        reraise_helper()
except IndexError as e:
    print("helper reraised", e)


def name_deleted():
    try:
        raise ValueError("x")
    except ValueError as e:
        pass
    try:
        e
    except UnboundLocalError as u:
        print(u)


name_deleted()

for bad in (5, "x", int, None, [ValueError]):
    try:
        raise bad
    except TypeError as e:
        print(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
try:
    raise ValueError("caused") from KeyError
except ValueError as e:
    print(repr(e.__cause__))
try:
    try:
        raise ValueError("x")
    except int:
        pass
except TypeError as e:
    print(e, repr(e.__context__))
try:
    try:
        raise ValueError("x")
    except (KeyError, 3):
        pass
except TypeError as e:
    print(e)

try:
    assert 1 == 1
    assert 1 == 2, "not equal"
except AssertionError as e:
    print(repr(e))
try:
    assert []
except AssertionError as e:
    print(repr(e), e.args)


def loop_else():
    for i in range(3):
        if i == 5:
            break
    else:
        print("for else")
    n = 0
    while n < 3:
        n += 1
        if n == 2:
            break
    else:
        print("never")
    while n < 4:
        n += 1
    else:
        print("while else", n)


loop_else()


def same_exception_twice():
    e = ValueError("again")
    for _ in range(2):
        try:
            raise e
        except ValueError as caught:
            print(caught is e, caught.__context__)


same_exception_twice()


def chain_of_self():
    a = ValueError("a")
    b = KeyError("b")
    try:
        try:
            raise a
        except ValueError:
            raise b
    except KeyError:
        try:
            raise a
        except ValueError:
            print(repr(a.__context__), repr(b.__context__))


chain_of_self()
