#include "engine/machine/types/descriptors.h"

#include <fmt/format.h>

#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/lookup.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

Value new_descriptor(Machine& m, int32_t klass, std::vector<Value> values) {
  const Value v = m.new_object(m.builtin_class(klass), -1);
  m.heap.object(v).values = std::move(values);
  m.heap.recharge(m.heap.object(v));
  return v;
}

std::vector<Value>& values_of(Machine& m, Value v) {
  return m.heap.object(descriptor_object(m, v)).values;
}

Value or_none(Machine& m, Value v) { return v.is_null() ? Value::none() : m.heap.retain(v); }

// --- property ---

Value make_property(Machine& m, Args args) {
  std::vector<Value> values(kPropertyParts);
  for (std::size_t i = 0; i <= kPropertyDoc; ++i) {
    values[i] = or_none(m, args[static_cast<int32_t>(i) + 1]);
  }
  return new_descriptor(m, kPropertyClass, std::move(values));
}

template <PropertyPart kPart>
Value get_part(Machine& m, Args args) {
  return m.heap.retain(values_of(m, args[0])[kPart]);
}

Value get_doc(Machine& m, Args args) {
  const Value doc = values_of(m, args[0])[kPropertyDoc];
  const Value getter = values_of(m, args[0])[kFget];
  if (!doc.is_none() || getter.is_none()) return m.heap.retain(doc);
  const Value of_getter = m.find_attribute(getter, known(Known::kDoc));
  return of_getter.is_null() && !m.has_pending() ? Value::none() : of_getter;
}

Value set_doc(Machine& m, Args args) {
  m.heap.assign(values_of(m, args[0])[kPropertyDoc], m.heap.retain(args[1]));
  return Value::none();
}

// property.setter(f): another property with that part.
template <PropertyPart kPart>
Value with_part(Machine& m, Args args) {
  std::vector<Value> values = values_of(m, args[0]);
  values[kPart] = args[1];
  for (Value v : values) m.heap.retain(v);
  return new_descriptor(m, kPropertyClass, std::move(values));
}

Value set_name(Machine& m, Args args) {
  m.heap.assign(values_of(m, args[0])[kPropertyName], m.heap.retain(args[2]));
  return Value::none();
}

// --- All of them, as methods ---

Value answer(Machine& m, const Lookup& found) {
  switch (found.kind) {
    case Lookup::Kind::kCall:
      return m.ask(found.value, found.args());
    case Lookup::Kind::kMethod: {
      const Value method = m.heap.allocate(Type::kMethod);
      m.heap.method(method).function = m.heap.retain(found.value);
      m.heap.method(method).self = m.heap.retain(found.self);
      return method;
    }
    default:
      return found.value;
  }
}

// descriptor.__get__(instance, owner=None)
Value get_by_descriptor(Machine& m, Args args) {
  const bool of_class = args[1].is_none();
  if (of_class && (args[2].is_null() || args[2].is_none())) {
    return m.raise_error("TypeError", "__get__(None, None) is invalid");
  }
  const Value klass = args[2].is_null() || args[2].is_none() ? m.class_of(args[1]) : args[2];
  return answer(m, bind_to(m, args[0], of_class ? Value{} : args[1], klass));
}

Value change_property(Machine& m, Args args, PropertyPart part, const char* what) {
  const Value function = values_of(m, args[0])[part];
  if (function.is_none()) {
    const Value name = values_of(m, args[0])[kPropertyName];
    return m.raise_error(
        "AttributeError",
        name.is(Type::kStr)
            ? fmt::format("property '{}' of '{}' object has no {}", text_of(m, name),
                          m.class_qualname(m.class_of(args[1])), what)
            : fmt::format("property of '{}' object has no {}",
                          m.class_qualname(m.class_of(args[1])), what));
  }
  const Owned done =
      own(m.heap, m.ask(function, std::span<const Value>(
                                      args.values + 1, static_cast<std::size_t>(args.count - 1))));
  return done ? Value::none() : Value{};
}

Value set_by_property(Machine& m, Args args) { return change_property(m, args, kFset, "setter"); }
Value delete_by_property(Machine& m, Args args) {
  return change_property(m, args, kFdel, "deleter");
}

// --- classmethod, staticmethod ---

template <int32_t kClass>
Value make_wrapper(Machine& m, Args args) {
  return new_descriptor(m, kClass, {m.heap.retain(args[1])});
}

Value get_wrapped(Machine& m, Args args) {
  return m.heap.retain(values_of(m, args[0])[kWrappedFunction]);
}

Value repr_wrapper(Machine& m, Args args) {
  const Owned inner = own(m.heap, repr_value(m, values_of(m, args[0])[kWrappedFunction]));
  if (!inner) return Value{};
  return m.heap.new_str(fmt::format("<{}({})>", m.type_name(args[0]), text_of(m, inner.get())));
}

Turn call_static_method(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  std::vector<Value> values, names;
  split_keywords(m, frame.slots[2], &values, &names);
  m.set_call(values_of(m, frame.slots[0])[kWrappedFunction], m.heap.tuple(frame.slots[1]).items,
             values, names);
  return Turn::call();
}

