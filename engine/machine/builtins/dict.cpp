// The class dict and its views.
#include <fmt/format.h>

#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/answers.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/containers.h"

namespace grove {

namespace {

// The method `keys` of what is no dict and has one, a new reference, or null.
Value keys_of_mapping(Machine& machine, Value v) {
  const bool may_be_mapping = v.is(Type::kInstance) || v.is(Type::kObject);
  if (!may_be_mapping || content_of(machine, v).is(Type::kDict)) return Value{};
  return machine.find_attribute(v, machine.symbol_of("keys"));
}

// Looks each of the keys up.
bool update_from_mapping(Machine& machine, Value dict, Value mapping, Value method) {
  Heap& heap = machine.heap;
  Kept keys(machine);
  if (keys.is_new()) {
    const Owned found = own(heap, machine.ask(method, {}));
    std::vector<Value> items;
    if (!found || !collect(machine, found.get(), &items)) return false;
    keys.keep(heap.new_list(std::move(items)));
  }
  Kept values(machine);
  if (values.is_new()) values.keep(heap.new_list({}));
  const std::size_t count = heap.list(keys.value()).items.size();
  for (std::size_t at = heap.list(values.value()).items.size(); at < count; ++at) {
    const Value value = get_item(machine, mapping, heap.list(keys.value()).items[at]);
    if (value.is_null()) return false;
    heap.list(values.value()).items.push_back(value);
    heap.recharge(heap.list(values.value()));
    values.settle();
  }
  for (std::size_t at = 0; at < count; ++at) {
    if (!dict_set(machine, dict, heap.list(keys.value()).items[at],
                  heap.list(values.value()).items[at])) {
      return false;
    }
  }
  return true;
}

// The dict (taken over), updated. args[1]: a tuple of at most one dict or iterable of pairs;
// args[2]: keywords.
Value updated(Machine& machine, const char* function, Value dict, Args args) {
  Owned result = own(machine.heap, dict);
  const auto& given = machine.heap.tuple(args[1]).items;
  if (given.size() > 1) {
    return raise_type_error(
        machine, fmt::format("{} expected at most 1 argument, got {}", function, given.size()));
  }
  const Value keys = given.empty() ? Value{} : keys_of_mapping(machine, given[0]);
  if (machine.has_pending()) return Value{};
  if (keys) {
    const Owned keep = own(machine.heap, keys);
    if (!update_from_mapping(machine, dict, given[0], keys)) return Value{};
  } else if (!given.empty() && takes_turns(machine, given[0])) {
    const Value asked[] = {dict, given[0]};
    result = own(machine.heap, machine.ask_native(kUpdateDict, asked));
    if (!result) return Value{};
  } else if (!given.empty() && !dict_update(machine, dict, given[0])) {
    return Value{};
  }
  return dict_update(machine, result.get(), args[2]) ? result.release() : Value{};
}

Value make_dict(Machine& machine, Args args) {
  return updated(machine, "dict", machine.heap.new_dict(), args);
}

Value update(Machine& machine, Args args) {
  const Owned done =
      own(machine.heap, updated(machine, "update", machine.heap.retain(args[0]), args));
  return done ? Value::none() : Value{};
}

Value get(Machine& machine, Args args) {
  bool failed = false;
  const Value found = dict_find(machine, args[0], args[1], &failed);
  if (failed) return Value{};
  return machine.heap.retain(found ? found : args[2]);
}

Value set_default(Machine& machine, Args args) {
  bool failed = false;
  const int64_t hash = hash_of(machine, args[1], &failed);
  if (failed) return Value{};
  TableBody& table = machine.heap.dict(args[0]);
  const int32_t at = table_find(machine, table, args[1], hash, &failed);
  if (failed) return Value{};
  if (at >= 0) return machine.heap.retain(table.entries[static_cast<std::size_t>(at)].value);
  table_add(machine, table, args[1], hash, args[2]);
  return machine.heap.retain(args[2]);
}

Value pop(Machine& machine, Args args) {
  // An empty dict does not ask the key for its hash.
  if (machine.heap.dict(args[0]).size > 0) {
    bool failed = false;
    const Value taken = dict_remove(machine, args[0], args[1], &failed);
    if (failed || taken) return taken;
  }
  return args[2].is_null() ? raise_key_error(machine, args[1]) : machine.heap.retain(args[2]);
}

Value pop_item(Machine& machine, Args args) {
  TableBody& table = machine.heap.dict(args[0]);
  if (table.size == 0) {
    const Owned text = own(machine.heap, machine.heap.new_str("popitem(): dictionary is empty"));
    return raise_key_error(machine, text.get());
  }
  const TableBody::Entry taken = table_take_last(table);
  return machine.heap.new_tuple({taken.key, taken.value});
}

Value clear(Machine& machine, Args args) {
  table_clear(machine, machine.heap.dict(args[0]));
  return Value::none();
}

Value copy(Machine& machine, Args args) { return dict_copy(machine, args[0]); }

template <DictViewBody::Kind kKind>
Value view(Machine& machine, Args args) {
  const Value v = machine.heap.allocate(Type::kDictView);
  DictViewBody& body = machine.heap.dict_view(v);
  body.kind = kKind;
  body.dict = machine.heap.retain(args[0]);
  return v;
}

// Called on the class: dict.fromkeys(iterable, value).
Value from_keys(Machine& machine, Args args) {
  std::vector<Value> keys;
  if (!collect(machine, args[1], &keys)) return Value{};
  Owned dict = own(machine.heap, machine.heap.new_dict());
  bool ok = true;
  for (std::size_t i = 0; ok && i < keys.size(); ++i) {
    ok = machine.afford_item() && dict_set(machine, dict.get(), keys[i], args[2]);
  }
  release_all(machine, &keys);
  return ok ? dict.release() : Value{};
}

}  // namespace

void add_dict(Library& library) {
  using Kind = DictViewBody::Kind;
  library.klass("builtins", "dict", Type::kDict)
      .constructor("*args, **kwargs", make_dict)
      .method("update", "*args, **kwargs", update)
      .method("get", "key, default=None, /", get)
      .method("setdefault", "key, default=None, /", set_default)
      .method("pop", "key, default=?, /", pop)
      .method("popitem", "", pop_item)
      .method("clear", "", clear)
      .method("copy", "", copy)
      .method("keys", "", view<Kind::kKeys>)
      .method("values", "", view<Kind::kValues>)
      .method("items", "", view<Kind::kItems>)
      .class_method("fromkeys", "iterable, value=None, /", from_keys);
}

}  // namespace grove
