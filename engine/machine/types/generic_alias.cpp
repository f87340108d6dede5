#include "engine/machine/types/generic_alias.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// An alias is an object with values = {class, tuple of arguments}; a union's values are its
// members.
bool is_of(Machine& machine, Value v, std::string_view class_name) {
  return v.is(Type::kObject) && machine.heap.klass(machine.heap.object(v).klass).name == class_name;
}

// Hidden classes stand in no module's table of names.
int32_t hidden_class_index(const Library& library, std::string_view name) {
  const auto& classes = library.classes();
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].name == name) return static_cast<int32_t>(i);
  }
  ENSURE(false, "a hidden class was not added to the library");
}

Value new_of(Machine& machine, const char* class_name, std::vector<Value> values) {
  const int32_t klass = hidden_class_index(machine.library(), class_name);
  const Value v = machine.new_object(machine.builtin_class(klass), -1);
  machine.heap.object(v).values = std::move(values);
  return v;
}

// False: pending, or open.
bool show(Machine& machine, Value v, std::string* text) {
  if (v.is(Type::kEllipsis)) {
    *text += "...";
  } else if (v.is_none()) {
    *text += "None";
  } else if (v.is(Type::kClass)) {
    const ClassBody& klass = machine.heap.klass(v);
    *text += klass.module == "builtins" ? klass.qualname : klass.module + "." + klass.qualname;
  } else {
    const Owned shown = own(machine.heap, repr_value(machine, v));
    if (!shown) return false;
    *text += text_of(machine, shown.get());
  }
  return true;
}

bool show_all(Machine& machine, const std::vector<Value>& values, const char* between,
              std::string* text) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) *text += between;
    if (!show(machine, values[i], text)) return false;
  }
  return true;
}

Value repr_alias(Machine& machine, Args args) {
  const std::vector<Value> values = machine.heap.object(args[0]).values;
  const std::vector<Value> arguments = machine.heap.tuple(values[1]).items;
  std::string text;
  if (!show(machine, values[0], &text)) return Value{};
  text += arguments.empty() ? "[()" : "[";
  if (!show_all(machine, arguments, ", ", &text)) return Value{};
  return machine.heap.new_str(text + "]");
}

Value repr_union(Machine& machine, Args args) {
  const std::vector<Value> members = machine.heap.object(args[0]).values;
  std::string text;
  if (!show_all(machine, members, " | ", &text)) return Value{};
  return machine.heap.new_str(text);
}

// GenericAlias(origin, arguments)
Value make_alias(Machine& machine, Args args) {
  const Value tuple = args[2].is(Type::kTuple)
                          ? machine.heap.retain(args[2])
                          : machine.heap.new_tuple({machine.heap.retain(args[2])});
  const Value v = machine.new_object(args[0], -1);
  machine.heap.object(v).values = {machine.heap.retain(args[1]), tuple};
  return v;
}

template <std::size_t kIndex>
Value part(Machine& machine, Args args) {
  return machine.heap.retain(machine.heap.object(args[0]).values[kIndex]);
}

Value members_of_union(Machine& machine, Args args) {
  std::vector<Value> members = machine.heap.object(args[0]).values;
  for (Value& member : members) {
    machine.heap.retain(member);
    if (member.is_none()) member = machine.heap.retain(machine.class_of(member));
  }
  return machine.heap.new_tuple(std::move(members));
}

// What makes an alias of the class makes a thing of the class.
Turn call_alias(Machine& machine, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  if (resume.kind == Resume::Kind::kException) {
    machine.raise_as_is(resume.value);
    return Turn::raised();
  }
  std::vector<Value> names;
  std::vector<Value> given;
  int32_t at = 0;
  while (const auto* entry = next_entry(machine.heap.dict(frame.slots[2]), &at)) {
    names.push_back(entry->key);
    given.push_back(entry->value);
  }
  const std::vector<Value> positional = machine.heap.tuple(frame.slots[1]).items;
  machine.set_call(machine.heap.object(frame.slots[0]).values[0], positional, given, names);
  return Turn::call();
}

// The same for equal ones; unions are equal in any order.
Value hash_values(Machine& machine, Args args) {
  int64_t sum = 0;
  bool failed = false;
  for (const Value v : machine.heap.object(args[0]).values) {
    sum += hash_of(machine, v, &failed);
    if (failed) return Value{};
  }
  return Value::of_int(sum);
}

