// Classes of the program: each of their methods that an operator or a built-in calls is a frame, so
// that a run may be stopped, copied and dropped in the middle of it.
#include "tests/machine/program_runner.h"

namespace grove {
namespace {

constexpr const char* kAllWays = R"(
class Num:
    made = 0
    def __init__(self, n):
        self.n = n
        Num.made += 1
    def __add__(self, other):
        return Num(self.n + getattr(other, "n", other))
    __radd__ = __add__
    def __lt__(self, other):
        return self.n < other.n
    def __eq__(self, other):
        return isinstance(other, Num) and self.n == other.n
    def __hash__(self):
        return hash(self.n)
    def __bool__(self):
        return self.n > 0
    def __repr__(self):
        return f"N{self.n}"
    @property
    def half(self):
        return self.n // 2
    @half.setter
    def half(self, value):
        self.n = 2 * value
    def __getattr__(self, name):
        return name.upper()
class Bag(dict):
    def __missing__(self, key):
        self[key] = Num(key)
        return self[key]
class Meta(type):
    def __new__(mcls, name, bases, names, **options):
        return super().__new__(mcls, name, bases, {**names, "options": options})
class Made(Num, metaclass=Meta, kind="made"):
    def __init__(self, n):
        super().__init__(n)
        self.half += 1
numbers = [Num(3), Num(1), Num(2)]
print(sorted(numbers), min(numbers), max(numbers, key=lambda n: n), sum(numbers))
print({Num(1): "a", Num(1): "b"}, Num(2) in numbers, numbers.index(Num(2)), [n for n in numbers if n])
print(numbers == [Num(3), Num(1), Num(2)], any(numbers), not Num(0), Num(0) or "none", {Num(4), Num(4)})
bag = Bag()
print(bag[5], bag, numbers[0].other, numbers[0].half, Made(4), Made(5).half, Made.options)
print("%s %r %s" % (Num(1), Num(2), [Num(3)]), f"{Num(4)!r:>4}", Num.made)
)";

constexpr const char* kAllWaysOutput =
    "[N1, N2, N3] N1 N3 N6\n"
    "{N1: 'b'} True 2 [N3, N1, N2]\n"
    "True True True none {N4}\n"
    "N5 {5: N5} OTHER 1 N6 3 {'kind': 'made'}\n"
    "N1 N2 [N3]   N4 24\n";

TEST_CASE("what asks a program's methods does the same in slices of one instruction") {
  check_slices(kAllWays, kAllWaysOutput);
}

TEST_CASE("a copy made while a built-in waits for a method goes on as the original does") {
  check_copies(kAllWays, kAllWaysOutput, 13);
}

TEST_CASE("a run that is dropped while methods are being asked lets go of everything") {
  ProgramRunner whole(
      "class A:\n"
      "    def __lt__(self, other):\n"
      "        return False\n"
      "    def __eq__(self, other):\n"
      "        return True\n"
      "    def __hash__(self):\n"
      "        return 1\n"
      "def f():\n"
      "    things = sorted([A(), A(), A()])\n"
      "    return {A(), A()}, [A()] == [A()], A() in things\n"
      "f()\n");
  whole.to_end();
  whole.let_go();
  // A class and what its methods know of it are a ring, which lives until the end.
  const uint64_t kept = whole.machine.heap.objects();
  for (int64_t at = 40; at < whole.instructions; at += 5) {
    INFO("dropped after " << at << " instructions");
    ProgramRunner run(
        "class A:\n"
        "    def __lt__(self, other):\n"
        "        return False\n"
        "    def __eq__(self, other):\n"
        "        return True\n"
        "    def __hash__(self):\n"
        "        return 1\n"
        "def f():\n"
        "    things = sorted([A(), A(), A()])\n"
        "    return {A(), A()}, [A()] == [A()], A() in things\n"
        "f()\n");
    int64_t left = at;
    if (run.machine.run(run, run.stack, left) != Pause::kBudget) break;
    run.let_go();
    CHECK(run.machine.heap.objects() <= kept);
  }
}

TEST_CASE("a built-in that makes many calls costs little more than the calls") {
  const auto instructions_of = [](int count) {
    ProgramRunner run(
        "class A:\n"
        "    def __init__(self, n):\n"
        "        self.n = n\n"
        "    def __eq__(self, other):\n"
        "        return self.n == other.n\n"
        "    def __lt__(self, other):\n"
        "        return self.n < other.n\n"
        "items = [A(i * 7 % 31) for i in range(" +
        std::to_string(count) +
        ")]\n"
        "same = [A(a.n) for a in items]\n"
        "print(items == same, sorted(items)[0].n, min(items).n)\n");
    CHECK(run.to_end() == Pause::kReturned);
    CHECK(run.output == "True 0 0\n");
    return run.instructions;
  };
  CHECK(instructions_of(400) < 25 * instructions_of(40));
}

TEST_CASE("an object's __del__ runs where its last reference goes, once") {
  ProgramRunner run(
      "class A:\n"
      "    def __del__(self):\n"
      "        kept.append(self)\n"
      "        print('del')\n"
      "kept = []\n"
      "a = A()\n"
      "a = 1\n"
      "print(len(kept))\n"
      "kept.clear()\n"
      "print('end')\n");
  CHECK(run.to_end() == Pause::kReturned);
  CHECK(run.output == "del\n1\nend\n");
}

}  // namespace
}  // namespace grove
