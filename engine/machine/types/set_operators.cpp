#include "engine/machine/types/set_operators.h"

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/types/containers.h"

namespace grove {

namespace {

// Adds to `result` the items of `from` that are not in `other`.
bool add_others(Machine& machine, Value result, Value from, Value other) {
  const TableBody& table = machine.heap.set(from);
  const TableBody& filter = machine.heap.set(other);
  int32_t at = 0;
  while (const TableBody::Entry* entry = next_entry(table, &at)) {
    bool failed = false;
    if (!machine.afford_item()) return false;
    const TableBody::Entry copy = *entry;
    const bool there = table_find(machine, filter, copy.key, copy.hash, &failed) >= 0;
    if (failed) return false;
    if (!there && !table_set(machine, machine.heap.set(result), copy.key, copy.hash, Value{})) {
      return false;
    }
  }
  return true;
}

// The items that both have, in the order of `a`; of two that are equal (1 and 1.0) b's if so
// wanted.
bool add_common(Machine& machine, Value result, Value a, Value b, bool items_of_b) {
  const TableBody& there = machine.heap.set(b);
  int32_t at = 0;
  while (const TableBody::Entry* entry = next_entry(machine.heap.set(a), &at)) {
    bool failed = false;
    if (!machine.afford_item()) return false;
    const TableBody::Entry item = *entry;
    const int32_t found = table_find(machine, there, item.key, item.hash, &failed);
    if (failed) return false;
    if (found < 0) continue;
    const Value key = items_of_b ? there.entries[static_cast<std::size_t>(found)].key : item.key;
    if (!table_set(machine, machine.heap.set(result), key, item.hash, Value{})) return false;
  }
  return true;
}

// CPython looks the items of one operand up in the other and takes those that it looks for: of sets
// the smaller one's, or the right one's if they are equal in size.
bool takes_right(Machine& machine, Value a, Value b) {
  return machine.heap.set(b).size <= machine.heap.set(a).size;
}

// REQUIRES: a and b are sets, op is one of the four.
Value combine(Machine& machine, BinaryOperator op, Value a, Value b, bool items_of_b, bool frozen) {
  Owned result = own(machine.heap, frozen ? machine.heap.new_frozen_set() : machine.heap.new_set());
  const Value r = result.get();
  bool ok = true;
  switch (op) {
    case BinaryOperator::kOr:
      ok = set_update(machine, r, a) && set_update(machine, r, b);
      break;
    case BinaryOperator::kAnd:
      ok = add_common(machine, r, a, b, items_of_b);
      break;
    case BinaryOperator::kSub:
      ok = add_others(machine, r, a, b);
      break;
    default:
      ok = add_others(machine, r, a, b) && add_others(machine, r, b, a);
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
    if (!machine.afford_item()) *failed = true;
    if (*failed) return false;
    if (table_find(machine, larger, entry->key, entry->hash, failed) < 0 || *failed) return false;
  }
  return true;
}

}  // namespace

bool acts_as_set(Machine& machine, Value v) {
  if (v.is_set()) return true;
  return v.is(Type::kDictView) && machine.heap.dict_view(v).kind != DictViewBody::Kind::kValues;
}

Value as_set(Machine& machine, Value v) {
  if (v.is_set()) return machine.heap.retain(v);
  Owned set = own(machine.heap, machine.heap.new_set());
  return set_update(machine, set.get(), v) ? set.release() : Value{};
}

Value set_operation(Machine& machine, BinaryOperator op, Value a, Value b, bool* unsupported) {
  // A view takes any iterable beside it; a set only sets.
  const bool views = a.is(Type::kDictView) || b.is(Type::kDictView);
  const bool fit =
      views ? acts_as_set(machine, a) || acts_as_set(machine, b) : a.is_set() && b.is_set();
  if (!is_set_operator(op) || !fit) {
    *unsupported = true;
    return Value{};
  }
  const Owned x = own(machine.heap, as_set(machine, a));
  if (!x) return Value{};
  const Owned y = own(machine.heap, as_set(machine, b));
  if (!y) return Value{};
  // Beside a set as large as it is, a view's items are taken; beside what is no set, the other's.
  bool items_of_b = takes_right(machine, x.get(), y.get());
  const bool a_acts = acts_as_set(machine, a), b_acts = acts_as_set(machine, b);
  if (views && a_acts && b_acts &&
      machine.heap.set(x.get()).size == machine.heap.set(y.get()).size) {
    items_of_b = !b.is_set();
  } else if (views && (!a_acts || !b_acts)) {
    items_of_b = a_acts;
  }
  // Of two sets, of the kind that the left one is; beside a view always a set.
  return combine(machine, op, x.get(), y.get(), items_of_b, !views && a.is(Type::kFrozenSet));
}

Value set_operation_in_place(Machine& machine, BinaryOperator op, Value a, Value b, bool was_set) {
  if (!is_set_operator(op)) return Value{};
  const bool items_of_b = !was_set || takes_right(machine, a, b);
  const Owned result =
      own(machine.heap, combine(machine, op, a, b, items_of_b, a.is(Type::kFrozenSet)));
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
