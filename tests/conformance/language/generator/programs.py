"""Random programs over the subset: `program(seed)` gives a source text that ends by itself.

What can go wrong in them mostly does so inside of a probe, which prints the exception and goes on;
every loop has a bound; some programs end with an exception that nobody catches.
"""

from __future__ import annotations

import random

from expressions import TYPES, Expressions

ERRORS = ["ValueError", "KeyError", "TypeError", "ZeroDivisionError", "IndexError", "RuntimeError",
          "OSError", "LookupError", "ArithmeticError", "Exception", "Oops", "Worse", "StopIteration"]
CLASSES = '''class Oops(Exception):
    """A fault of the program's own."""
class Worse(Oops, ValueError):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code
    def __str__(self):
        return f"worse {self.code!r}"
'''
TELL = '''def tell(e, depth=0):
    pad = "  " * depth
    print(pad + type(e).__name__, e, repr(e), e.args)
    for note in getattr(e, "__notes__", []):
        print(pad + "note", note)
    if isinstance(e, BaseExceptionGroup):
        for inner in e.exceptions:
            tell(inner, depth + 1)
    if e.__cause__ is not None:
        print(pad + "cause", repr(e.__cause__))
    if e.__context__ is not None:
        print(pad + "context", repr(e.__context__), e.__suppress_context__)
'''


