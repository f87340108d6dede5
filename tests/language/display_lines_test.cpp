// The lines of decorators, dictionary displays and annotations, as CPython 3.11.2's `dis` gives
// them (see lines_test.cpp).
#include "tests/language/front_end.h"

using namespace grove::test;

TEST_CASE("Decorators are visited before the function and called after it, innermost first") {
  const grove::Program program = compiled(R"(
def d(f): return f
@d
@d
def g(
    a=1,
):
    return a
)");
  CHECK(lines_of(program, "<module>") == "2 3 4 6 5 4 3 5");
}

TEST_CASE("A dictionary display comes back to its first line after its parts") {
  const grove::Program program = compiled(R"(
def f():
    x = {
        "a": 1,
        "b": [
            c,
        ],
        **{
            "d": 3,
        },
    }
)");
  CHECK(lines_of(program, "f") == "4 6 5 3 9 8 3");
}

TEST_CASE("An annotation without a value is no line inside of a function") {
  const grove::Program program = compiled(R"(
def f(a):
    y: str = a
    z: str
    return y
)");
  CHECK(lines_of(program, "f") == "3 5");
}