// Whether what is wrapped, or a part of a property, says that it is abstract.
Value is_abstract(Machine& m, Args args) {
  const std::vector<Value> parts = values_of(m, args[0]);
  for (std::size_t i = 0; i < parts.size() && i <= kFdel; ++i) {
    if (parts[i].is_null() || parts[i].is_none()) continue;
    const Owned said = own(m.heap, m.find_attribute(parts[i], known(Known::kIsAbstract)));
    if (!said && m.has_pending()) return Value{};
    bool failed = false;
    const bool truth = said && truth_of(m, said.get(), &failed);
    if (failed) return Value{};
    if (truth) return Value::boolean(true);
  }
  return Value::boolean(false);
}

// --- Members ---

Value repr_member(Machine& m, Args args) {
  const std::vector<Value>& values = values_of(m, args[0]);
  return m.heap.new_str(fmt::format("<member '{}' of '{}' objects>",
                                    text_of(m, values[kMemberName]),
                                    m.heap.klass(values[kMemberOwner]).name));
}

Value get_member_name(Machine& m, Args args) {
  return m.heap.retain(values_of(m, args[0])[kMemberName]);
}

Value set_by_member(Machine& m, Args args) {
  const Symbol name = m.symbol_of(text_of(m, values_of(m, args[0])[kMemberName]));
  return m.set_attribute(args[1], name, args[2]) ? Value::none() : Value{};
}

void add_property(Library& library) {
  library.klass("builtins", "property")
      .constructor("fget=None, fset=None, fdel=None, doc=None", make_property)
      .property("fget", get_part<kFget>)
      .property("fset", get_part<kFset>)
      .property("fdel", get_part<kFdel>)
      .property("__doc__", get_doc, set_doc)
      .property("__isabstractmethod__", is_abstract)
      .method("getter", "function, /", with_part<kFget>)
      .method("setter", "function, /", with_part<kFset>)
      .method("deleter", "function, /", with_part<kFdel>)
      .method("__set_name__", "owner, name, /", set_name)
      .method("__get__", "instance, owner=?, /", get_by_descriptor)
      .method("__set__", "instance, value, /", set_by_property)
      .method("__delete__", "instance, /", delete_by_property);
}

}  // namespace

Value descriptor_object(Machine& m, Value v) { return content_of(m, v); }

Descriptor descriptor_kind(Machine& m, Value v) {
  switch (v.type) {
    case Type::kFunction:
      return Descriptor::kFunction;
    case Type::kNative: {
      const Native& native = m.library().natives()[v.index];
      if (native.kind == Native::Kind::kProperty) return Descriptor::kNativeProperty;
      if (native.is_class_method) return Descriptor::kNativeClassMethod;
      return native.binds_self() ? Descriptor::kNativeMethod : Descriptor::kNone;
    }
    case Type::kObject:
      switch (m.heap.object(v).klass.index) {
        case kPropertyClass:
          return Descriptor::kProperty;
        case kClassMethodClass:
          return Descriptor::kClassMethod;
        case kStaticMethodClass:
          return Descriptor::kStaticMethod;
        case kMemberClass:
          return Descriptor::kMember;
        default:
          return Descriptor::kNone;
      }
    case Type::kInstance: {
      constexpr uint32_t kAny = kHasGet | kHasSet | kHasDelete;
      if ((hooks_of(m, m.heap.instance(v).klass) & kAny) != 0) return Descriptor::kOfProgram;
      const Value content = m.heap.instance(v).content;
      return content.is(Type::kObject) ? descriptor_kind(m, content) : Descriptor::kNone;
    }
    default:
      return Descriptor::kNone;
  }
}

Value new_static_method(Machine& m, Value function) {
  return new_descriptor(m, kStaticMethodClass, {function});
}

Value new_class_method(Machine& m, Value function) {
  return new_descriptor(m, kClassMethodClass, {function});
}

Value new_member(Machine& m, Value owner, Value name) {
  return new_descriptor(m, kMemberClass, {m.heap.retain(owner), m.heap.retain(name)});
}

void add_descriptors(Library& library) {
  add_property(library);
  library.klass("builtins", "classmethod")
      .constructor("function, /", make_wrapper<kClassMethodClass>)
      .property("__func__", get_wrapped)
      .property("__wrapped__", get_wrapped)
      .property("__isabstractmethod__", is_abstract)
      .method("__repr__", "", repr_wrapper)
      .method("__get__", "instance, owner=?, /", get_by_descriptor);
  library.klass("builtins", "staticmethod")
      .constructor("function, /", make_wrapper<kStaticMethodClass>)
      .property("__func__", get_wrapped)
      .property("__wrapped__", get_wrapped)
      .property("__isabstractmethod__", is_abstract)
      .method("__repr__", "", repr_wrapper)
      .method("__get__", "instance, owner=?, /", get_by_descriptor)
      .method_turns("__call__", "*args, **kwargs", call_static_method);
  library.hidden_class("member_descriptor", Type::kObject)
      .property("__name__", get_member_name)
      .method("__repr__", "", repr_member)
      .method("__get__", "instance, owner=?, /", get_by_descriptor)
      .method("__set__", "instance, value, /", set_by_member);
}

}  // namespace grove
