#include "engine/machine/generic_alias.h"

#include <fmt/format.h>

#include <string_view>

#include "engine/machine/format.h"
#include "engine/machine/machine.h"
#include "engine/machine/operators.h"

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

std::string shown(Machine& machine, Value v) {
  if (v.is(Type::kEllipsis)) return "...";
  if (v.is_none()) return "None";
  if (!v.is(Type::kClass)) return repr(machine, v);
  const ClassBody& klass = machine.heap.klass(v);
  return klass.module == "builtins" ? klass.qualname : klass.module + "." + klass.qualname;
}

Value repr_alias(Machine& machine, Args args) {
  const std::vector<Value> values = machine.heap.object(args[0]).values;
  std::string text;
  for (const Value argument : machine.heap.tuple(values[1]).items) {
    text += (text.empty() ? "" : ", ") + shown(machine, argument);
  }
  if (text.empty()) text = "()";
  return machine.heap.new_str(fmt::format("{}[{}]", shown(machine, values[0]), text));
}

Value repr_union(Machine& machine, Args args) {
  std::string text;
  for (const Value member : machine.heap.object(args[0]).values) {
    text += (text.empty() ? "" : " | ") + shown(machine, member);
  }
  return machine.heap.new_str(text);
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

}  // namespace

Value generic_alias(Machine& machine, Value klass, Value arguments) {
  Heap& heap = machine.heap;
  const ClassBody& body = heap.klass(klass);
  constexpr std::string_view kGeneric[] = {"list", "dict", "tuple", "set", "type"};
  bool generic = false;
  for (const std::string_view name : kGeneric) {
    generic = generic || (body.module == "builtins" && body.name == name);
  }
  if (!generic) {
    return machine.raise_error("TypeError",
                               fmt::format("type '{}' is not subscriptable", body.name));
  }
  const Value tuple = arguments.is(Type::kTuple) ? heap.retain(arguments)
                                                 : heap.new_tuple({heap.retain(arguments)});
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
      .method("__repr__", "", repr_alias)
      .method("__eq__", "other, /", equal_values);
  library.hidden_class("UnionType", Type::kObject)
      .method("__repr__", "", repr_union)
      .method("__eq__", "other, /", equal_values);
}

}  // namespace grove
