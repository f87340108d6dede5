// What a program leaves behind: nothing, wherever it is stopped.

#include <string>

#include "tests/machine/program_runner.h"

namespace grove {
namespace {

// Objects that are there beyond those of the program itself, once it is stopped after so many
// instructions and let go. *ended: it came to its end before.
int64_t left_over_after(const std::string& source, int64_t instructions, bool* ended) {
  ProgramRunner run(source);
  const auto modules_own =
      static_cast<int64_t>(run.objects_at_start) - 2;  // its frame and function
  int64_t budget = instructions;
  *ended = run.machine.run(run, run.stack, budget) != Pause::kBudget;
  run.let_go();
  return static_cast<int64_t>(run.machine.heap.objects()) - modules_own;
}

void check_every_stop(const std::string& source) {
  INFO(source);
  bool ended = false;
  for (int64_t stop = 0; !ended; ++stop) {
    INFO("stopped after " << stop << " instructions");
    REQUIRE(left_over_after(source, stop, &ended) == 0);
  }
}

TEST_CASE("A program that is stopped inside of a handler leaves nothing behind") {
  check_every_stop(R"(
def fail(x):
    raise ValueError(x, [x])
def f(x):
    try:
        fail(x)
    except ValueError as e:
        try:
            {}[e.args]
        except KeyError as k:
            e.add_note("seen")
            return repr(k.__context__)
    finally:
        x = None
f(1)
try:
    raise ExceptionGroup("g", [ValueError(1), KeyError("k")])
except* ValueError as g:
    parts = g.split(ValueError)
    del parts
except* KeyError:
    pass
)");
}

TEST_CASE("A program that is stopped in the midst of calls and containers leaves nothing behind") {
  check_every_stop(R"(
from functools import partial
def f(a, *rest, k=1, **more):
    return [a, rest, k, more]
def key(v):
    return -v
x = sorted([3, 1, 2], key=key) + f(1, 2, k=[3], z={4})
p = partial(f, 1, z=2)
y = p(*[3, 4], **{"m": 5})
d = {str(i): (i, [i]) for i in range(3) if i != 1}
a, *b = d.items()
text = f"{a!r:>20} {b}" + "%s %r" % (x, y) + ",".join(d)
del d["0"], a, b
x[1:2] = [[]]
x.sort(key=repr)
)");
}

TEST_CASE(
    "A program that is stopped while it makes classes and texts of its own leaves nothing behind") {
  check_every_stop(R"(
class E(Exception):
    def __init__(self, code):
        self.code = [code]
    def __str__(self):
        return "code " + str(self.code)
    def __repr__(self):
        raise KeyError(self.code)
text = f"{E(1)} {E(2):>9}" + str(E(3))
try:
    print([E(4)])
except KeyError as e:
    text += str(e)
async def work():
    pass
c = work()
c.close()
del E
)");
}

}  // namespace
}  // namespace grove
