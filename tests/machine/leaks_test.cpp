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

// Who else holds a container decides whether the interpreter's loop takes from it by itself.
TEST_CASE("Items taken from containers leave nothing behind, whoever else holds those") {
  const std::string program = R"(
def show(*things):
    print(*things)
def work(keep):
    kept = []
    def own(x):
        if keep:
            kept.append(x)
        return x
    xs = own([own([1]), own([2]), own([3])])
    xs[0] = own([4])
    own([5, own([6])])[1] = own([7])
    show(xs, own([own((8,)), 9])[0], own((own([10]), 11))[0], xs[-1])
    a, b = own((own([12]), own([13])))
    [c, d] = own([own([14]), 15])
    show(a, b, c, d, [own([i]) for i in own([16, 17])], own([18]) is own([18]), xs is xs)
    for x in own([own([19]), own([20])]):
        y = x
    show(y, "ab".upper(), own([3, 1]).copy(), own({1: 2}).get(1), 1 if own([]) is None else 2)
    try:
        own([21])[1]
    except IndexError as e:
        show(e)
    try:
        a, b = own((22,))
    except ValueError as e:
        show(e)
)";
  check_every_stop(program + "work(False)\n");
  check_every_stop(program + "work(True)\n");
  ProgramRunner unshared(program + "work(False)\n"), shared(program + "work(True)\n");
  unshared.to_end();
  shared.to_end();
  CHECK(unshared.output == shared.output);
  bool ended = false;
  const std::string in_itself = "xs = [1, [2]]\nxs[0] = xs\nxs[0] = None\nxs[1] = xs\nxs[1] = 3\n";
  CHECK(left_over_after(in_itself, 1'000, &ended) == 0);
}

}  // namespace
}  // namespace grove
