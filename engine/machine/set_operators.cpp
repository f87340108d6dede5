#include "engine/machine/set_operators.h"

#include "engine/machine/containers.h"
#include "engine/machine/iteration.h"
#include "engine/machine/machine.h"

namespace grove {

namespace {

// Adds to `result` the items of `from` that are in `other` (or that are not).
bool add_filtered(Machine& machine, Value result, Value from, Value other, bool wanted_in_other) {
  const TableBody& table = machine.heap.set(from);
  const TableBody& filter = machine.heap.set(other);
  int32_t at = 0;
  while (const TableBody::Entry* entry = next_entry(table, &at)) {
    bool failed = false;
    const TableBody::Entry copy = *entry;
    const bool there = table_find(machine, filter, copy.key, copy.hash, &failed) >= 0;
    if (failed) return false;
    if (there == wanted_in_other &&
        !table_set(machine, machine.heap.set(result), copy.key, copy.hash, Value{})) {
      return false;
    }
  }
  return true;
}

// REQUIRES: a and b are sets, op is one of the four.
Value combine(Machine& machine, BinaryOperator op, Value a, Value b) {
  Owned result = own(machine.heap, machine.heap.new_set());
  const Value r = result.get();
  bool ok = true;
  switch (op) {
    case BinaryOperator::kOr:
      ok = set_update(machine, r, a) && set_update(machine, r, b);
      break;
    case BinaryOperator::kAnd:
      ok = add_filtered(machine, r, a, b, true);
      break;
    case BinaryOperator::kSub:
      ok = add_filtered(machine, r, a, b, false);
      break;
    default:
      ok = add_filtered(machine, r, a, b, false) && add_filtered(machine, r, b, a, false);
      break;
  }
  return ok ? result.release() : Value{};
}

bool is_set_operator(BinaryOperator op) {
  return op == BinaryOperator::kOr || op == BinaryOperator::kAnd || op == BinaryOperator::kSub ||
         op == BinaryOperator::kXor;
}

bool is_subset(Machine& machine, Value a, Value b, bool* failed) {
  const TableBody& larger = machine.heap.set(b);
  int32_t at = 0;
  while (const TableBody::Entry* entry = next_entry(machine.heap.set(a), &at)) {
    if (table_find(machine, larger, entry->key, entry->hash, failed) < 0 || *failed) return false;
  }
  return true;
}

}  // namespace

bool acts_as_set(Machine& machine, Value v) {
  if (v.is(Type::kSet)) return true;
  return v.is(Type::kDictView) && machine.heap.dict_view(v).kind != DictViewBody::Kind::kValues;
}

Value as_set(Machine& machine, Value v) {
  if (v.is(Type::kSet)) return machine.heap.retain(v);
  Owned set = own(machine.heap, machine.heap.new_set());
  return set_update(machine, set.get(), v) ? set.release() : Value{};
}

Value set_operation(Machine& machine, BinaryOperator op, Value a, Value b, bool* unsupported) {
  // A view takes any iterable beside it; a set only sets.
  const bool views = a.is(Type::kDictView) || b.is(Type::kDictView);
  const bool fit = views ? acts_as_set(machine, a) || acts_as_set(machine, b)
                         : a.is(Type::kSet) && b.is(Type::kSet);
  if (!is_set_operator(op) || !fit) {
    *unsupported = true;
    return Value{};
  }
  const Owned x = own(machine.heap, as_set(machine, a));
  if (!x) return Value{};
  const Owned y = own(machine.heap, as_set(machine, b));
  return y ? combine(machine, op, x.get(), y.get()) : Value{};
}

Value set_operation_in_place(Machine& machine, BinaryOperator op, Value a, Value b) {
  if (!is_set_operator(op)) return Value{};
  const Owned result = own(machine.heap, combine(machine, op, a, b));
  if (!result) return Value{};
  std::swap(machine.heap.set(a), machine.heap.set(result.get()));
  return machine.heap.retain(a);
}

bool set_order(Machine& machine, CompareOperator op, Value a, Value b, bool* failed) {
  const Owned x = own(machine.heap, as_set(machine, a));
  const Owned y = own(machine.heap, x ? as_set(machine, b) : Value{});
  if (!x || !y) {
    *failed = true;
    return false;
  }
  const bool flipped = op == CompareOperator::kGt || op == CompareOperator::kGe;
  const Value small = flipped ? y.get() : x.get();
  const Value large = flipped ? x.get() : y.get();
  const int32_t m = machine.heap.set(small).size;
  const int32_t n = machine.heap.set(large).size;
  const bool strict = op == CompareOperator::kLt || op == CompareOperator::kGt;
  if (strict ? m >= n : m > n) return false;
  return is_subset(machine, small, large, failed);
}

}  // namespace grove
