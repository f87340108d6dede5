"""match: every kind of pattern, what it binds, and in which order it looks."""


class P(Exception):
    __match_args__ = ("x", "y") if False else ()


def kind(v):
    match v:
        case None:
            return "none"
        case True | False as b:
            return f"bool {b}"
        case 0 | -1 | 2.5:
            return "number"
        case "a" "b" | "c":
            return "text"
        case int(n) if n > 100:
            return f"large {n}"
        case int() | float():
            return "other number"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [1, *rest]:
            return f"one and {rest}"
        case (first, *_, last) if first == last:
            return f"same ends {first}"
        case [_, [a, (b, *c)], *_]:
            return f"nested {a} {b} {c}"
        case [*_, 9]:
            return "ends in nine"
        case [x, y, *z]:
            return f"{x} {y} {z}"
        case {"kind": "circle", "r": r}:
            return f"circle {r}"
        case {"kind": str(name), **others}:
            return f"{name} {others}"
        case {1: {"deep": [_, d]}}:
            return f"deep {d}"
        case {}:
            return "some dict"
        case KeyError(args=[k]) | IndexError(args=(k,)):
            return f"lookup {k!r}"
        case ValueError(args=args) | TypeError(args=args):
            return f"error {args}"
        case str(s):
            return "str " + s
        case _:
            return "anything"


for v in (None, True, False, 0, -1, 2.5, 1, 500, 3.0, "ab", "c", "xyz", [], (), [5], [1, 2, 3], (4, 5, 4),
          [0, [1, (2, 3, 4)], 5], [0, [1, []], 9], [2, 3, 4], range(2), range(0), {"kind": "circle", "r": 3},
          {"kind": "square", "side": 2}, {1: {"deep": [0, 7]}}, {}, {"x": 1}, KeyError("k"), IndexError(3),
          ValueError(1, 2), TypeError(), {1, 2}, len, 1 + 0 == 2):
    print(kind(v))

match 1, 2:
    case a, b:
        print(a, b)
match [1, 2], 3:
    case [x, y], z:
        print(x, y, z)
match 5:
    case 1:
        print("never")
    case x:
        print("captured", x)
match "abc":
    case [*_]:
        print("a string is no sequence")
    case _:
        print("right")
match = {"match": 1}
case = match["match"]
print(match, case)
match(print) if callable(match) else print("no statement")


def guards(v):
    match v:
        case x if print("guard 1", x):
            pass
        case x if not print("guard 2", x):
            return x


print(guards(3))


def nothing(v):
    match v:
        case 1:
            return "one"


print(nothing(2))


def loop(items):
    out = []
    for item in items:
        match item:
            case "skip":
                continue
            case "stop":
                break
            case ("go", n) | [n, "go"]:
                out.append(n)
            case (str() as s) | [s]:
                out.append(s)
    return out


print(loop(["a", "skip", ("go", 1), [2, "go"], ["x"], "stop", "b"]))


def reorder(v):
    match v:
        case [a, b, 1] | [b, 2, a] | (1, a, b):
            return a, b


print(reorder([7, 8, 1]), reorder([7, 2, 9]), reorder((1, 5, 6)), reorder([3]))

for bad in (lambda: 1, 5):
    try:
        match 3:
            case bad():
                print("matched")
    except TypeError as error:
        print(error)
try:
    match 3:
        case int(a, b):
            pass
except TypeError as error:
    print(error)
try:
    match ValueError(1):
        case ValueError(a):
            pass
except TypeError as error:
    print(error)
k = "a"
import math

match {"a": 1, math.pi: 2}:
    case {math.pi: two, "a": one, **rest}:
        print(one, two, rest)
match 3.141592653589793:
    case math.pi:
        print("pi")
match (1, (2, 3)):
    case (a, (b, c)) as whole:
        print(a, b, c, whole)


def generator():
    match (yield 1):
        case [x, y]:
            yield x + y
        case other:
            yield other


g = generator()
next(g)
print(g.send([3, 4]))
g = generator()
next(g)
print(g.send("o"))