class Programs:
    def __init__(self, seed: int):
        self.rng = random.Random(seed)
        self.lines: list[str] = []
        self.depth = 0
        self.counter = 0
        self.names: dict[str, list[str]] = {}
        self.expressions = Expressions(self.rng, self.names)
        self.loops = 0          # around, in this function
        self.in_function = False
        self.statements = 0

    # --- Writing

    def add(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    def block(self, head: str, write) -> None:
        self.add(head)
        self.depth += 1
        start = len(self.lines)
        write()
        if len(self.lines) == start:
            self.add("pass")
        self.depth -= 1

    def new(self, kind: str) -> str:
        """A new variable of that type, known from now on."""
        self.counter += 1
        name = f"{kind[0]}{self.counter}"
        self.names.setdefault(kind, []).append(name)
        return name

    def expr(self, kind: str | None = None, depth: int = 2) -> str:
        return self.expressions.of(kind or self.rng.choice(TYPES), depth)

    def with_names(self, write) -> None:
        """What is bound inside may not be bound after: the names are forgotten."""
        before = {kind: list(names) for kind, names in self.names.items()}
        write()
        self.names.clear()
        self.names.update(before)

    # --- Statements

    def body(self, most: int = 4) -> None:
        for _ in range(self.rng.randint(1, most)):
            self.statement()

    def statement(self) -> None:
        self.statements += 1
        small = self.depth > 4 or self.statements > 60
        simple = [self.assign, self.probe, self.show, self.augment, self.mutate, self.unpack]
        compound = [self.branch, self.loop, self.attempt, self.attempt, self.counted, self.manage]
        leaving = [self.leave, self.throw]
        choice = self.rng.random()
        if small or choice < 0.6:
            self.rng.choice(simple)()
        elif choice < 0.92:
            self.rng.choice(compound)()
        else:
            self.rng.choice(leaving)()

    def probe(self) -> None:
        value = self.expr(depth=3)
        self.block("try:", lambda: self.add(f"print(repr({value}))"))
        self.block("except Exception as e:", lambda: self.add("print(type(e).__name__, e)"))

    def show(self) -> None:
        self.add(f"print({self.expr()}, {self.expr()}{self.rng.choice(['', ', sep=chr(45)', ', end=chr(33)+chr(10)'])})")

    def assign(self) -> None:
        kind = self.rng.choice(TYPES)
        value = self.expr(kind)
        self.add(f"{self.new(kind)} = {value}")

    def known(self, *kinds: str) -> str | None:
        names = [name for kind in kinds for name in self.names.get(kind, [])]
        return self.rng.choice(names) if names else None

    def augment(self) -> None:
        name = self.known("int", "float", "str", "ints", "strs", "map")
        if name:
            kind = next(k for k, names in self.names.items() if name in names)
            op = {"int": ["+", "-", "*", "//", "%", "|", "&"], "float": ["+", "-", "*", "/"],
                  "map": ["|"]}.get(kind, ["+", "*"])
            operator = self.rng.choice(op)
            operand = self.expr(kind, 1)
            if operator == "*" and kind not in ("int", "float"):
                operand = self.rng.choice(["0", "2", "3", "-1", "'a'"])  # nothing that fills the memory
            self.add(f"{name} {operator}= {operand}")

    def mutate(self) -> None:
        name = self.known("ints", "map", "strs")
        if not name:
            return self.assign()
        kind = next(k for k, names in self.names.items() if name in names)
        item = "str" if kind == "strs" else "int"
        if kind == "map":
            key = self.expr("str", 1)
            line = self.rng.choice([f"{name}[{key}] = {self.expr('int', 1)}", f"del {name}[{key}]",
                                    f"{name}.update({self.expr('map', 1)})", f"{name}.clear()",
                                    f"{name}[{key}] += 1", f"{name}.update(x=1)"])
        else:
            cut = self.expressions.slice(0)
            line = self.rng.choice([
                f"{name}.append({self.expr(item, 1)})", f"{name}.insert({self.expr('int', 0)}, {self.expr(item, 1)})",
                f"{name}.extend({self.expr(kind, 1)})", f"{name}.sort({self.rng.choice(['', 'reverse=True', 'key=str'])})",
                f"{name}.reverse()", f"{name}.remove({self.expr(item, 1)})",
                f"{name}[{self.expressions.index(0)}] = {self.expr(item, 1)}",
                f"{name}[{cut}] = {self.expr(kind, 1)}", f"del {name}[{cut}]",
                f"del {name}[{self.expressions.index(0)}]", f"{name}[{self.expressions.index(0)}] += {self.expr(item, 1)}"])
        self.block("try:", lambda: self.add(line))
        self.block("except Exception as e:", lambda: self.add("print(type(e).__name__, e)"))
        self.add(f"print({name})")

    def unpack(self) -> None:
        form = self.rng.choice(["a, b", "a, *b", "*a, b", "(a, b), c", "[a, b]", "a, (b, *c)", "a, b, c"])
        value = self.rng.choice([self.expr("pair"), self.expr("ints"), self.expr("strs"), self.expr("str"),
                                 f"({self.expr('pair')}, {self.expr('int')})"])
        names = ", ".join(sorted(set(form) & set("abc")))

        def inside() -> None:
            self.add(f"{form} = {value}")
            self.add(f"print({names})")
        self.block("try:", inside)
        self.block("except Exception as e:", lambda: self.add("print(type(e).__name__, e)"))

    def branch(self) -> None:
        self.block(f"if {self.expr('bool')}:", lambda: self.with_names(self.body))
        if self.rng.random() < 0.4:
            self.block(f"elif {self.expr()}:", lambda: self.with_names(self.body))
        if self.rng.random() < 0.5:
            self.block("else:", lambda: self.with_names(self.body))

    def loop_body(self, *bound: tuple[str, str]) -> None:
        def inside() -> None:
            for kind, name in bound:
                self.names.setdefault(kind, []).append(name)
            self.body(3)
        self.loops += 1
        self.with_names(inside)
        self.loops -= 1

    def loop(self) -> None:
        self.counter += 1
        n = self.counter
        head, bound = self.rng.choice([
            (f"for x{n} in range({self.rng.randrange(5)}):", [("int", f"x{n}")]),
            (f"for x{n} in {self.expr('ints')}[:4]:", [("int", f"x{n}")]),
            (f"for x{n} in {self.expr('str')}[:3]:", [("str", f"x{n}")]),
            (f"for x{n}, y{n} in enumerate({self.expr('strs')}[:3]):", [("int", f"x{n}"), ("str", f"y{n}")]),
            (f"for x{n}, y{n} in list({self.expr('map')}.items())[:3]:", [("str", f"x{n}"), ("int", f"y{n}")]),
            (f"for x{n}, y{n} in zip({self.expr('ints')}[:3], {self.expr('strs')}):", [("int", f"x{n}"), ("str", f"y{n}")]),
        ])
        self.block(head, lambda: self.loop_body(*bound))
        if self.rng.random() < 0.3:
            self.block("else:", lambda: self.with_names(self.body))

    def counted(self) -> None:
        self.counter += 1
        name = f"w{self.counter}"
        self.add(f"{name} = {self.rng.randint(1, 4)}")

        def inside() -> None:
            self.add(f"{name} -= 1")
            self.loop_body()
        self.block(f"while {name} > 0:", inside)
        if self.rng.random() < 0.4:
            self.block("else:", lambda: self.with_names(self.body))

    def manage(self) -> None:
        kinds = ", ".join(self.rng.sample(ERRORS, self.rng.randrange(3)))
        self.block(f"with suppress({kinds}):", lambda: self.with_names(self.body))

    def leave(self) -> None:
        options = []
        if self.loops:
            options += ["break", "continue"]
        if self.in_function:
            options += [f"return {self.expr()}", "return"]
        if options:
            line = self.rng.choice(options)
            if self.rng.random() < 0.5:
                self.block(f"if {self.expr('bool')}:", lambda: self.add(line))
            else:
                self.add(line)

    def error(self) -> str:
        kind = self.rng.choice(ERRORS)
        arguments = ", ".join(self.expr(depth=1) for _ in range(self.rng.randrange(3)))
        return self.rng.choice([kind, f"{kind}({arguments})", f"{kind}({arguments})",
                                f"{kind}({self.expr('str', 0)})"])

    def group(self, depth: int = 1) -> str:
        members = [self.group(depth - 1) if depth and self.rng.random() < 0.3 else
                   f"{self.rng.choice(ERRORS[:10])}({self.expr('int', 0)})" for _ in range(self.rng.randint(1, 3))]
        return f"ExceptionGroup({self.expr('str', 0)}, [{', '.join(members)}])"

    def throw(self) -> None:
        if self.depth == 0:
            return
        error = self.group() if self.rng.random() < 0.25 else self.error()
        line = self.rng.choice([f"raise {error}", f"raise {error}", f"raise {error} from None",
                                f"raise {error} from {self.error()}", f"assert {self.expr('bool')}, {self.expr()}",
                                "raise"])
        if self.rng.random() < 0.4:
            self.block(f"if {self.expr('bool')}:", lambda: self.add(line))
        else:
            self.add(line)

    def attempt(self) -> None:
        """try, with everything that may follow."""
        star = self.rng.random() < 0.3
        loops, in_function = self.loops, self.in_function
        self.block("try:", lambda: self.with_names(self.body))
        handlers = self.rng.choice([0, 1, 1, 2])
        for _ in range(handlers):
            kinds = self.rng.sample(ERRORS[:12], self.rng.randint(1, 2))
            kind = kinds[0] if len(kinds) == 1 else f"({', '.join(kinds)})"
            name = self.rng.choice(["", " as e"])
            if star:
                self.loops, self.in_function = 0, False  # no break, continue or return out of here
            self.block(f"except{'*' if star else ''} {kind}{name}:", lambda: self.handler(bool(name)))
            self.loops, self.in_function = loops, in_function
        if handlers and self.rng.random() < 0.3:
            self.block("else:", lambda: self.with_names(self.body))
        if not handlers or self.rng.random() < 0.3:
            self.block("finally:", lambda: self.with_names(self.body))

    def handler(self, named: bool) -> None:
        if named:
            self.add("tell(e)")
            if self.rng.random() < 0.2:
                self.add(f"e.add_note({self.expr('str', 0)})")
        else:
            self.add(f"print('handled {self.counter}')")
        self.with_names(lambda: self.body(2))

    # --- Functions and the whole

    def function(self, number: int) -> None:
        parameters = self.rng.choice(["", "p", "p, q=2", "p, *rest", "p, /, q='s', *, r=None", "*rest, r=1"])
        self.in_function, outer = True, self.loops
        self.loops = 0

        def inside() -> None:
            for name in "pqr":
                if name in parameters.replace("rest", ""):
                    self.names.setdefault("int", []).append(name)
            self.body(5)
        self.block(f"def f{number}({parameters}):", lambda: self.with_names(inside))
        self.in_function, self.loops = False, outer
        calls = ["", "1", "1, 2", "1, q=3", "*[1, 2, 3]", "1, r='x'", "**{'p': 1}", "p=5"]
        for call in self.rng.sample(calls, 2):
            self.call(f"f{number}({call})")

    def call(self, text: str) -> None:
        self.block("try:", lambda: self.add(f"print('gives', {text})"))
        self.block("except Exception as e:", lambda: self.add("tell(e)"))

    def split(self) -> None:
        self.add(f"g = {self.group(2)}")
        kind = self.rng.choice(["ValueError", "(KeyError, TypeError)", "LookupError", "lambda e: e.args == (1,)"])
        self.block("for part in g.split(" + kind + "):", lambda: self.add("print(repr(part))"))
        self.add(f"print(repr(g.subgroup({kind})), g.derive([KeyError(3)]))")

    def whole(self) -> str:
        for line in ("import math", "from contextlib import suppress", *CLASSES.splitlines(), *TELL.splitlines()):
            self.add(line)
        self.guarded(lambda: self.body(5))
        for number in range(self.rng.randrange(3)):
            self.statements = 0
            self.function(number)
        if self.rng.random() < 0.2:
            self.guarded(self.split)
        if self.rng.random() < 0.35:
            self.statements = 0
            self.add("w0 = 3")
            self.block("while w0:", lambda: (self.add("w0 -= 1"), self.loop_body()))
            self.add(self.rng.choice([f"print({self.expr(depth=4)})", f"raise {self.group(2)}", f"raise {self.error()}",
                                      f"raise {self.error()} from {self.error()}", f"{self.expr(depth=4)}"]))
        return "\n".join(self.lines) + "\n"

    def guarded(self, write) -> None:
        self.block("try:", lambda: self.with_names(write))
        self.block("except Exception as e:", lambda: self.add("tell(e)"))


def program(seed: int) -> str:
    return Programs(seed).whole()


if __name__ == "__main__":
    import sys

    print(program(int(sys.argv[1])), end="")
