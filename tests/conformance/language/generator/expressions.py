"""Random expressions over the subset, of a wanted type: mostly of sense, sometimes on purpose not.

    Expressions(rng, names).of("int")       source text

Types are "int", "float", "complex", "bool", "str", "bytes", "none", "ints" and "strs" (lists), "pair" (a tuple of int
and str), "map" (dict from str to int) and "set" (of int). What a set prints is not told (its order
is arbitrary in CPython), so a set is only used inside of something that has no order.
"""

from __future__ import annotations

import random

TYPES = ("int", "float", "complex", "bool", "str", "bytes", "none", "ints", "strs", "pair", "map")
WORDS = ["''", "'a'", "'Ab c'", "'x,y,,z'", "'  pad '", "'naïve'", "'ß'", "'tab\\tnl\\n'",
         '"it\'s"', "'\"q\"'", "'0123'", "'-7'", "'3.5'", "'%s|%d'", "'{}-{}'", "'日本'", "'aXbX'",
         "'line1\\nline2\\r\\nline3'", "'TitleCase Word'", "'\\x7f\\x00'", "'é'"]
INTS = ["0", "1", "-1", "2", "3", "5", "7", "10", "-4", "255", "1000", "65536", "123456789", "-13",
        "10**9", "2**40", "2**63", "-2**63", "2**64 - 1", "10**30", "-(3**50)", "0xffffffffffffffffffff",
        "12345678901234567890123"]
FLOATS = ["0.0", "-0.0", "1.0", "0.5", "-2.5", "0.1", "3.14159", "1e16", "1e-5", "1e100", "123456.789",
          "1e22", "2.675", "float('inf')", "float('-inf')", "float('nan')", "5e-324", "1/3", "100.0"]
COMPLEXES = ["1j", "0j", "(1+2j)", "-2.5j", "(3-0j)", "complex(0.5, -1)", "1e100j"]
BYTES = ["b''", "b'a'", "b'Ab c'", "b'x,y,,z'", "b'  pad '", "b'\\xff\\x00'", "b'tab\\tnl\\n'",
         'b"it\'s"', "b'0123'", "b'%s|%d'", "bytearray(b'aXbX')", "b'line1\\nline2\\r\\nline3'",
         "bytearray()", "'naïve'.encode()", "bytes(range(4))"]
HANDLERS = ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace")
SPECS_INT = ["", "d", "5", "05", "<6", ">6", "^7", "*^9", "+", "+d", " ", ",", "_", "x", "X", "#x", "b",
             "#b", "o", "#010x", "c", "e", ".2f", "%", "08.3f", "n", "=+6", "0=5", "_b", "s", "10,",
             "g", ".3"]
SPECS_FLOAT = ["", ".2f", "8.3f", "e", ".3e", "g", ".4g", "%", ".1%", "+.1f", "010.2f", "<10", ">10.1f",
               ",", ",.2f", "_.1f", "G", "E", "#.3g", ".0f", "#.0f", "n", "F", "d", "z.1f", "*^12.2f",
               ".10", "12"]
SPECS_STR = ["", "s", "10", "<10", ">10", "^10", "*^9", ".2", "5.1", "_<6", "010", "d", "=5", "-^7s"]
NUMERIC = "int float bool".split()


