# Built-in functions and the types as functions.
def show(*thunks):
    for thunk in thunks:
        try:
            print(repr(thunk()))
        except Exception as e:
            print(type(e).__name__, e)


print("a", 1, None, 2.5, [1, "x"])
print()
print("a", "b", sep="-", end="!\n")
print("a", "b", sep="")
print("a", "b", sep=None, end=None)
print(1, 2, flush=True)
print("no newline", end="")
print()
items = ["d", "B", "a", "C"]
items.sort()
print(items)
items.sort(key=str.lower)
print(items)
items.sort(reverse=True)
print(items)
records = [("x", 2), ("y", 1), ("z", 2), ("w", 1)]
print(sorted(records, key=lambda r: r[1]))
print(sorted(records, key=lambda r: r[1], reverse=True))
xs = [3, 1, 2]


def naughty(v):
    xs.append(v)
    return v


try:
    xs.sort(key=naughty)
except ValueError as e:
    print(e, xs)
many = [(i * 7919) % 1000 for i in range(500)]
print(sorted(many) == sorted(many, reverse=True)[::-1], sorted(many)[:5], sorted(many, key=lambda v: v % 10)[:12])
same = object()
print(same == same, same == object(), same is same, isinstance(same, object))

show(
    lambda: int(),
    lambda: int("12"),
    lambda: int("  -12  "),
    lambda: int("+1_000"),
    lambda: int("1__0"),
    lambda: int("_1"),
    lambda: int("12a"),
    lambda: int(""),
    lambda: int("0x1f", 16),
    lambda: int("0x1f", 0),
    lambda: int("1f", 16),
    lambda: int("0b101", 0),
    lambda: int("0o17", 0),
    lambda: int("010", 0),
    lambda: int("00", 0),
    lambda: int("z", 36),
    lambda: int("2", 2),
    lambda: int("a", base=40),
    lambda: int("1", 1),
    lambda: int(1, 2),
    lambda: int(2.9),
    lambda: int(-2.9),
    lambda: int(True),
    lambda: int(float("nan")),
    lambda: int(float("inf")),
)
show(
    lambda: int(None),
    lambda: int([]),
    lambda: int("٣"),
    lambda: int("9223372036854775807"),
    lambda: int("-9223372036854775808"),
    lambda: float(),
    lambda: float("1.5"),
    lambda: float(" -1e3 "),
    lambda: float("1_0.5"),
    lambda: float("1_.5"),
    lambda: float(".5"),
    lambda: float("5."),
    lambda: float("1e"),
    lambda: float("inf"),
    lambda: float("-Infinity"),
    lambda: float("nan"),
    lambda: float("+nan"),
    lambda: float("x"),
    lambda: float(""),
    lambda: float("1e400"),
    lambda: float("1e-400"),
    lambda: float(3),
    lambda: float(None),
    lambda: float("0x1p3"),
    lambda: bool(),
)
show(
    lambda: bool(""),
    lambda: bool("a"),
    lambda: bool([]),
    lambda: bool(0.0),
    lambda: bool(None),
    lambda: bool(print),
    lambda: str(),
    lambda: str(5),
    lambda: str(None),
    lambda: str("a"),
    lambda: str(object=1),
    lambda: repr("a"),
    lambda: repr(1.0),
    lambda: type(5),
    lambda: type("a"),
    lambda: type(None),
    lambda: type(print),
    lambda: type(lambda: 0),
    lambda: type([]),
    lambda: type(int),
    lambda: type(ValueError()),
    lambda: type(ValueError),
    lambda: type({}.keys),
    lambda: type(1, 2),
    lambda: type(5).__name__,
)
show(
    lambda: type(ValueError("x")).__name__,
    lambda: int.__name__,
    lambda: isinstance(1, int),
    lambda: isinstance(True, int),
    lambda: isinstance(1, bool),
    lambda: isinstance(1, (str, int)),
    lambda: isinstance(1, (str, (float, (int,)))),
    lambda: isinstance(1, int | str),
    lambda: isinstance(None, int | None),
    lambda: isinstance(1, 2),
    lambda: isinstance(1, (str, 2)),
    lambda: isinstance(ValueError(), Exception),
    lambda: isinstance(KeyError(), LookupError),
    lambda: isinstance(5, object),
    lambda: isinstance(int, type),
    lambda: issubclass(bool, int),
    lambda: issubclass(KeyError, (ValueError, LookupError)),
    lambda: issubclass(1, int),
    lambda: issubclass(int, 1),
    lambda: issubclass(ExceptionGroup, Exception),
    lambda: callable(print),
    lambda: callable(5),
    lambda: callable(int),
    lambda: callable(lambda: 0),
    lambda: callable([].append),
)
show(
    lambda: getattr("abc", "upper")(),
    lambda: getattr(5, "x"),
    lambda: getattr(5, "x", "default"),
    lambda: getattr(5, 2),
    lambda: hasattr([], "append"),
    lambda: hasattr([], "push"),
    lambda: hasattr([], 2),
    lambda: min(3, 1, 2),
    lambda: max(3, 1, 2),
    lambda: min([3, 1, 2]),
    lambda: max("abc"),
    lambda: min([]),
    lambda: max(()),
    lambda: min([], default=5),
    lambda: max(1, 2, default=3),
    lambda: min(5),
    lambda: max([1, "a"]),
    lambda: min("a", 1),
    lambda: min([3, -5, 2], key=abs),
    lambda: max(["bb", "a", "cc"], key=len),
    lambda: max((1, "x"), (1, "a")),
    lambda: min(1, 1.0),
    lambda: max(1, 1.0),
    lambda: min([1], key=5),
    lambda: sorted([3, 1, 2]),
)
show(
    lambda: sorted([3, 1, 2], reverse=True),
    lambda: sorted("bca"),
    lambda: sorted({"b": 1, "a": 2}),
    lambda: sorted(["bb", "a", "ccc"], key=len, reverse=True),
    lambda: sorted([1, "a", 2]),
    lambda: sorted([1, None]),
    lambda: sorted(5),
    lambda: sorted([3, 1], key=lambda v: -v),
    lambda: sorted([(1, "b"), (1, "a"), (0, "z")]),
    lambda: sorted([1, 2], key=lambda v: v / 0),
    lambda: round(2.5),
    lambda: round(3.5),
    lambda: round(-2.5),
    lambda: round(2.675, 2),
    lambda: round(1e308, -308),
    lambda: round(15, -1),
    lambda: round(25, -1),
    lambda: round(-15, -1),
    lambda: round(1234, -5),
    lambda: round(True),
    lambda: round(1234.5678, -2),
    lambda: round(1250.0, -2),
    lambda: round(0.5),
    lambda: round(1.5),
    lambda: round(-0.4),
)
show(
    lambda: round(float("nan")),
    lambda: round(float("inf")),
    lambda: round(float("nan"), 2),
    lambda: round(5e-324, 400),
    lambda: round(0.1 + 0.2, 10),
    lambda: round(1.005, 2),
    lambda: round(7, None),
    lambda: round("a"),
    lambda: round(1, "a"),
    lambda: round(number=2.567, ndigits=1),
    lambda: len(),
    lambda: len(1, 2),
    lambda: len(x=1),
    lambda: abs(),
    lambda: divmod(1),
    lambda: range(),
    lambda: range(1, 2, 3, 4),
    lambda: sum(),
    lambda: all(),
    lambda: isinstance(1),
    lambda: next(),
    lambda: sorted(),
    lambda: sorted([1], 2),
    lambda: sorted([1], foo=2),
    lambda: min(),
)
show(
    lambda: min(1, 2, foo=3),
    lambda: round(),
    lambda: round(1, 2, 3),
    lambda: print(foo=1),
    lambda: print(sep=1),
    lambda: print(end=1),
    lambda: "a".upper(1),
    lambda: [].sort(1),
    lambda: {}.get(),
    lambda: {}.keys(1),
    lambda: list(1, 2),
    lambda: int(x=1),
    lambda: str.upper(5),
    lambda: str.upper(),
    lambda: list.append([], 1),
    lambda: list.append(5, 1),
    lambda: (5).bit_length(),
    lambda: (255).bit_count(),
    lambda: (1.5).is_integer(),
    lambda: (2.0).is_integer(),
    lambda: (5).foo,
    lambda: None.foo,
    lambda: len.foo,
    lambda: int.foo,
    lambda: id(5) == id(5),
)
show(
    lambda: id([]) == 0,
)
