// The operations that the interpreter's loop does itself (fast_path.h) are only quicker than those
// of everybody else: they come to the same. That they keep nothing is leaks_test.cpp's.
#include "engine/machine/interpreter/fast_path.h"

#include <fmt/format.h>
#include <rapidcheck/catch.h>

#include <cstring>
#include <limits>

#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/operators.h"
#include "tests/machine/program_runner.h"

namespace grove {
namespace {

// By BinaryOperator, then by CompareOperator.
constexpr std::array kOperators{"+", "-", "*", "/", "//", "%",  "**", "<<", ">>",
                                "&", "|", "^", "<", "<=", "==", "!=", ">",  ">="};
constexpr std::size_t kBinaries = 12;

// Numbers as programs have them, and those at which something changes.
rc::Gen<Value> any_number() {
  using Limits = std::numeric_limits<int64_t>;
  constexpr int64_t kExact = int64_t{1} << 53;
  const auto ints = rc::gen::oneOf(
      rc::gen::arbitrary<int64_t>(), rc::gen::inRange<int64_t>(-9, 10),
      rc::gen::element(Limits::min(), Limits::min() + 1, Limits::max(), Limits::max() - 1, kExact,
                       kExact + 1, -kExact, -kExact - 1, int64_t{3037000500}));
  const auto floats =
      rc::gen::oneOf(rc::gen::arbitrary<double>(),
                     rc::gen::element(0.0, -0.0, 1.0, -2.5, 1e308, 5e-324, 9007199254740993.0,
                                      std::numeric_limits<double>::infinity(),
                                      std::numeric_limits<double>::quiet_NaN()));
  return rc::gen::weightedOneOf<Value>(
      {{5, rc::gen::map(ints, Value::of_int)},
       {3, rc::gen::map(floats, Value::of_float)},
       {1, rc::gen::map(rc::gen::arbitrary<bool>(), Value::boolean)}});
}

// What b is where the result would have more digits than there is room for.
Value bounded(std::string_view op, Value b) {
  const bool grows = op == "**" || op == "<<";
  return grows && b.is(Type::kInt) && std::abs(b.integer / 2) > 100 ? Value::of_int(3) : b;
}

// What a program comes to that has `a op b` for each operator, an exception as its repr.
std::string in_the_loop(Value a, Value b) {
  std::string source = "a = n = b = 0\nr = []\n";
  for (const char* op : kOperators) {
    source += fmt::format(
        "try:\n    r.append(a {0} {1})\nexcept Exception as e:\n    r.append(repr(e))\n", op,
        op == std::string_view("**") || op == std::string_view("<<") ? "n" : "b");
  }
  ProgramRunner run(source);
  const auto global = [&run](const char* name) -> Value& {
    const std::vector<std::string>& names = run.machine.program().globals;
    const auto at = std::find(names.begin(), names.end(), name) - names.begin();
    return run.machine.globals[static_cast<std::size_t>(at)];
  };
  while (global("b").is_null()) {
    int64_t one = 1;
    run.machine.run(run, run.stack, one);
  }
  global("a") = a;
  global("b") = b;
  global("n") = bounded("**", b);
  REQUIRE(run.to_end() == Pause::kReturned);
  return repr(run.machine, global("r"));
}

std::string by_the_operators(Machine& machine, Value a, Value b) {
  std::vector<Value> results;
  for (std::size_t i = 0; i < kOperators.size(); ++i) {
    const Value result = i < kBinaries
                             ? binary_op(machine, static_cast<BinaryOperator>(i), false, a,
                                         bounded(kOperators[i], b))
                             : compare(machine, static_cast<CompareOperator>(i - kBinaries), a, b);
    if (result) {
      results.push_back(result);
    } else {
      const Owned error = own(machine.heap, machine.take_pending());
      results.push_back(repr_value(machine, error.get()));
    }
  }
  const Owned all = own(machine.heap, machine.heap.new_list(std::move(results)));
  return repr(machine, all.get());
}

TEST_CASE("an operator in the loop comes to what the operator comes to anywhere") {
  ProgramRunner bare("");
  rc::prop("for all", [&bare] {
    for (int i = 0; i < 10; ++i) {
      const Value a = *any_number(), b = *any_number();
      RC_ASSERT(in_the_loop(a, b) == by_the_operators(bare.machine, a, b));
    }
  });
}

TEST_CASE("instructions done in one go count one by one, and pause in between") {
  const std::string program =
      "def f(n):\n    t = 0\n    for i in range(n):\n        if i < 3:\n            t += i\n"
      "    return t\nr = [f(5), f(0)]\nfor r in r:\n    print(r)\n";
  ProgramRunner whole(program);
  whole.to_end();
  for (int64_t stop = 1; stop < whole.instructions; ++stop) {
    ProgramRunner run(program);
    int64_t left = stop;
    REQUIRE(run.machine.run(run, run.stack, left) == Pause::kBudget);
    REQUIRE(left <= 0);  // below: what the last one went through counts too
    run.to_end();
    REQUIRE(run.lines == whole.lines);
    REQUIRE(run.output == "3\n0\n");
  }
}

}  // namespace
}  // namespace grove