class Expressions:
    def __init__(self, rng: random.Random, names: dict[str, list[str]] | None = None):
        self.rng = rng
        self.names = names if names is not None else {}
        self.comprehensions = 0

    def pick(self, *options):
        """One of the options; those that are callables are called."""
        option = self.rng.choice(options)
        return option() if callable(option) else option

    def of(self, kind: str, depth: int = 3) -> str:
        rng = self.rng
        if rng.random() < 0.03:  # not what is wanted
            return f"({self.of(rng.choice(TYPES), depth)})"
        if self.names.get(kind) and rng.random() < 0.3:
            return rng.choice(self.names[kind])
        if depth <= 0 or rng.random() < 0.12:
            return self.leaf(kind)
        if rng.random() < 0.08:
            return self.general(kind, depth - 1)
        return getattr(self, "make_" + kind)(depth - 1)

    def leaf(self, kind: str) -> str:
        rng = self.rng
        match kind:
            case "int":
                return rng.choice(INTS)
            case "float":
                return rng.choice(FLOATS)
            case "complex":
                return rng.choice(COMPLEXES)
            case "bytes":
                return rng.choice(BYTES)
            case "bool":
                return rng.choice(["True", "False"])
            case "str":
                return rng.choice(WORDS)
            case "none":
                return "None"
            case "ints":
                return "[" + ", ".join(rng.choices(INTS, k=rng.randrange(5))) + "]"
            case "strs":
                return "[" + ", ".join(rng.choices(WORDS, k=rng.randrange(4))) + "]"
            case "pair":
                return f"({rng.choice(INTS)}, {rng.choice(WORDS)})"
            case "map":
                items = [f"{rng.choice(WORDS)}: {rng.choice(INTS)}" for _ in range(rng.randrange(4))]
                return "{" + ", ".join(items) + "}"
            case "set":
                return "{" + ", ".join(rng.choices(INTS, k=rng.randrange(1, 5))) + "}"
        raise ValueError(kind)

    def any(self, depth: int) -> str:
        return self.of(self.rng.choice(TYPES), depth)

    def number(self, depth: int) -> str:
        return self.of(self.rng.choice(NUMERIC), depth)

    def general(self, kind: str, d: int) -> str:
        """What gives any type."""
        o = self.of
        return self.pick(
            lambda: f"({o(kind, d)} if {o('bool', d)} else {o(kind, d)})",
            lambda: f"({o(kind, d)} or {o(kind, d)})",
            lambda: f"({o(kind, d)} and {o(kind, d)})",
            lambda: f"[{o(kind, d)}, {o(kind, d)}][{o('bool', d)}]",
            lambda: f"(lambda v, w={o('int', d)}: {o(kind, d)})({self.any(d)})",
            lambda: f"(lambda *a, k={o(kind, d)}: k)(*{o('ints', d)})",
            lambda: f"({o(kind, d)}, {self.any(d)})[0]",
            lambda: f"max({o(kind, d)}, {o(kind, d)})",
            lambda: f"min([{o(kind, d)}, {o(kind, d)}], key={self.key(kind)})",
            lambda: f"next(iter([{o(kind, d)}]), {self.any(d)})",
            lambda: f"{{'k': {o(kind, d)}}}['k']",
            lambda: f"{{{self.any(d)}: {o(kind, d)}}}.get({self.any(d)}, {o(kind, d)})",
        )

    def key(self, kind: str) -> str:
        if kind == "set":
            return self.rng.choice(["len", "sum", "bool"])
        return self.rng.choice(["str", "repr", "lambda v: str(v)", "lambda v: -len(str(v))", "bool"])

    def index(self, d: int) -> str:
        return self.pick("0", "-1", "1", "2", lambda: self.of("int", d))

    def slice(self, d: int) -> str:
        part = lambda: self.pick("", "", "0", "1", "-1", "2", "-3", "100", lambda: self.of("int", d))
        return f"{part()}:{part()}" + self.pick("", "", "", ":", ":2", ":-1", ":-2", lambda: ":" + part())

    def spec(self) -> str:
        return self.rng.choice(SPECS_INT + SPECS_FLOAT + SPECS_STR)

    def make_none(self, d: int) -> str:
        return self.pick("None", lambda: f"{{}}.get({self.of('str', d)})",
                         lambda: f"[].extend({self.of('ints', d)})",
                         lambda: f"{self.of('ints', d)}.append({self.of('int', d)})")

    def make_int(self, d: int) -> str:
        o, p = self.of, self.pick
        op = lambda: p("+", "-", "*", "//", "%", "&", "|", "^")
        return p(
            lambda: f"({o('int', d)} {op()} {o('int', d)})",
            lambda: f"({o('int', d)} {op()} {o('int', d)})",
            lambda: f"({self.number(d)} {op()} {o('int', d)})",
            lambda: f"({o('int', d)} {p('<<', '>>')} {p('0', '1', '3', '-1', '70')})",
            lambda: f"({o('int', d)} ** {p('0', '1', '2', '3', '-1')})",
            lambda: f"{p('-', '+', '~')}{o('int', d)}",
            lambda: f"len({o(p('str', 'ints', 'strs', 'map', 'set', 'pair'), d)})",
            lambda: f"abs({self.number(d)})",
            lambda: f"int({p(lambda: self.number(d), lambda: o('str', d))})",
            lambda: f"int({o('str', d)}, {p('2', '8', '10', '16', '36', '0', '37')})",
            lambda: f"round({o('float', d)})",
            lambda: f"round({o('int', d)}, {p('-1', '-2', '0', '2')})",
            lambda: f"sum({o('ints', d)})",
            lambda: f"sum({o('ints', d)}, {o('int', d)})",
            lambda: f"{p('max', 'min')}({o('ints', d)})",
            lambda: f"{p('max', 'min')}({o('ints', d)}, default={o('int', d)})",
            lambda: f"{p('max', 'min')}({o('ints', d)}, key={p('abs', 'str', 'lambda v: -v')})",
            lambda: f"{p('max', 'min')}({o('int', d)}, {o('int', d)})",
            lambda: f"divmod({self.number(d)}, {o('int', d)})[{p('0', '1')}]",
            lambda: f"{o('ints', d)}[{self.index(d)}]",
            lambda: f"{o('ints', d)}.{p('index', 'count')}({o('int', d)})",
            lambda: f"{o('ints', d)}.pop({p('', '0', '-1', lambda: o('int', d))})",
            lambda: f"{o('str', d)}.{p('find', 'rfind', 'index', 'rindex', 'count')}({self.find(d)})",
            lambda: f"{o('map', d)}[{o('str', d)}]",
            lambda: f"{o('map', d)}.get({o('str', d)}, {o('int', d)})",
            lambda: f"{o('map', d)}.pop({o('str', d)}{p('', lambda: ', ' + o('int', d))})",
            lambda: f"{o('map', d)}.setdefault({o('str', d)}, {o('int', d)})",
            lambda: f"{o('pair', d)}[0]",
            lambda: f"range({o('int', d)}, {o('int', d)}, {o('int', d)})[{self.index(d)}]",
            lambda: f"len(range({o('int', d)}, {o('int', d)}, {p('1', '2', '-1', '-3', '7')}))",
            lambda: f"(n := {o('int', d)})",
            lambda: f"pow({o('int', d)}, {p('0', '1', '5', '65', '-1')}, {o('int', d)})",
            lambda: f"({o('int', d)}).bit_{p('length', 'count')}()",
            # Of whole numbers: that of None, of a NaN and of texts is another one in each process.
            lambda: f"hash(({o('int', d)}) // 1)",
            lambda: f"hash({p('0.5', '-1.0', '1e300', '2.0 ** 70', 'True', '1j')})",
            lambda: f"int.from_bytes({o('bytes', d)}, {p(repr('big'), repr('little'))}"
                    f"{p('', ', signed=True')})",
            lambda: f"{o('bytes', d)}[{self.index(d)}]",
            lambda: f"{o('bytes', d)}.{p('find', 'rfind', 'index', 'count')}({o(p('bytes', 'int'), d)})",
            lambda: f"math.{p('floor', 'ceil', 'trunc')}({o('float', d)})",
            lambda: f"math.{p('gcd', 'lcm')}({o('int', d)}, {o('int', d)})",
            lambda: f"math.isqrt({o('int', d)})",
            lambda: f"math.factorial({o('int', d)} % 60)",
            lambda: f"math.comb({p('5', '10', '0')}, {o('int', d)})",
        )

    def make_complex(self, d: int) -> str:
        o, p = self.of, self.pick
        number = lambda: o(p("complex", "float", "int"), d)
        return p(
            lambda: f"({o('complex', d)} {p('+', '-', '*')} {number()})",
            lambda: f"({number()} {p('+', '-', '*', '//', '%')} {o('complex', d)})",
            lambda: f"complex({number()}, {number()})",
            lambda: f"complex({o('str', d)})",
            lambda: f"({o('complex', d)} ** {p('0', '1', '2', '-1')})",
            lambda: f"{o('complex', d)}.conjugate()",
            lambda: f"{p('-', '+')}{o('complex', d)}",
        )

    def make_bytes(self, d: int) -> str:
        o, p = self.of, self.pick
        name = lambda: p("'utf-8'", "'ascii'", "'latin-1'")
        return p(
            lambda: f"({o('bytes', d)} + {o('bytes', d)})",
            lambda: f"({o('bytes', d)} * {p('0', '1', '2', '-1')})",
            lambda: f"{o('bytes', d)}[{self.slice(d)}]",
            lambda: f"{o('str', d)}.encode({name()}, {p(*map(repr, HANDLERS))})",
            lambda: f"{o('bytes', d)}.{p('strip', 'lstrip', 'rstrip', 'upper', 'lower', 'title')}()",
            lambda: f"{o('bytes', d)}.{p('strip', 'removeprefix', 'removesuffix')}({o('bytes', d)})",
            lambda: f"{o('bytes', d)}.replace({o('bytes', d)}, {o('bytes', d)})",
            lambda: f"{o('bytes', d)}.{p('center', 'ljust', 'rjust', 'zfill')}({p('0', '5', '9')})",
            lambda: f"{o('bytes', d)}.join({o('bytes', d)}.{p('split', 'rsplit')}({p('', o('bytes', d))}))",
            lambda: f"{p('bytes', 'bytearray')}({o(p('ints', 'bytes', 'pair'), d)})",
            lambda: f"({o('int', d)}).to_bytes({p('0', '1', '4', '20')}, {p(repr('big'), repr('little'))}"
                    f"{p('', ', signed=True')})",
            lambda: f"(b'%a %d %x' % ({self.any(d)}, {o('int', d)}, {o('int', d)}))",
            lambda: f"bytes.fromhex({o('bytes', d)}.hex({p('', repr('-'))}))",
        )

    def find(self, d: int) -> str:
        return self.of("str", d) + self.pick("", "", lambda: ", " + self.of("int", 0),
                                             lambda: f", {self.of('int', 0)}, {self.of('int', 0)}")

    def make_float(self, d: int) -> str:
        o, p = self.of, self.pick
        op = lambda: p("+", "-", "*", "/", "//", "%", "**")
        return p(
            lambda: f"({o('float', d)} {op()} {self.number(d)})",
            lambda: f"({self.number(d)} {op()} {o('float', d)})",
            lambda: f"({o('int', d)} / {o('int', d)})",
            lambda: f"-{o('float', d)}",
            lambda: f"abs({o('float', d)})",
            lambda: f"float({p(lambda: self.number(d), lambda: o('str', d))})",
            lambda: f"round({o('float', d)}, {p('0', '1', '2', '5', '-1', 'None')})",
            lambda: f"sum([{o('float', d)}, {self.number(d)}])",
            lambda: f"{p('max', 'min')}({o('float', d)}, {self.number(d)})",
            lambda: f"divmod({o('float', d)}, {self.number(d)})[{p('0', '1')}]",
            lambda: f"math.{p('sqrt', 'fabs', 'floor', 'modf', 'frexp', 'isnan')}({self.number(d)})",
            lambda: f"math.{p('copysign', 'fmod', 'hypot')}({self.number(d)}, {self.number(d)})",
            lambda: f"math.fsum([{self.number(d)}, {self.number(d)}])",
        )

    def make_bool(self, d: int) -> str:
        o, p = self.of, self.pick
        cmp = lambda: p("<", "<=", ">", ">=", "==", "!=")
        kind = lambda: self.rng.choice(TYPES)
        same = kind()
        return p(
            lambda: f"({o(same, d)} {cmp()} {o(same, d)})",
            lambda: f"({self.number(d)} {cmp()} {self.number(d)} {cmp()} {self.number(d)})",
            lambda: f"({self.any(d)} {p('==', '!=', '<')} {self.any(d)})",
            lambda: f"not {self.any(d)}",
            lambda: f"bool({self.any(d)})",
            lambda: f"({o('str', d)} {p('in', 'not in')} {o(p('str', 'strs', 'map', 'pair'), d)})",
            lambda: f"({o('int', d)} {p('in', 'not in')} {o(p('ints', 'set', 'pair'), d)})",
            lambda: f"({self.number(d)} in range({o('int', d)}, {o('int', d)}, {p('1', '2', '-3')}))",
            lambda: f"({self.any(d)} {p('is', 'is not')} None)",
            lambda: f"isinstance({self.any(d)}, {p('int', 'str', '(int, float)', 'list', 'int | str', 'object')})",
            lambda: f"{p('any', 'all')}({o(p('ints', 'strs', 'map'), d)})",
            lambda: f"{o('str', d)}.{p(*STR_TESTS)}()",
            lambda: f"{o('str', d)}.{p('startswith', 'endswith')}({p(lambda: self.find(d), lambda: '(' + o('str', d) + ', ' + o('str', d) + ')')})",
            lambda: f"{o('set', d)}.{p('issubset', 'issuperset', 'isdisjoint')}({o(p('set', 'ints'), d)})",
            lambda: f"({o('set', d)} {p('<', '<=', '==', '>=', '!=')} {o('set', d)})",
            lambda: f"math.{p('isfinite', 'isinf', 'isnan')}({self.number(d)})",
            lambda: f"math.isclose({o('float', d)}, {self.number(d)}{p('', ', rel_tol=0.1', ', abs_tol=1')})",
            lambda: f"hasattr({self.any(d)}, {p(chr(39) + 'append' + chr(39), chr(39) + 'upper' + chr(39), chr(39) + 'real' + chr(39))})",
            lambda: f"callable({p('len', 'str', lambda: self.any(d))})",
        )

    def make_str(self, d: int) -> str:
        o, p = self.of, self.pick
        return p(
            lambda: f"({o('str', d)} + {o('str', d)})",
            lambda: f"({o('str', d)} * {p('0', '1', '2', '3', '-1', 'True')})",
            lambda: f"{p('str', 'repr', 'str', 'repr', 'ascii')}({self.any(d)})",
            lambda: f"{o('str', d)}[{self.index(d)}]",
            lambda: f"{o('str', d)}[{self.slice(0)}]",
            lambda: f"{o('str', d)}.{p('upper', 'lower', 'title', 'capitalize', 'swapcase', 'casefold')}()",
            lambda: f"{o('str', d)}.{p('strip', 'lstrip', 'rstrip')}({p('', lambda: o('str', d), 'None')})",
            lambda: f"{o('str', d)}.replace({o('str', d)}, {o('str', d)}{p('', ', 1', ', -1', ', 0')})",
            lambda: f"{o('str', d)}.{p('center', 'ljust', 'rjust')}({p('0', '5', '12', '-1')}{p('', ', ' + repr('*'), ', ' + repr('ab'))})",
            lambda: f"{o('str', d)}.zfill({p('0', '5', '9')})",
            lambda: f"{o('str', d)}.expandtabs({p('', '4', '0')})",
            lambda: f"{o('str', d)}.{p('removeprefix', 'removesuffix')}({o('str', d)})",
            lambda: f"{o('str', d)}.join({o(p('strs', 'str', 'map'), d)})",
            lambda: f"{o('strs', d)}[{self.index(d)}]",
            lambda: f"{o('pair', d)}[1]",
            lambda: f"{o('str', d)}.{p('partition', 'rpartition')}({o('str', d)})[{p('0', '1', '2')}]",
            lambda: self.f_string(d),
            lambda: self.f_string(d),
            lambda: f"format({self.any(d)}, {self.spec()!r})",
            lambda: self.format_call(d),
            lambda: self.percent(d),
            lambda: f"{p('bin', 'hex', 'oct', 'chr')}({o('int', d)})",
            lambda: f"type({self.any(d)}).__name__",
            lambda: f"{p('max', 'min')}({o(p('str', 'strs'), d)})",
        )

    def f_string(self, d: int) -> str:
        kind = self.rng.choice(["int", "float", "str", "bool", "none", "ints", "pair"])
        inner = self.of(kind, d)
        for quote in ("'''", '"""'):
            if quote[0] not in inner and "\\" not in inner and "\n" not in inner:
                break
        else:
            return f"str({inner})"
        specs = {"int": SPECS_INT, "float": SPECS_FLOAT, "str": SPECS_STR}.get(kind, SPECS_STR)
        spec = self.pick("", lambda: ":" + self.rng.choice(specs), lambda: ":{3 + 2}", lambda: "!r",
                         lambda: "!s:>9", lambda: "=", lambda: "=:", lambda: "!a")
        space = " " if inner.startswith("{") else ""
        wrapped = f"({inner})" if "lambda" in inner or ":=" in inner or "!=" in inner else inner
        text = self.rng.choice(["", "<", "v: ", "{{", "é"])
        return f"f{quote}{text}{{{space}{wrapped}{spec}}}{self.rng.choice(['', '>', '}}', '%'])}{quote}"

    def format_call(self, d: int) -> str:
        spec = self.rng.choice(SPECS_STR + SPECS_INT)
        template = self.pick("{}", "{} {}", "{0}{0}", "{1}-{0}", "{!r}", "{k}", "{0[0]}", "{:%s}" % spec,
                             "{:>{}}", "{{}}", "{", "{0} {}", "{k!s:>5}")
        return f"{template!r}.format({self.any(d)}, {self.any(d)}, k={self.any(d)})"

    def percent(self, d: int) -> str:
        one = lambda: "%" + self.pick("", "5", "-5", "05", "+", ".2", "#", " ") + self.rng.choice("sdrxofgeXicau%")
        if self.rng.random() < 0.7:
            return f"({one()!r} % ({self.any(d)},))"
        return f"({one() + ' ' + one()!r} % ({self.any(d)}, {self.any(d)}))"

    def make_ints(self, d: int) -> str:
        o, p = self.of, self.pick
        return p(
            lambda: "[" + ", ".join(o("int", d) for _ in range(self.rng.randrange(4))) + "]",
            lambda: f"list(range({o('int', 0)} % 20, {p('0', '3', '9')}, {p('1', '2', '-2')}))",
            lambda: f"({o('ints', d)} + {o('ints', d)})",
            lambda: f"({o('ints', d)} * {p('0', '2', '-1', 'True')})",
            lambda: f"{o('ints', d)}[{self.slice(0)}]",
            lambda: f"sorted({o('set', d)})",
            lambda: f"sorted({o('ints', d)}{p('', ', reverse=True', ', key=abs', ', key=str', ', key=lambda v: v % 3')})",
            lambda: f"list({p('reversed', 'sorted', 'set', 'tuple')}({o('ints', 0)}[:1]))",
            lambda: f"list(reversed({o('ints', d)}))",
            lambda: self.comprehension("int", d),
            lambda: f"sorted({o('set', d)} {p('|', '&', '-', '^')} {o('set', d)})",
            lambda: f"sorted({o('set', d)}.{p('union', 'intersection', 'difference', 'symmetric_difference')}({o('ints', d)}))",
            lambda: f"list({o('map', d)}.values())",
            lambda: f"[*{o('ints', d)}, *{o('ints', d)}]",
            lambda: f"{o('ints', d)}.copy()",
            lambda: f"[v for v, in zip({o('ints', d)}{p('', ', strict=True')})]",
        )

    def comprehension(self, kind: str, d: int) -> str:
        self.comprehensions += 1
        name = f"c{self.comprehensions}"
        source, of = self.pick(("ints", "int"), ("strs", "str"), ("str", "str"), ("map", "str"))
        iterable = self.of(source, d)
        mine = self.names.setdefault(of, [])
        mine.append(name)
        element, condition = self.of(kind, d), self.of("bool", d)
        mine.remove(name)
        tail = self.pick("", f" if {condition}", f" for _ in range({self.pick('0', '1', '2')})")
        if kind == "map":
            return f"{{str({name}): {self.of('int', d)} for {name} in {iterable}{tail}}}"
        return f"[{element} for {name} in {iterable}{tail}]"

    def make_strs(self, d: int) -> str:
        o, p = self.of, self.pick
        return p(
            lambda: "[" + ", ".join(o("str", d) for _ in range(self.rng.randrange(4))) + "]",
            lambda: f"{o('str', d)}.{p('split', 'rsplit')}({p('', lambda: o('str', d), lambda: o('str', d) + ', 1', 'None, 1', 'maxsplit=1')})",
            lambda: f"{o('str', d)}.splitlines({p('', 'True')})",
            lambda: f"list({o(p('str', 'map', 'strs'), d)})",
            lambda: f"({o('strs', d)} + {o('strs', d)})",
            lambda: f"{o('strs', d)}[{self.slice(0)}]",
            lambda: f"sorted({o(p('strs', 'map', 'str'), d)}{p('', ', reverse=True', ', key=len', ', key=str.lower')})",
            lambda: self.comprehension("str", d),
            lambda: f"list({o('map', d)}.keys())",
        )

    def make_pair(self, d: int) -> str:
        o, p = self.of, self.pick
        return p(
            lambda: f"({o('int', d)}, {o('str', d)})",
            lambda: f"max([{o('pair', d)}, {o('pair', d)}])",
            lambda: f"list({p('enumerate', 'zip', 'enumerate')}({o('strs', d)}, {p('1', '5', lambda: o('int', d))}))[{self.index(d)}]",
            lambda: f"next(zip({o('ints', d)}, {o('strs', d)}))",
            lambda: f"list({o('map', d)}.items())[{self.index(d)}][::-1]",
            lambda: f"{o('map', d)}.popitem()[::-1]",
            lambda: f"({o('pair', d)} + {o('pair', d)})",
            lambda: f"tuple({self.any(d)})",
            lambda: f"divmod({o('int', d)}, {o('int', d)})",
            lambda: f"sorted([{o('pair', d)}, {o('pair', d)}], key=lambda t: t[1])[0]",
        )

    def make_map(self, d: int) -> str:
        o, p = self.of, self.pick
        return p(
            lambda: "{" + ", ".join(f"{o('str', d)}: {o('int', d)}" for _ in range(self.rng.randrange(4))) + "}",
            lambda: f"dict({p(lambda: 'zip(' + o('strs', d) + ', ' + o('ints', d) + ')', lambda: o('map', d), 'a=1, b=2', lambda: '[' + o('pair', d) + '[::-1]]')})",
            lambda: f"({o('map', d)} | {o('map', d)})",
            lambda: f"{{**{o('map', d)}, 'z': {o('int', d)}}}",
            lambda: f"dict.fromkeys({o('strs', d)}, {o('int', d)})",
            lambda: self.comprehension("map", d),
            lambda: f"{o('map', d)}.copy()",
        )

    def make_set(self, d: int) -> str:
        o, p = self.of, self.pick
        return p(
            lambda: f"set({o('ints', d)})",
            lambda: f"({o('set', d)} {p('|', '&', '-', '^')} {o('set', d)})",
            lambda: f"{{v for v in {o('ints', d)}}}",
            lambda: f"{{*{o('ints', d)}, {o('int', d)}}}",
        )


STR_TESTS = ("isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower", "istitle", "isdecimal",
             "isnumeric", "isidentifier", "isprintable", "isascii")
