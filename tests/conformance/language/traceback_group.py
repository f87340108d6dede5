# Groups are drawn as boxes, with causes, notes and groups inside.
def fail(kind, *args):
    raise kind(*args)


def caught(kind, *args):
    try:
        fail(kind, *args)
    except BaseException as e:
        return e


def chained():
    try:
        try:
            fail(KeyError, "first")
        except KeyError as e:
            raise ValueError("second") from e
    except ValueError as e:
        e.add_note("a note")
        e.add_note("two\nlines")
        return e


inner = ExceptionGroup("inner", [chained(), caught(OSError, 2, "gone"), TypeError("never raised")])
outer = ExceptionGroup("outer", [caught(ValueError, "one"), inner, caught(IndexError)])
try:
    raise KeyError("before")
except KeyError:
    raise outer
