// Generators, and the built-ins that go through them: whatever is in progress is frames, so that a
// run may be stopped, copied and dropped between any two steps.
#include "tests/machine/program_runner.h"

namespace grove {
namespace {

constexpr const char* kAllWays = R"(
def count(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                yield got
    finally:
        log.append(n)
def relay(n):
    result = yield from count(n)
    return [result, (yield from [7])]
log = []
print(sum(count(3)), max(count(4), key=lambda v: -v), sorted(relay(3)), 2 in count(5))
print([*count(2)], {*count(2)}, dict(zip(count(2), map(str, count(3)))), "".join(map(str, count(3))))
a, *b = relay(3)
(c, d), e = map(tuple, (count(2), count(1)))
print(a, b, c, d, e, list(filter(None, enumerate(relay(1)))), print(*count(2)))
g = relay(5)
print(next(g), g.send("sent"), next(g))
try:
    g.throw(KeyError("k"))
except KeyError as error:
    print("thrown", error)
g = count(9)
next(g)
del g
for x in count(8):
    if x == 2:
        break
print(log)
)";

constexpr const char* kAllWaysOutput =
    "3 0 [0, 1, 2, 7] True\n"
    "[0, 1] {0, 1} {0: '0', 1: '1'} 012\n"
    "0 1\n"
    "0 [1, 2, 7] 0 1 (0,) [(0, 0), (1, 7)] None\n"
    "0 sent 1\n"
    "thrown 'k'\n"
    "[3, 4, 3, 5, 2, 2, 2, 3, 3, 3, 2, 1, 1, 2, 5, 9, 8]\n";

TEST_CASE("what goes through a generator does the same in slices of one instruction") {
  check_slices(kAllWays, kAllWaysOutput);
}

TEST_CASE("a copy made between two steps of a generator goes on as the original does") {
  check_copies(kAllWays, kAllWaysOutput, 7);
}

TEST_CASE("a generator without a handler around its yield is dropped without running code") {
  ProgramRunner run(
      "def numbers():\n"
      "    yield 1\n"
      "    yield 2\n"
      "for n in numbers():\n"
      "    break\n");
  CHECK(run.to_end() == Pause::kReturned);
  CHECK(run.events.empty());
}

TEST_CASE("an exception that leaves a forgotten generator is told and passes nobody") {
  ProgramRunner run(
      "def stubborn():\n"
      "    try:\n"
      "        yield 1\n"
      "    finally:\n"
      "        raise ValueError('late')\n"
      "g = stubborn()\n"
      "next(g)\n"
      "g = None\n"
      "print('on')\n");
  CHECK(run.to_end() == Pause::kReturned);
  CHECK(run.output == "on\n");
  CHECK(run.warnings.find("Exception ignored in: <generator object stubborn at 0x") == 0);
  CHECK(run.warnings.find("ValueError: late\n") != std::string::npos);
}

}  // namespace
}  // namespace grove
