// The lines that a run visits: for each program the lines that its instructions are on, in their
// order, as CPython 3.11.2's compiler gives them ("-": on no line). They were taken from its `dis`;
// a difference means that a run would be shown going through other lines than Python does.
#include "engine/language/code/catalogue.h"
#include "engine/language/front_end.h"
#include "tests/language/front_end.h"

using namespace grove::test;

namespace {

// Without faults for modules and names that only these snippets have.
class AnyCatalogue : public grove::Catalogue {
 public:
  const std::vector<std::string>* names_in(std::string_view) const override { return &names_; }
  std::vector<std::string> modules() const override { return {}; }
  const std::vector<std::string>& builtins() const override { return builtins_; }

 private:
  std::vector<std::string> names_{"c", "d", "lowlevel", "open_nursery"};
  std::vector<std::string> builtins_{"ValueError", "int", "str"};
};

grove::Program program_of(std::string_view source) {
  const grove::CompileResult result = grove::compile(source, "p.py", {}, AnyCatalogue());
  INFO(grove::format_problems(result.problems));
  REQUIRE(result.program);
  return *result.program;
}

}  // namespace

TEST_CASE(
    "A statement over several lines visits the lines of its parts, and comes back to its own") {
  const grove::Program program = program_of(R"(
x = f(
    a,
    b +
    c,
)
)");
  CHECK(lines_of(program, "<module>") == "2 3 4 5 4 2");
}

TEST_CASE("A dictionary with more than fifteen items is filled in piece by piece") {
  const grove::Program program = program_of(R"(
T = {
    "k0": 0,
    "k1": 1,
    "k2": 2,
    "k3": 3,
    "k4": 4,
    "k5": 5,
    "k6": 6,
    "k7": 7,
    "k8": 8,
    "k9": 9,
    "k10": 10,
    "k11": 11,
    "k12": 12,
    "k13": 13,
    "k14": 14,
    "k15": 15,
    "k16": 16,
    "k17": 17,
    "k18": 18,
    "k19": 19,
}
)");
  CHECK(lines_of(program, "<module>") ==
        "2 3 2 4 2 5 2 6 2 7 2 8 2 9 2 10 2 11 2 12 2 13 2 14 2 15 2 16 2 17 2 18 2 19 2 20 "
        "21 22 2");
}

TEST_CASE("A display of constants is a single line") {
  const grove::Program program = program_of(R"(
X = [
    1,
    2,
    3,
]
Y = (
  1,
  2)
for i in [
    1, 2]:
    pass
)");
  CHECK(lines_of(program, "<module>") == "2 7 10 12 10");
}

TEST_CASE("The test of a while loop is visited at its head and at the end of each turn") {
  const grove::Program program = program_of(R"(
def f(x):
    while x:
        x -= 1
    else:
        g()
    return x
)");
  CHECK(lines_of(program, "f") == "3 4 3 6 7");
}

TEST_CASE("A for loop comes back to its head") {
  const grove::Program program = program_of(R"(
def f(xs):
    for x in xs:
        if x:
            continue
        elif g(x):
            break
        h()
    else:
        i()
)");
  CHECK(lines_of(program, "f") == "3 4 5 6 7 8 10");
}

TEST_CASE("if, elif and else visit their tests in turn") {
  const grove::Program program = program_of(R"(
def f(a, b):
    if a:
        x = 1
    elif b:
        x = 2
    else:
        x = 3
    return x
)");
  CHECK(lines_of(program, "f") == "3 4 5 6 8 9");
}

TEST_CASE("A test over several lines comes back to the line of its statement") {
  const grove::Program program = program_of(R"(
def f(a, b, c):
    if (a and
            b or
            not c):
        return 1
    return 2
)");
  CHECK(lines_of(program, "f") == "3 4 3 5 3 6 7");
}

TEST_CASE("pass, break and continue have lines of their own") {
  const grove::Program program = program_of(R"(
def f():
    while True:
        pass
        if x:
            break
        continue
    pass
)");
  CHECK(lines_of(program, "f") == "3 4 5 6 7 8");
}

TEST_CASE("try has a line, finally is visited on every way out") {
  const grove::Program program = program_of(R"(
def f():
    try:
        a()
    except ValueError:
        b()
    except (A, B) as e:
        c(e)
    else:
        d()
    finally:
        g()
    h()
)");
  CHECK(lines_of(program, "f") == "3 4 10 - 5 6 7 8 - 7 - 12 - 12 - 13");
}

TEST_CASE("return goes through finally and comes back to nothing") {
  const grove::Program program = program_of(R"(
def f():
    for x in y:
        try:
            return g(x)
        finally:
            h()
)");
  CHECK(lines_of(program, "f") == "3 4 5 7 - 7 - 3");
}

