// The class set.
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/set_operators.h"

namespace grove {

namespace {

// The set (taken over) with the items of the iterable, which may be null.
Value filled(Machine& machine, Value set, Value iterable) {
  Owned result = own(machine.heap, set);
  if (iterable.is_null()) return result.release();
  if (takes_turns(machine, iterable)) {
    const Value asked[] = {set, iterable};
    return machine.ask_native(kExtendSet, asked);
  }
  return set_update(machine, set, iterable) ? result.release() : Value{};
}

Value make_set(Machine& machine, Args args) {
  return filled(machine, machine.heap.new_set(), args[1]);
}

Value add(Machine& machine, Args args) {
  if (!set_add(machine, args[0], args[1])) return Value{};
  return Value::none();
}

Value discard(Machine& machine, Args args) {
  bool found = false;
  return set_remove(machine, args[0], args[1], &found) ? Value::none() : Value{};
}

Value remove(Machine& machine, Args args) {
  bool found = false;
  if (!set_remove(machine, args[0], args[1], &found)) return Value{};
  return found ? Value::none() : raise_key_error(machine, args[1]);
}

// The first one in, since sets here iterate in that order.
Value pop(Machine& machine, Args args) {
  TableBody& table = machine.heap.set(args[0]);
  int32_t at = 0;
  if (next_entry(table, &at) != nullptr) return table_take(table, at - 1).key;
  const Owned text = own(machine.heap, machine.heap.new_str("pop from an empty set"));
  return raise_key_error(machine, text.get());
}

Value clear(Machine& machine, Args args) {
  table_clear(machine, machine.heap.set(args[0]));
  return Value::none();
}

Value copy(Machine& machine, Args args) { return set_copy(machine, args[0]); }

// self op= each of the iterables in args[1].
bool apply_all(Machine& machine, BinaryOperator op, Value set, Value iterables) {
  for (const Value iterable : machine.heap.tuple(iterables).items) {
    const Owned other = own(machine.heap, as_set(machine, iterable));
    if (!other) return false;
    const Owned result =
        own(machine.heap, set_operation_in_place(machine, op, set, other.get(), iterable.is_set()));
    if (!result) return false;
  }
  return true;
}

template <BinaryOperator kOp>
Value update_with(Machine& machine, Args args) {
  return apply_all(machine, kOp, args[0], args[1]) ? Value::none() : Value{};
}

template <BinaryOperator kOp>
Value combined_with(Machine& machine, Args args) {
  Owned set = own(machine.heap, set_copy(machine, args[0]));
  return apply_all(machine, kOp, set.get(), args[1]) ? set.release() : Value{};
}

// symmetric_difference takes just one iterable.
Value symmetric_update(Machine& machine, Args args) {
  const Owned other = own(machine.heap, as_set(machine, args[1]));
  if (!other) return Value{};
  const Owned result = own(
      machine.heap, set_operation_in_place(machine, BinaryOperator::kXor, args[0], other.get()));
  return result ? Value::none() : Value{};
}

Value symmetric_difference(Machine& machine, Args args) {
  const Owned other = own(machine.heap, as_set(machine, args[1]));
  if (!other) return Value{};
  bool unsupported = false;
  return set_operation(machine, BinaryOperator::kXor, args[0], other.get(), &unsupported);
}

template <CompareOperator kOp>
Value is_ordered(Machine& machine, Args args) {
  const Owned other = own(machine.heap, as_set(machine, args[1]));
  if (!other) return Value{};
  bool failed = false;
  const bool result = set_order(machine, kOp, args[0], other.get(), &failed);
  return failed ? Value{} : Value::boolean(result);
}

Value is_disjoint(Machine& machine, Args args) {
  const Owned other = own(machine.heap, as_set(machine, args[1]));
  if (!other) return Value{};
  bool unsupported = false;
  const Owned common = own(machine.heap, set_operation(machine, BinaryOperator::kAnd, args[0],
                                                       other.get(), &unsupported));
  return common ? Value::boolean(machine.heap.set(common.get()).size == 0) : Value{};
}

}  // namespace

namespace {

// frozenset(iterable): one that is one already is the same object.
Value make_frozen_set(Machine& machine, Args args) {
  if (args[1].is(Type::kFrozenSet)) return machine.heap.retain(args[1]);
  return filled(machine, machine.heap.new_frozen_set(), args[1]);
}

Value same_again(Machine& machine, Args args) { return machine.heap.retain(args[0]); }

// What both have: it changes neither.
void add_questions(ClassBuilder klass) {
  using Binary = BinaryOperator;
  klass.method("union", "*others", combined_with<Binary::kOr>)
      .method("intersection", "*others", combined_with<Binary::kAnd>)
      .method("difference", "*others", combined_with<Binary::kSub>)
      .method("symmetric_difference", "other, /", symmetric_difference)
      .method("issubset", "other, /", is_ordered<CompareOperator::kLe>)
      .method("issuperset", "other, /", is_ordered<CompareOperator::kGe>)
      .method("isdisjoint", "other, /", is_disjoint);
}

}  // namespace

void add_set(Library& library) {
  using Binary = BinaryOperator;
  ClassBuilder set = library.klass("builtins", "set", Type::kSet);
  set.constructor("iterable=?, /", make_set)
      .method("add", "object, /", add)
      .method("discard", "object, /", discard)
      .method("remove", "object, /", remove)
      .method("pop", "", pop)
      .method("clear", "", clear)
      .method("copy", "", copy)
      .method("update", "*others", update_with<Binary::kOr>)
      .method("intersection_update", "*others", update_with<Binary::kAnd>)
      .method("difference_update", "*others", update_with<Binary::kSub>)
      .method("symmetric_difference_update", "other, /", symmetric_update);
  add_questions(set);
  ClassBuilder frozen = library.klass("builtins", "frozenset", Type::kFrozenSet);
  frozen.constructor("iterable=?, /", make_frozen_set).method("copy", "", same_again);
  add_questions(frozen);
}

}  // namespace grove
