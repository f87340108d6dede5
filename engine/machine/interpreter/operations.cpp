#include "engine/machine/interpreter/operations.h"

#include "engine/machine/core/machine.h"
#include "engine/machine/interpreter/sorting.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/containers.h"

namespace grove {

namespace {

Value compare_operation(Machine& m, Args args) {
  return compare(m, static_cast<CompareOperator>(args[0].integer), args[1], args[2]);
}

Value unary_operation(Machine& m, Args args) {
  return unary_op(m, static_cast<PrefixOperator>(args[0].integer), args[1]);
}

Value truth_operation(Machine& m, Args args) {
  bool failed = false;
  const bool truth = truth_of(m, args[0], &failed);
  return failed ? Value{} : Value::boolean(truth != (args[1].integer != 0));
}

Value contains_operation(Machine& m, Args args) {
  bool failed = false;
  const bool found = contains(m, args[1], args[0], &failed);
  return failed ? Value{} : Value::boolean(found != (args[2].integer != 0));
}

Value get_item_operation(Machine& m, Args args) { return get_item(m, args[0], args[1]); }

Value none_if(bool done) { return done ? Value::none() : Value{}; }

Value set_item_operation(Machine& m, Args args) {
  return none_if(set_item(m, args[1], args[2], args[0]));
}

Value delete_item_operation(Machine& m, Args args) {
  return none_if(delete_item(m, args[0], args[1]));
}

// Names come as the numbers of their symbols.
Symbol symbol_in(Value v) { return Symbol{static_cast<int32_t>(v.integer)}; }

Value get_attribute_operation(Machine& m, Args args) {
  return m.get_attribute(args[0], symbol_in(args[1]));
}

Value set_attribute_operation(Machine& m, Args args) {
  return none_if(m.set_attribute(args[1], symbol_in(args[2]), args[0]));
}

Value delete_attribute_operation(Machine& m, Args args) {
  return none_if(m.delete_attribute(args[0], symbol_in(args[1])));
}

Value build_map(Machine& m, Args args) {
  Owned dict = own(m.heap, m.heap.new_dict());
  for (int32_t i = 0; i < args.count; i += 2) {
    if (!dict_set(m, dict.get(), args[i], args[i + 1])) return Value{};
  }
  return dict.release();
}

Value build_set(Machine& m, Args args) {
  Owned set = own(m.heap, m.heap.new_set());
  for (int32_t i = 0; i < args.count; ++i) {
    if (!set_add(m, set.get(), args[i])) return Value{};
  }
  return set.release();
}

Value put(Machine& m, Args args) { return none_if(dict_set(m, args[0], args[1], args[2])); }
Value add(Machine& m, Args args) { return none_if(set_add(m, args[0], args[1])); }
Value update(Machine& m, Args args) { return none_if(dict_update(m, args[0], args[1])); }

// The list that is sorted, in a list of its own: a sort that asks begins again from what was given.
Value sort(Machine& m, Args args) {
  std::vector<Value> items = m.heap.list(args[0]).items;
  std::vector<Value> keys;
  if (!args[1].is_null()) keys = m.heap.list(args[1]).items;
  const bool done = sort_values(m, &items, &keys, args[2].integer != 0);
  if (m.asked()) return Value{};
  // In some order even where it failed, as CPython leaves the list.
  for (Value v : items) m.heap.retain(v);
  std::vector<Value>& list = m.heap.list(args[0]).items;
  std::swap(list, items);
  release_all(m, &items);
  return none_if(done);
}

}  // namespace

void add_operations(Library& library) {
  const auto add_at = [&](const char* name, const char* signature, PlainFunction fn,
                          int32_t index) {
    ENSURE(library.internal_plain(name, signature, fn) == index,
           "the machine's own steps must be the first of a library");
  };
  add_at("compare", "op, a, b", compare_operation, kCompareOperation);
  add_at("unary", "op, a", unary_operation, kUnaryOperation);
  add_at("truth", "a, negated", truth_operation, kTruthOperation);
  add_at("contains", "item, container, negated", contains_operation, kContainsOperation);
  add_at("getitem", "container, index", get_item_operation, kGetItemOperation);
  add_at("setitem", "value, container, index", set_item_operation, kSetItemOperation);
  add_at("delitem", "container, index", delete_item_operation, kDeleteItemOperation);
  add_at("getattr", "object, name", get_attribute_operation, kGetAttributeOperation);
  add_at("setattr", "value, object, name", set_attribute_operation, kSetAttributeOperation);
  add_at("delattr", "object, name", delete_attribute_operation, kDeleteAttributeOperation);
  add_at("build map", "", build_map, kBuildMapOperation);
  add_at("build set", "", build_set, kBuildSetOperation);
  add_at("put", "dict, key, value", put, kPutOperation);
  add_at("add", "set, item", add, kAddOperation);
  add_at("update", "dict, mapping", update, kDictUpdateOperation);
  add_at("sort", "list, keys, reverse", sort, kSortOperation);
}

}  // namespace grove