TEST_CASE("return of a constant visits its line before the finally block") {
  const grove::Program program = program_of(R"(
def f():
    try:
        return 1
    finally:
        h()
)");
  CHECK(lines_of(program, "f") == "3 4 6 - 6 -");
}

TEST_CASE("break and continue leave try and with on their lines") {
  const grove::Program program = program_of(R"(
def f():
    for x in y:
        with a as b:
            if b:
                break
        try:
            continue
        finally:
            c()
)");
  CHECK(lines_of(program, "f") == "3 4 5 6 4 5 4 - 4 7 8 10 - 10 - 3");
}

TEST_CASE("with visits its line again when it is left") {
  const grove::Program program = program_of(R"(
def f():
    with a() as b, c():
        d()
    e()
)");
  CHECK(lines_of(program, "f") == "3 4 3 - 3 - 3 5");
}

TEST_CASE("with over several lines leaves on its first") {
  const grove::Program program = program_of(R"(
def f():
    with (
        a() as b,
        c() as d,
    ):
        e()
)");
  CHECK(lines_of(program, "f") == "4 3 4 5 3 5 7 3 - 3 - 3");
}

TEST_CASE("async with awaits on its line") {
  const grove::Program program = program_of(R"(
async def f():
    async with trio.open_nursery() as n:
        n.start_soon(g)
    await h()
)");
  CHECK(lines_of(program, "f") == "3 4 3 - 3 5");
}

TEST_CASE("return inside async with leaves it first") {
  const grove::Program program = program_of(R"(
async def f():
    async with a:
        return await b()
)");
  CHECK(lines_of(program, "f") == "3 4 3 - 3");
}

TEST_CASE("async for ends on the line of its iterable") {
  const grove::Program program = program_of(R"(
async def f():
    async for x in a():
        b(x)
    else:
        c()
    d()
)");
  CHECK(lines_of(program, "f") == "3 4 3 6 7");
}

TEST_CASE("except* visits each handler in turn") {
  const grove::Program program = program_of(R"(
async def f():
    try:
        await a()
    except* ValueError as e:
        b(e)
    except* (C, D):
        c()
    else:
        d()
    finally:
        g()
)");
  CHECK(lines_of(program, "f") == "3 4 - 5 6 - 7 8 - 10 12 - 12 -");
}

TEST_CASE("except* at the end of a function returns from the line before") {
  const grove::Program program = program_of(R"(
def f():
    try:
        a()
    except* ValueError:
        b()
)");
  CHECK(lines_of(program, "f") == "3 4 - 5 6 - 6 -");
}

TEST_CASE("raise from within handlers") {
  const grove::Program program = program_of(R"(
def f():
    try:
        a()
    except E as e:
        raise F(
            1) from e
    except G:
        raise
)");
  CHECK(lines_of(program, "f") == "3 4 - 5 6 7 6 7 6 - 8 9 8 -");
}

TEST_CASE("A chain of comparisons") {
  const grove::Program program = program_of(R"(
def f(a, b, c):
    if a < b < c:
        return 1
    x = a < b < c
    while a < b < c: g()
)");
  CHECK(lines_of(program, "f") == "3 4 5 6");
}

TEST_CASE("A chain of calls over several lines is on the lines of the methods") {
  const grove::Program program = program_of(R"(
def f(a):
    return (a
            .b()
            .c(1,
               2)
            .d)
)");
  CHECK(lines_of(program, "f") == "3 4 5 6 5 7 3");
}

TEST_CASE("A lambda returns on its first line") {
  const grove::Program program = program_of(R"(
f = lambda x: (
    x +
    1)
)");
  CHECK(lines_of(program, "<module>") == "2");
  CHECK(lines_of(program, "<lambda>") == "3 4 3 2");
}

TEST_CASE("Comprehensions are functions of their own") {
  const grove::Program program = program_of(R"(
def f(xs):
    return [
        x
        for x in xs
        if x
    ]
)");
  CHECK(lines_of(program, "f") == "3 5 3");
  CHECK(lines_of(program, "f.<locals>.<listcomp>") == "3 5 6 3 4 3");
}

TEST_CASE("A nested comprehension") {
  const grove::Program program = program_of(R"(
def f(xs):
    return {
        x: y
        for x in xs
        for y in x if y
    }
)");
  CHECK(lines_of(program, "f") == "3 5 3");
  CHECK(lines_of(program, "f.<locals>.<dictcomp>") == "3 5 6 3 6 3 4 3");
}

TEST_CASE("A conditional expression over lines") {
  const grove::Program program = program_of(R"(
def f(a):
    return (1
            if a
            else 2)
)");
  CHECK(lines_of(program, "f") == "4 3 5 3");
}

