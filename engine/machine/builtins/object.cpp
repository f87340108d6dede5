// What every object has: the methods of object and type; and the functions that ask for them by
// other names (dir, vars, hash).
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/lookup.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/text/traceback.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

bool is_written(Value v) { return !v.is_null() && !v.is(Type::kNative) && !v.is_none(); }

bool has_arguments(Machine& m, Value tuple, Value dict) {
  return !m.heap.tuple(tuple).items.empty() || m.heap.dict(dict).size > 0;
}

// object.__init__(self, *args, **kwargs)
Value object_init(Machine& m, Args args) {
  if (!has_arguments(m, args[1], args[2])) return Value::none();
  const Value klass = m.class_of(args[0]);
  if (is_written(m.find_in_class(klass, known(Known::kInit)))) {
    return raise_type_error(
        m, "object.__init__() takes exactly one argument (the instance to initialize)");
  }
  if (is_written(m.find_in_class(klass, known(Known::kNew))) ||
      !content_class(m, klass).is_null()) {
    return Value::none();
  }
  return raise_type_error(
      m, fmt::format("{}.__init__() takes exactly one argument (the instance to initialize)",
                     m.heap.klass(klass).name));
}

bool check_new(Machine& m, Value cls, Value tuple, Value dict) {
  if (!cls.is(Type::kClass)) {
    raise_type_error(
        m, fmt::format("object.__new__(X): X is not a type object ({})", m.type_name(cls)));
    return false;
  }
  const ClassBody& body = m.heap.klass(cls);
  if (body.is_abstract) {
    raise_type_error(m, m.abstract_complaint(cls));
    return false;
  }
  if (body.layout != Layout::kPlain || !has_arguments(m, tuple, dict)) return true;
  if (is_written(m.find_in_class(cls, known(Known::kNew)))) {
    raise_type_error(m, "object.__new__() takes exactly one argument (the type to instantiate)");
    return false;
  }
  if (is_written(m.find_in_class(cls, known(Known::kInit)))) return true;
  raise_type_error(m, body.name + "() takes no arguments");
  return false;
}

// object.__new__(cls, /, *args, **kwargs): also what dict.__new__ and the others are.
Turn object_new(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  const Value cls = frame.slots[0];
  if (resume.kind == Resume::Kind::kValue) {
    return Turn::done(frame.state == 1 ? resume.value : new_instance(m, cls, resume.value));
  }
  if (!check_new(m, cls, frame.slots[1], frame.slots[2])) return Turn::raised();
  const ClassBody& body = m.heap.klass(cls);
  const std::vector<Value>& given = m.heap.tuple(frame.slots[1]).items;
  if (body.layout == Layout::kException && body.native_class < 0) {
    std::vector<Value> values = given;
    for (Value v : values) m.heap.retain(v);
    return Turn::done(m.new_exception(cls, std::move(values)));
  }
  if (body.layout == Layout::kPlain) return Turn::done(new_instance(m, cls, Value{}));
  std::vector<Value> values, names;
  split_keywords(m, frame.slots[2], &values, &names);
  const Value content = content_class(m, cls);
  if (content.is_null()) frame.state = 1;
  const Type type = content.is_null() ? Type::kNull : m.heap.klass(content).instance_type;
  const bool is_made_empty = type == Type::kList || type == Type::kDict || type == Type::kSet;
  if (is_made_empty) {
    m.set_call(content, {});
  } else {
    m.set_call(content.is_null() ? cls : content, given, values, names);
  }
  return Turn::call();
}

// --- What operators do without being told ---

Value object_repr(Machine& m, Args args) { return plain_value_repr(m, args[0]); }
Value object_str(Machine& m, Args args) {
  const Value content = content_of(m, args[0]);
  if (content.is(Type::kStr)) return m.heap.retain(content);
  return repr_value(m, args[0]);
}

Value not_implemented() { return Value::of(Type::kNotImplemented, 0); }

// What they are at bottom decides, if its type knows the other one.
Value compare_contents(Machine& m, CompareOperator op, Args args) {
  const Value a = content_of(m, args[0]), b = content_of(m, args[1]);
  const bool is_content = !a.is(Type::kInstance) && !a.is(Type::kObject);
  if (!is_content || (a.type != b.type && !(is_number(a) && is_number(b)))) {
    return not_implemented();
  }
  return compare(m, op, a, b);
}

Value object_eq(Machine& m, Args args) {
  if (same(args[0], args[1])) return Value::boolean(true);
  return compare_contents(m, CompareOperator::kEq, args);
}

Value object_ne(Machine& m, Args args) {
  const Owned equal = own(m.heap, compare_by_special(m, CompareOperator::kEq, args[0], args[1]));
  if (!equal) return Value{};
  if (equal.get().is(Type::kNotImplemented)) {
    return same(args[0], args[1]) ? Value::boolean(false) : not_implemented();
  }
  bool failed = false;
  const bool truth = truth_of(m, equal.get(), &failed);
  return failed ? Value{} : Value::boolean(!truth);
}

template <CompareOperator kOp>
Value object_order(Machine& m, Args args) {
  return compare_contents(m, kOp, args);
}

Value object_hash(Machine& m, Args args) {
  const Value content = content_of(m, args[0]);
  if (same(content, args[0]) || content.is(Type::kObject)) {
    return Value::of_int(hash_of_identity(args[0]));
  }
  bool failed = false;
  const int64_t hash = hash_of(m, content, &failed);
  return failed ? Value{} : Value::of_int(hash);
}

