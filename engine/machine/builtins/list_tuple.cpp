// The classes list and tuple.
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/kept_place.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/types/arithmetic.h"

namespace grove {

namespace {

std::vector<Value>& self_items(Machine& machine, Args args) {
  return machine.heap.list(args[0]).items;
}

Value make_list(Machine& machine, Args args) {
  std::vector<Value> items;
  if (!args[1].is_null() && !collect(machine, args[1], &items)) return Value{};
  return machine.heap.new_list(std::move(items));
}

Value make_tuple(Machine& machine, Args args) {
  if (args[1].is(Type::kTuple)) return machine.heap.retain(args[1]);
  std::vector<Value> items;
  if (!args[1].is_null() && !collect(machine, args[1], &items)) return Value{};
  return machine.heap.new_tuple(std::move(items));
}

Value append(Machine& machine, Args args) {
  machine.heap.append(args[0], machine.heap.retain(args[1]));
  return Value::none();
}

Value extend(Machine& machine, Args args) {
  if (takes_turns(machine, args[1])) {
    const Owned list = own(machine.heap, machine.ask_native(kExtendList, {args.values, 2}));
    return list ? Value::none() : Value{};
  }
  return list_extend(machine, args[0], args[1]) ? Value::none() : Value{};
}

// All items behind the place move.
bool afford_move(Machine& machine, const std::vector<Value>& items, int64_t at) {
  return machine.afford_items(items.size() - static_cast<std::size_t>(at));
}

Value insert(Machine& machine, Args args) {
  int64_t at = 0;
  if (!to_index(machine, args[1], &at)) return Value{};
  auto& items = self_items(machine, args);
  int64_t end = 0;
  clamp_positions(static_cast<int64_t>(items.size()), &at, &end);
  if (!afford_move(machine, items, at)) return Value{};
  machine.heap.make_room(args[0], 1);
  items.insert(items.begin() + at, machine.heap.retain(args[2]));
  return Value::none();
}

Value pop(Machine& machine, Args args) {
  int64_t at = 0;
  if (!to_index(machine, args[1], &at)) return Value{};
  auto& items = self_items(machine, args);
  const auto size = static_cast<int64_t>(items.size());
  if (size == 0) return machine.raise_error("IndexError", "pop from empty list");
  if (at < 0) at += size;
  if (at < 0 || at >= size) return machine.raise_error("IndexError", "pop index out of range");
  if (!afford_move(machine, items, at)) return Value{};
  const Value item = items[static_cast<std::size_t>(at)];
  items.erase(items.begin() + at);
  return item;
}

Value clear(Machine& machine, Args args) {
  std::vector<Value> items;
  items.swap(self_items(machine, args));
  machine.heap.recharge(machine.heap.list(args[0]));
  release_all(machine, &items);
  return Value::none();
}

Value copy(Machine& machine, Args args) {
  std::vector<Value> items;
  if (!collect(machine, args[0], &items)) return Value{};
  return machine.heap.new_list(std::move(items));
}

Value reverse(Machine& machine, Args args) {
  auto& items = self_items(machine, args);
  if (!machine.afford_items(items.size())) return Value{};
  std::reverse(items.begin(), items.end());
  return Value::none();
}

const std::vector<Value>& items_of(Machine& machine, Value v) {
  return v.is(Type::kList) ? machine.heap.list(v).items : machine.heap.tuple(v).items;
}

// The first item in [start, end) that is equal; -1: none; false: pending.
bool find_item(Machine& machine, Value sequence, Value item, int64_t start, int64_t end,
               int64_t* out) {
  const auto& items = items_of(machine, sequence);
  clamp_positions(static_cast<int64_t>(items.size()), &start, &end);
  bool failed = false;
  *out = -1;
  const bool asks = may_have_specials(item);
  KeptPlace place(machine);
  for (int64_t i = start; i < end && !failed; ++i) {
    const auto at = static_cast<std::size_t>(i);
    i = static_cast<int64_t>(place.from(at, asks || may_have_specials(items[at])));
    if (i >= end || i >= static_cast<int64_t>(items.size())) break;
    if (!machine.afford_item()) return false;
    if (equal(machine, items[static_cast<std::size_t>(i)], item, &failed)) {
      *out = i;
      break;
    }
    if (!failed) place.passed(static_cast<std::size_t>(i));
  }
  return !failed;
}

Value remove(Machine& machine, Args args) {
  auto& items = self_items(machine, args);
  int64_t at = -1;
  if (!find_item(machine, args[0], args[1], 0, static_cast<int64_t>(items.size()), &at)) {
    return Value{};
  }
  if (at < 0) return raise_value_error(machine, "list.remove(x): x not in list");
  if (!afford_move(machine, items, at)) return Value{};
  const Value item = items[static_cast<std::size_t>(at)];
  items.erase(items.begin() + at);
  machine.heap.release(item);
  return Value::none();
}

// index(value, start, stop) of lists and tuples.
Value index(Machine& machine, Args args) {
  int64_t start = 0;
  int64_t end = 0;
  const auto size = static_cast<int64_t>(items_of(machine, args[0]).size());
  for (const Value v : {args[2], args[3]}) {
    if (v.is_null() || is_integer(v)) continue;
    return raise_type_error(machine, "slice indices must be integers or have an __index__ method");
  }
  if (!to_position(machine, args[2], 0, &start) || !to_position(machine, args[3], size, &end)) {
    return Value{};
  }
  int64_t at = -1;
  if (!find_item(machine, args[0], args[1], start, end, &at)) return Value{};
  if (at >= 0) return Value::of_int(at);
  if (args[0].is(Type::kTuple)) {
    return raise_value_error(machine, "tuple.index(x): x not in tuple");
  }
  const Owned text = own(machine.heap, repr_value(machine, args[1]));
  if (!text) return Value{};
  return raise_value_error(machine, machine.heap.str(text.get()).utf8 + " is not in list");
}

Value count(Machine& machine, Args args) {
  int64_t n = 0;
  bool failed = false;
  for (const Value item : items_of(machine, args[0])) {
    if (!machine.afford_item()) return Value{};
    if (equal(machine, item, args[1], &failed)) ++n;
    if (failed) return Value{};
  }
  return Value::of_int(n);
}

}  // namespace

void add_list(Library& library) {
  library.klass("builtins", "list", Type::kList)
      .constructor("iterable=?, /", make_list)
      .method("append", "object, /", append)
      .method("extend", "iterable, /", extend)
      .method("insert", "index, object, /", insert)
      .method("pop", "index=-1, /", pop)
      .method("clear", "", clear)
      .method("copy", "", copy)
      .method("reverse", "", reverse)
      .method("remove", "value, /", remove)
      .method("index", "value, start=?, stop=?, /", index)
      .method("count", "value, /", count);
}

void add_tuple(Library& library) {
  library.klass("builtins", "tuple", Type::kTuple)
      .constructor("iterable=?, /", make_tuple)
      .method("index", "value, start=?, stop=?, /", index)
      .method("count", "value, /", count);
}

}  // namespace grove