Value equal_values(Machine& machine, Args args) {
  if (!args[1].is(Type::kObject)) return Value::of(Type::kNotImplemented, 0);
  const ObjectBody& a = machine.heap.object(args[0]);
  const ObjectBody& b = machine.heap.object(args[1]);
  if (!same(a.klass, b.klass) || a.values.size() != b.values.size()) return Value::boolean(false);
  bool failed = false;
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    if (!equal(machine, a.values[i], b.values[i], &failed)) break;
    if (i + 1 == a.values.size()) return Value::boolean(true);
  }
  return failed ? Value{} : Value::boolean(false);
}

void add_members(Machine& machine, Value v, std::vector<Value>* members) {
  const std::vector<Value> added =
      is_of(machine, v, "UnionType") ? machine.heap.object(v).values : std::vector<Value>{v};
  for (const Value member : added) {
    bool known = false;
    for (const Value m : *members) known = known || same(m, member);
    if (!known) members->push_back(machine.heap.retain(member));
  }
}

bool can_be_member(Machine& machine, Value v) {
  return v.is(Type::kClass) || v.is_none() || is_of(machine, v, "UnionType") ||
         is_of(machine, v, "GenericAlias");
}

bool is_generic(Machine& machine, Value klass) {
  const int32_t native = machine.heap.klass(klass).native_class;
  return native >= 0 && machine.library().classes()[static_cast<std::size_t>(native)].is_generic;
}

}  // namespace

Value generic_alias(Machine& machine, Value klass, Value arguments) {
  Heap& heap = machine.heap;
  const ClassBody& body = heap.klass(klass);
  constexpr std::string_view kGeneric[] = {"list", "dict", "tuple", "set", "frozenset", "type"};
  bool generic = false;
  for (const std::string_view name : kGeneric) {
    generic = generic || (body.module == "builtins" && body.name == name);
  }
  const bool one_type = is_generic(machine, klass);
  // A class of the program's has its `__class_getitem__` from there.
  const bool inherits =
      body.native_class < 0 && std::any_of(body.mro.begin(), body.mro.end(),
                                           [&](Value base) { return is_generic(machine, base); });
  if (!generic && !one_type && !inherits) {
    return machine.raise_error("TypeError",
                               fmt::format("type '{}' is not subscriptable", body.name));
  }
  if (one_type && arguments.is_none()) arguments = machine.class_of(arguments);
  const Value tuple = arguments.is(Type::kTuple) ? heap.retain(arguments)
                                                 : heap.new_tuple({heap.retain(arguments)});
  const std::size_t count = heap.tuple(tuple).items.size();
  if (one_type && count != 1) {
    heap.release(tuple);
    return machine.raise_error(
        "TypeError", fmt::format("Too {} arguments for <class '{}.{}'>; actual {}, expected 1",
                                 count == 0 ? "few" : "many", body.module, body.name, count));
  }
  return new_of(machine, "GenericAlias", {heap.retain(klass), tuple});
}

Value type_union(Machine& machine, Value a, Value b) {
  if (!can_be_member(machine, a) || !can_be_member(machine, b) || (a.is_none() && b.is_none())) {
    return Value{};
  }
  std::vector<Value> members;
  add_members(machine, a, &members);
  add_members(machine, b, &members);
  if (members.size() == 1) return members[0];
  return new_of(machine, "UnionType", std::move(members));
}

const std::vector<Value>* union_members(Machine& machine, Value v) {
  return is_of(machine, v, "UnionType") ? &machine.heap.object(v).values : nullptr;
}

Value origin_of_alias(Machine& machine, Value v) {
  return is_of(machine, v, "GenericAlias") ? machine.heap.object(v).values[0] : Value{};
}

void add_generic_aliases(Library& library) {
  library.hidden_class("GenericAlias", Type::kObject)
      .constructor("origin, arguments, /", make_alias)
      .method("__repr__", "", repr_alias)
      .method("__eq__", "other, /", equal_values)
      .method("__hash__", "", hash_values)
      .method_turns("__call__", "*args, **kwargs", call_alias)
      .property("__origin__", part<0>)
      .property("__args__", part<1>);
  library.hidden_class("UnionType", Type::kObject)
      .method("__repr__", "", repr_union)
      .method("__eq__", "other, /", equal_values)
      .method("__hash__", "", hash_values)
      .property("__args__", members_of_union);
}

}  // namespace grove