Value object_format(Machine& m, Args args) {
  if (!args[1].is(Type::kStr)) {
    return raise_type_error(
        m, fmt::format("__format__() argument must be str, not {}", m.type_name(args[1])));
  }
  const Value content = content_of(m, args[0]);
  if (!same(content, args[0])) {
    return format_value(m, content, kConvertNone, text_of(m, args[1]));
  }
  if (text_of(m, args[1]).empty()) return str_value(m, args[0]);
  return raise_type_error(
      m, fmt::format("unsupported format string passed to {}.__format__", m.type_name(args[0])));
}

// --- Attributes ---

Value object_getattribute(Machine& m, Args args) {
  Symbol name;
  if (!to_attribute_name(m, args[1], &name)) return Value{};
  const Value found = m.settle(look_up(m, args[0], name));
  if (found.is_null() && !m.has_pending()) raise_no_attribute(m, args[0], name);
  return found;
}

Value object_setattr(Machine& m, Args args) {
  Symbol name;
  if (!to_attribute_name(m, args[1], &name)) return Value{};
  return m.settle_change(store(m, args[0], name, args[2])) ? Value::none() : Value{};
}

Value object_delattr(Machine& m, Args args) {
  Symbol name;
  if (!to_attribute_name(m, args[1], &name)) return Value{};
  return m.settle_change(erase(m, args[0], name)) ? Value::none() : Value{};
}

Value names_of(Machine& m, Value object) {
  std::vector<Value> names;
  for (const std::string& name : attribute_names(m, object)) names.push_back(m.heap.new_str(name));
  return m.heap.new_list(std::move(names));
}

Value object_dir(Machine& m, Args args) { return names_of(m, args[0]); }

Value none_of_class(Machine&, Args) { return Value::none(); }
Value knows_no_subclass(Machine&, Args) { return Value::of(Type::kNotImplemented, 0); }

// dir(object)
Value dir(Machine& m, Args args) {
  if (args[0].is_null()) {
    return raise_type_error(m, "dir() without an argument is not supported in Grove");
  }
  bool found = false;
  const Owned said = own(m.heap, call_special(m, args[0], Known::kDir, {}, &found));
  if (!found) return names_of(m, args[0]);
  if (!said) return Value{};
  std::vector<Value> names;
  if (!collect(m, said.get(), &names)) return Value{};
  bool failed = false;
  std::stable_sort(names.begin(), names.end(), [&](Value a, Value b) {
    return !failed && compares(m, CompareOperator::kLt, a, b, &failed);
  });
  if (!failed) return m.heap.new_list(std::move(names));
  release_all(m, &names);
  return Value{};
}

Value vars(Machine& m, Args args) {
  if (args[0].is_null()) {
    return raise_type_error(m, "vars() without an argument is not supported in Grove");
  }
  const Value dict = m.find_attribute(args[0], known(Known::kDict));
  if (dict || m.has_pending()) return dict;
  return raise_type_error(m, "vars() argument must have __dict__ attribute");
}

Value hash(Machine& m, Args args) {
  bool failed = false;
  const int64_t value = hash_of(m, args[0], &failed);
  return failed ? Value{} : Value::of_int(value);
}

// --- type ---

// type.__call__(cls, *args, **kwargs): makes an instance, whatever the metaclass says.
Turn type_call(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  std::vector<Value> values, names;
  split_keywords(m, frame.slots[2], &values, &names);
  m.set_call(frame.slots[0], m.heap.tuple(frame.slots[1]).items, values, names);
  m.construct_only();
  return Turn::call();
}

Value type_prepare(Machine& m, Args) { return m.heap.new_dict(); }

Value type_mro(Machine& m, Args args) {
  std::vector<Value> order{m.heap.retain(args[0])};
  for (Value v : m.heap.klass(args[0]).mro) order.push_back(m.heap.retain(v));
  return m.heap.new_list(std::move(order));
}

Value type_instancecheck(Machine& m, Args args) {
  return Value::boolean(m.is_instance(args[1], args[0]));
}

Value type_subclasscheck(Machine& m, Args args) {
  return Value::boolean(args[1].is(Type::kClass) && m.is_subclass(args[1], args[0]));
}

}  // namespace

void add_object(Library& library) {
  library.klass("builtins", "object")
      .static_turns("__new__", "cls, /, *args, **kwargs", object_new)
      .method("__init__", "*args, **kwargs", object_init)
      .method("__repr__", "", object_repr)
      .method("__str__", "", object_str)
      .method("__eq__", "value, /", object_eq)
      .method("__ne__", "value, /", object_ne)
      .method("__lt__", "value, /", object_order<CompareOperator::kLt>)
      .method("__le__", "value, /", object_order<CompareOperator::kLe>)
      .method("__gt__", "value, /", object_order<CompareOperator::kGt>)
      .method("__ge__", "value, /", object_order<CompareOperator::kGe>)
      .method("__hash__", "", object_hash)
      .method("__format__", "format_spec, /", object_format)
      .method("__getattribute__", "name, /", object_getattribute)
      .method("__setattr__", "name, value, /", object_setattr)
      .method("__delattr__", "name, /", object_delattr)
      .method("__dir__", "", object_dir)
      .class_method("__init_subclass__", "", none_of_class)
      .class_method("__subclasshook__", "*args", knows_no_subclass);
  library.klass("builtins", "type")
      .method_turns("__call__", "*args, **kwargs", type_call)
      .method("__init__", "*args, **kwargs", none_of_class)
      .class_method("__prepare__", "*args, **kwargs", type_prepare)
      .method("mro", "", type_mro)
      .method("__instancecheck__", "instance, /", type_instancecheck)
      .method("__subclasscheck__", "subclass, /", type_subclasscheck);
  library.module("builtins")
      .function("dir", "object=?, /", dir)
      .function("vars", "object=?, /", vars)
      .function("hash", "obj, /", hash)
      .not_implemented();
}

}  // namespace grove