TEST_CASE("An f-string over lines is on its first, its parts on their own") {
  const grove::Program program = program_of(R"(
def f(a, b):
    return f"""{a}
    {b:>{a}}
    """
)");
  CHECK(lines_of(program, "f") == "3 4 3 4 3");
}

TEST_CASE("A class body begins on the line of the class") {
  const grove::Program program = program_of(R"(
class A(E):
    "doc"
    x = 1
    def f(self):
        pass
)");
  CHECK(lines_of(program, "<module>") == "2");
  CHECK(lines_of(program, "A") == "2 3 4 5");
  CHECK(lines_of(program, "A.f") == "6");
}

TEST_CASE("The docstring of a module is a line, that of a function none") {
  const grove::Program program = program_of(R"(
"doc"
def f():
    "doc"
    return 1
)");
  CHECK(lines_of(program, "<module>") == "2 3");
  CHECK(lines_of(program, "f") == "5");
}

TEST_CASE("assert raises on its line") {
  const grove::Program program = program_of(R"(
def f(a):
    assert a, (
        "b")
    assert (a,
            1)
)");
  CHECK(lines_of(program, "f") == "3 4 3 5 6 5");
}

TEST_CASE("Constant tests leave no code") {
  const grove::Program program = program_of(R"(
def f():
    if 0:
        a()
    if 1:
        b()
    while 1:
        c()
)");
  CHECK(lines_of(program, "f") == "3 5 6 7 8 7");
}

TEST_CASE("Code behind a return is dropped") {
  const grove::Program program = program_of(R"(
def f():
    return 1
    a()
)");
  CHECK(lines_of(program, "f") == "3");
}

TEST_CASE("Assignments visit the value, then the targets") {
  const grove::Program program = program_of(R"(
def f():
    (a,
     b) = c = (
        1,
        x)
    a.b[
        c] += d
)");
  CHECK(lines_of(program, "f") == "5 6 4 3 4 7 8 7 8 7");
}

TEST_CASE("del and global") {
  const grove::Program program = program_of(R"(
def f():
    global g
    del a, b[0], c.d
)");
  CHECK(lines_of(program, "f") == "4");
}

TEST_CASE("The last if of a function returns from where it was tested") {
  const grove::Program program = program_of(R"(
def f(a):
    if a:
        b()
    elif c:
        d()
)");
  CHECK(lines_of(program, "f") == "3 4 5 6 5");
}

TEST_CASE("import visits its line") {
  const grove::Program program = program_of(R"(
import a
from b import (
    c,
    d)
import trio.lowlevel as e
)");
  CHECK(lines_of(program, "<module>") == "2 3 6");
}

TEST_CASE("Nested functions and closures") {
  const grove::Program program = program_of(R"(
def f(a):
    b = a
    def g():
        nonlocal b
        b += 1
        return b
    return g
)");
  CHECK(lines_of(program, "f") == "3 4 8");
  CHECK(lines_of(program, "f.<locals>.g") == "6 7");
}

TEST_CASE("An empty function body of declarations has the function's line") {
  const grove::Program program = program_of(R"(
def f():
    global x
)");
  CHECK(lines_of(program, "f") == "2");
}

TEST_CASE("% formatting over lines") {
  const grove::Program program = program_of(R"(
def f(a, b):
    return "%s %r" % (
        a,
        b)
)");
  CHECK(lines_of(program, "f") == "4 5 3");
}

TEST_CASE("finally inside finally") {
  const grove::Program program = program_of(R"(
def f():
    try:
        a()
    finally:
        try:
            b()
        except E:
            pass
    return c
)");
  CHECK(lines_of(program, "f") == "3 4 6 7 - 8 9 8 - 6 7 - 8 9 8 - 10");
}

TEST_CASE("with inside try inside a loop, left by return") {
  const grove::Program program = program_of(R"(
def f():
    while a:
        try:
            with b:
                return c
        except D as d:
            return d
)");
  CHECK(lines_of(program, "f") == "3 4 5 6 5 - 5 - 7 8 - 7 - 3");
}

TEST_CASE("A walrus in a test") {
  const grove::Program program = program_of(R"(
def f(a):
    while (b := a()
           ) is not None:
        c(b)
)");
  CHECK(lines_of(program, "f") == "3 4 3 5 3 4 3");
}

TEST_CASE("Keyword and starred arguments") {
  const grove::Program program = program_of(R"(
def f(*a, **k):
    g(*a,
      x=1,
      **k)
    g(1,
      *a,
      y=2,
      z=3)
)");
  CHECK(lines_of(program, "f") == "3 4 3 5 3 6 7 6 8 9 6");
}

TEST_CASE("or and and as values") {
  const grove::Program program = program_of(R"(
def f(a, b, c):
    x = (a or
         b and
         c)
    return x
)");
  CHECK(lines_of(program, "f") == "3 4 5 3 6");
}
