// The six comparisons.
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/arithmetic.h"
#include "engine/machine/machine.h"
#include "engine/machine/operators.h"
#include "engine/machine/set_operators.h"
#include "engine/machine/specials.h"

namespace grove {

namespace {

constexpr const char* kSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
constexpr const char* kMethods[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
// `a < b` is `b > a` when a's class does not know.
constexpr CompareOperator kReflected[] = {CompareOperator::kGt, CompareOperator::kGe,
                                          CompareOperator::kEq, CompareOperator::kNe,
                                          CompareOperator::kLt, CompareOperator::kLe};

bool numbers(CompareOperator op, Value a, Value b) {
  if (is_integer(a) && is_integer(b)) return holds(op, a.integer, b.integer);
  if (a.is(Type::kFloat) && b.is(Type::kFloat)) return holds(op, a.real, b.real);
  const bool flipped = a.is(Type::kFloat);
  const std::optional<int> order =
      flipped ? order_of(b.integer, a.real) : order_of(a.integer, b.real);
  if (!order) return op == CompareOperator::kNe;  // a NaN
  return holds(op, flipped ? -*order : *order, 0);
}

bool raise_unordered(Machine& machine, CompareOperator op, Value a, Value b, bool* failed) {
  machine.raise_error("TypeError",
                      fmt::format("'{}' not supported between instances of '{}' and '{}'",
                                  kSymbols[static_cast<std::size_t>(op)], machine.type_name(a),
                                  machine.type_name(b)));
  *failed = true;
  return false;
}

// Lexicographic: the first items that differ decide. A loop, not a recursion: when two nested
// sequences decide, the comparison goes on with them.
bool order(Machine& machine, CompareOperator op, Value a, Value b, bool* failed) {
  while (a.type == b.type && (a.is(Type::kList) || a.is(Type::kTuple))) {
    const bool lists = a.is(Type::kList);
    const auto& x = lists ? machine.heap.list(a).items : machine.heap.tuple(a).items;
    const auto& y = lists ? machine.heap.list(b).items : machine.heap.tuple(b).items;
    std::size_t i = 0;
    for (; i < x.size() && i < y.size(); ++i) {
      if (!machine.afford_item()) *failed = true;
      if (*failed) return false;
      if (x[i].is(Type::kInt) && y[i].is(Type::kInt)) {  // as in most sorting, without a call
        if (x[i].integer != y[i].integer) return holds(op, x[i].integer, y[i].integer);
      } else if (!equal(machine, x[i], y[i], failed)) {
        break;
      }
    }
    if (*failed) return false;
    if (i >= x.size() || i >= y.size()) return holds(op, x.size(), y.size());
    const Value next_a = x[i];
    b = y[i];
    a = next_a;
  }
  if (is_number(a) && is_number(b)) return numbers(op, a, b);
  if (a.is(Type::kStr) && b.is(Type::kStr)) {
    const std::string& x = machine.heap.str(a).utf8;
    const std::string& y = machine.heap.str(b).utf8;
    if (!machine.afford_text(std::min(x.size(), y.size()))) *failed = true;
    // The order of UTF-8 bytes is the order of code points.
    return !*failed && holds(op, x.compare(y), 0);
  }
  if (acts_as_set(machine, a) && acts_as_set(machine, b)) {
    return set_order(machine, op, a, b, failed);
  }
  const auto index = static_cast<std::size_t>(op);
  for (const bool reflected : {false, true}) {
    bool found = false;
    const char* method = kMethods[reflected ? static_cast<std::size_t>(kReflected[index]) : index];
    const Owned result = own(machine.heap, call_special(machine, reflected ? b : a, method,
                                                        {reflected ? a : b}, &found));
    if (!found || result.get().is(Type::kNotImplemented)) continue;
    if (result) return truth_of(machine, result.get(), failed);
    *failed = true;
    return false;
  }
  return raise_unordered(machine, op, a, b, failed);
}

}  // namespace

bool compares(Machine& machine, CompareOperator op, Value a, Value b, bool* failed) {
  if (is_number(a) && is_number(b)) return numbers(op, a, b);
  if (op == CompareOperator::kEq) return equal(machine, a, b, failed);
  if (op == CompareOperator::kNe) {
    const bool result = equal(machine, a, b, failed);
    return !*failed && !result;
  }
  return order(machine, op, a, b, failed);
}

Value compare(Machine& machine, CompareOperator op, Value a, Value b) {
  bool failed = false;
  const bool result = compares(machine, op, a, b, &failed);
  return failed ? Value{} : Value::boolean(result);
}

}  // namespace grove
