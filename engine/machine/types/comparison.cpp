// The six comparisons.
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/set_operators.h"

namespace grove {

namespace {

constexpr const char* kSymbols[] = {"<", "<=", "==", "!=", ">", ">="};

bool is_real(Value v) { return is_number(v) && !v.is(Type::kComplex); }

// REQUIRES: both are real.
bool numbers(Heap& heap, CompareOperator op, Value a, Value b) {
  if (is_integer(a) && is_integer(b)) return holds(op, a.integer, b.integer);
  if (a.is(Type::kFloat) && b.is(Type::kFloat)) return holds(op, a.real, b.real);
  const bool flipped = a.is(Type::kFloat);
  if (!flipped && !b.is(Type::kFloat)) return holds(op, int_order(heap, a, b), 0);
  const Value whole = flipped ? b : a;
  const double real = flipped ? a.real : b.real;
  const std::optional<int> order =
      is_integer(whole) ? order_of(whole.integer, real) : int_order(heap, whole, real);
  if (!order) return op == CompareOperator::kNe;  // a NaN
  return holds(op, flipped ? -*order : *order, 0);
}

Value raise_unordered(Machine& machine, CompareOperator op, Value a, Value b) {
  return machine.raise_error(
      "TypeError", fmt::format("'{}' not supported between instances of '{}' and '{}'",
                               kSymbols[static_cast<std::size_t>(op)], machine.type_name(a),
                               machine.type_name(b)));
}

Value truth(bool failed, bool result) { return failed ? Value{} : Value::boolean(result); }

// As special methods have it; NotImplemented: they do not say.
Value compare_special(Machine& machine, CompareOperator op, Value a, Value b) {
  const Value result = compare_by_special(machine, op, a, b);
  if (!result.is(Type::kNotImplemented)) return result;
  const Value x = content_of(machine, a), y = content_of(machine, b);
  if (!same(x, a) || !same(y, b)) {
    const bool both_known = !x.is(Type::kInstance) && !y.is(Type::kInstance);
    const bool alike = x.type == y.type || (is_number(x) && is_number(y)) ||
                       op == CompareOperator::kEq || op == CompareOperator::kNe;
    if (both_known && alike) return compare(machine, op, x, y);
  }
  if (op == CompareOperator::kEq) return Value::boolean(same(a, b));
  if (op == CompareOperator::kNe) return Value::boolean(!same(a, b));
  return raise_unordered(machine, op, a, b);
}

// The first items that differ: *a and *b become those. Null: there are none, or it failed (then
// something is pending); else the result.
Value differing_items(Machine& machine, CompareOperator op, Value* a, Value* b, bool* decided) {
  const bool lists = a->is(Type::kList);
  const auto& x = lists ? machine.heap.list(*a).items : machine.heap.tuple(*a).items;
  const auto& y = lists ? machine.heap.list(*b).items : machine.heap.tuple(*b).items;
  std::size_t i = 0;
  bool failed = false;
  *decided = true;
  for (; i < x.size() && i < y.size(); ++i) {
    if (!machine.afford_item()) return Value{};
    if (x[i].is(Type::kInt) && y[i].is(Type::kInt)) {  // as in most sorting, without a call
      if (x[i].integer != y[i].integer) {
        return Value::boolean(holds(op, x[i].integer, y[i].integer));
      }
    } else if (!equal(machine, x[i], y[i], &failed)) {
      break;
    }
  }
  if (failed) return Value{};
  if (i >= x.size() || i >= y.size()) return Value::boolean(holds(op, x.size(), y.size()));
  *decided = false;
  const Value next_a = x[i];
  *b = y[i];
  *a = next_a;
  return Value{};
}

// Lexicographic: the first items that differ decide. A loop, not a recursion: when two nested
// sequences decide, the comparison goes on with them.
Value order(Machine& machine, CompareOperator op, Value a, Value b) {
  while (a.type == b.type && (a.is(Type::kList) || a.is(Type::kTuple))) {
    bool decided = false;
    const Value result = differing_items(machine, op, &a, &b, &decided);
    if (decided) return result;
  }
  if (is_real(a) && is_real(b)) return Value::boolean(numbers(machine.heap, op, a, b));
  bool failed = false;
  if (a.is(Type::kStr) && b.is(Type::kStr)) {
    const std::string& x = machine.heap.str(a).utf8;
    const std::string& y = machine.heap.str(b).utf8;
    // The order of UTF-8 bytes is the order of code points.
    return machine.afford_text(std::min(x.size(), y.size()))
               ? Value::boolean(holds(op, x.compare(y), 0))
               : Value{};
  }
  if (a.is_bytes() && b.is_bytes()) {
    const std::string& x = machine.heap.bytes(a).bytes;
    const std::string& y = machine.heap.bytes(b).bytes;
    return machine.afford_text(std::min(x.size(), y.size()))
               ? Value::boolean(holds(op, x.compare(y), 0))
               : Value{};
  }
  if (acts_as_set(machine, a) && acts_as_set(machine, b)) {
    const bool result = set_order(machine, op, a, b, &failed);
    return truth(failed, result);
  }
  if (may_have_specials(a) || may_have_specials(b)) return compare_special(machine, op, a, b);
  return raise_unordered(machine, op, a, b);
}

}  // namespace

bool compares(Machine& machine, CompareOperator op, Value a, Value b, bool* failed) {
  const Owned result = own(machine.heap, compare(machine, op, a, b));
  if (!result) {
    *failed = true;
    return false;
  }
  return truth_of(machine, result.get(), failed);
}

Value compare(Machine& machine, CompareOperator op, Value a, Value b) {
  if (is_real(a) && is_real(b)) return Value::boolean(numbers(machine.heap, op, a, b));
  if (may_have_specials(a) || may_have_specials(b)) return compare_special(machine, op, a, b);
  if (op != CompareOperator::kEq && op != CompareOperator::kNe) return order(machine, op, a, b);
  bool failed = false;
  const bool result = equal(machine, a, b, &failed);
  return truth(failed, result == (op == CompareOperator::kEq));
}

}  // namespace grove
