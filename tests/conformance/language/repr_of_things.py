# str and repr of all that is not just a number or a container of some.
def show(*thunks):
    for thunk in thunks:
        try:
            print(repr(thunk()))
        except Exception as e:
            print(type(e).__name__, e)


class Custom(Exception):
    """A custom exception."""


def helper(x):
    return x


show(
    lambda: print,
    lambda: len,
    lambda: [].append,
    lambda: "x".upper,
    lambda: str.upper,
    lambda: list.append,
    lambda: int,
    lambda: ValueError,
    lambda: ExceptionGroup,
    lambda: type,
    lambda: None,
    lambda: ...,
    lambda: range(3),
    lambda: range(1, 3),
    lambda: range(1, 9, 2),
    lambda: lambda: 0,
    lambda: helper,
    lambda: helper.__name__,
    lambda: helper.__qualname__,
    lambda: (lambda: 0).__name__,
    lambda: print.__name__,
    lambda: [].append.__name__,
    lambda: iter([]),
    lambda: iter(()),
    lambda: iter(""),
)
show(
    lambda: iter({}),
    lambda: iter({}.values()),
    lambda: iter({}.items()),
    lambda: iter(set()),
    lambda: iter(range(3)),
    lambda: reversed([]),
    lambda: reversed({}),
    lambda: reversed(""),
    lambda: enumerate([]),
    lambda: zip(),
    lambda: object(),
    lambda: ValueError(),
    lambda: ValueError("x"),
    lambda: ValueError("x", 1),
    lambda: str(ValueError()),
    lambda: str(ValueError("x")),
    lambda: str(ValueError("x", 1)),
    lambda: KeyError("k"),
    lambda: str(KeyError("k")),
    lambda: str(KeyError("k", 1)),
    lambda: str(KeyError()),
    lambda: OSError(2, "gone"),
    lambda: str(OSError(2, "gone")),
    lambda: str(OSError("just text")),
    lambda: ExceptionGroup("many", [ValueError(1), KeyError("k")]),
)
show(
    lambda: str(ExceptionGroup("many", [ValueError(1), KeyError("k")])),
    lambda: StopIteration(5),
    lambda: SystemExit(3),
    lambda: Custom("a", 2),
    lambda: str(Custom("a", 2)),
    lambda: Custom,
    lambda: [ValueError("in a list"), Custom],
    lambda: {"k": ValueError("v")},
    lambda: str([1, "a", None]),
    lambda: str("a"),
    lambda: str(("a",)),
    lambda: f"{'a'!r} {'a'!s} {'é'!a} {[1, 'b']} {None} {ValueError('q')}",
    lambda: f"{helper('x')!r:>10}|{'x':^5}|{3.14159:.2f}|{42:#x}|{1000000:,}|{True}|{'wide':{8}}|",
    lambda: f"{{}} {'nested ' + f'{1 + 1}'} {[x for x in range(3)]} {dict(a=1)['a']}",
    lambda: f"{2 + 3 = } {'a' = !s}",
)
