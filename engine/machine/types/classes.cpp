#include "engine/machine/protocols/classes.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/core/machine.h"
#include "engine/machine/core/mro.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/descriptors.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// Trio lets nobody derive from its classes, but for its errors.
bool is_final(Machine& machine, Value klass) {
  const ClassBody& body = machine.heap.klass(klass);
  if (body.native_class < 0 || body.module.substr(0, body.module.find('.')) != "trio") return false;
  const NativeClass& native =
      machine.library().classes()[static_cast<std::size_t>(body.native_class)];
  return !native.is_exception || native.is_cancellation;
}

// Built-in classes that a class may inherit from although they are no plain objects: their values
// become the content of its instances.
bool is_content_class(const ClassBody& body) {
  constexpr const char* kNames[] = {"dict",        "list",         "tuple", "str",       "set",
                                    "frozenset",   "int",          "float", "type",      "property",
                                    "classmethod", "staticmethod", "bytes", "bytearray", "complex"};
  return body.native_class >= 0 && body.module == "builtins" &&
         std::any_of(std::begin(kNames), std::end(kNames),
                     [&](const char* name) { return body.name == name; });
}

bool check_base(Machine& m, Value base, const std::string& full_name) {
  if (!base.is(Type::kClass)) {
    m.raise_error("TypeError", fmt::format("'{}' object is not a class that can be inherited from",
                                           m.type_name(base)));
    return false;
  }
  const ClassBody& body = m.heap.klass(base);
  if (is_final(m, base)) {
    m.raise_error("TypeError", fmt::format("{} does not support subclassing", full_name));
    return false;
  }
  const bool is_fine = body.native_class < 0 || body.layout != Layout::kBuiltin ||
                       is_content_class(body) || body.instance_type == Type::kObject;
  if (is_fine) return true;
  m.raise_error("TypeError", fmt::format("type '{}' is not an acceptable base type",
                                         m.class_display_name(base)));
  return false;
}

bool check_repeated(Machine& m, const std::vector<Value>& bases) {
  for (std::size_t i = 0; i < bases.size(); ++i) {
    for (std::size_t j = i + 1; j < bases.size(); ++j) {
      if (!same(bases[i], bases[j])) continue;
      m.raise_error("TypeError", "duplicate base class " + m.heap.klass(bases[i]).name);
      return false;
    }
  }
  return true;
}

// What the instances are: of the class nearest to the built-in ones.
bool set_layout(Machine& m, ClassBody& body, const std::vector<Value>& mro) {
  Value content;
  for (Value v : mro) {
    const ClassBody& base = m.heap.klass(v);
    if (base.layout == Layout::kPlain || base.native_class < 0) continue;
    if (content.is_null()) content = v;
    const bool both_exceptions =
        base.layout == Layout::kException && m.heap.klass(content).layout == Layout::kException;
    if (both_exceptions || m.is_subclass(content, v)) continue;
    m.raise_error("TypeError", "multiple bases have instance lay-out conflict");
    return false;
  }
  if (content.is_null()) return true;
  const ClassBody& model = m.heap.klass(content);
  body.layout = model.layout;
  body.instance_type = model.instance_type;
  return true;
}

// `__slots__`: a member for each name.
bool add_members(Machine& m, Value klass, Value slots) {
  std::vector<Value> names;
  if (slots.is(Type::kStr)) {
    names.push_back(m.heap.retain(slots));
  } else if (!collect(m, slots, &names)) {
    return false;
  }
  ClassBody& body = m.heap.klass(klass);
  body.has_dict = std::any_of(body.mro.begin(), body.mro.end(), [&m](Value v) {
    const ClassBody& base = m.heap.klass(v);
    return base.native_class < 0 && base.has_dict;
  });
  bool done = true;
  for (Value name : names) {
    if (!done) break;
    if (!name.is(Type::kStr)) {
      m.raise_error("TypeError",
                    fmt::format("__slots__ items must be strings, not '{}'", m.type_name(name)));
      done = false;
      break;
    }
    std::string text(text_of(m, name));
    if (text == "__dict__") body.has_dict = true;
    if (text == "__dict__" || text == "__weakref__") continue;
    const std::size_t plain = body.name.find_first_not_of('_');
    if (text.starts_with("__") && !text.ends_with("__") && plain != std::string::npos) {
      text = "_" + body.name.substr(plain) + text;
    }
    const Symbol symbol = m.symbol_of(text);
    if (!body.attributes.find(symbol).is_null()) {
      m.raise_error("ValueError",
                    fmt::format("'{}' in __slots__ conflicts with class variable", text));
      done = false;
      break;
    }
    const Owned key = own(m.heap, m.heap.new_str(text));
    body.attributes.set(symbol, new_member(m, klass, key.get()));
  }
  release_all(m, &names);
  return done;
}

}  // namespace

Value new_class(Machine& m, const ClassName& name, std::vector<Value> bases, Value metaclass) {
  for (Value base : bases) {
    if (!check_base(m, base, name.module + "." + name.qualname)) return Value{};
  }
  if (!check_repeated(m, bases)) return Value{};
  if (bases.empty()) bases.push_back(m.builtin_class(0));
  // Each class is looked for among all the others.
  std::size_t all = 0;
  for (Value base : bases) all += m.heap.klass(base).mro.size() + 1;
  if (bases.size() > 1 && !m.afford_items(all * all / 16)) return Value{};
  std::vector<Value> mro;
  if (!linearize(m.heap, bases, &mro)) {
    return m.raise_error("TypeError",
                         "Cannot create a consistent method resolution\norder (MRO) for bases " +
                             m.join_class_names(bases));
  }
  Owned klass = own(m.heap, m.heap.allocate(Type::kClass));
  m.classes_changed();
  ClassBody& body = m.heap.klass(klass.get());
  body.name = name.name;
  body.qualname = name.qualname;
  body.module = name.module;
  m.heap.reserve((bases.size() + mro.size()) * sizeof(Value));
  for (Value v : bases) body.bases.push_back(m.heap.retain(v));
  for (Value v : mro) body.mro.push_back(m.heap.retain(v));
  m.heap.recharge(body);
  body.base = m.heap.retain(bases.front());
  if (!same(metaclass, m.builtin_class(1))) body.metaclass = m.heap.retain(metaclass);
  body.layout = Layout::kPlain;
  body.instance_type = Type::kInstance;
  return set_layout(m, body, mro) ? klass.release() : Value{};
}

Value metaclass_of(Machine& m, Value metaclass, const std::vector<Value>& bases) {
  Value winner = metaclass.is_null() ? m.builtin_class(1) : metaclass;
  for (Value base : bases) {
    const Value meta = m.class_of(base);
    if (m.is_subclass(winner, meta)) continue;
    if (m.is_subclass(meta, winner)) {
      winner = meta;
      continue;
    }
    return m.raise_error("TypeError",
                         "metaclass conflict: the metaclass of a derived class must be a "
                         "(non-strict) subclass of the metaclasses of all its bases");
  }
  return winner;
}

bool complete_class(Machine& m, Value klass) {
  ClassBody& body = m.heap.klass(klass);
  m.classes_changed();
  Namespace& names = body.attributes;
  const auto wrap = [&](Known name, Value (*wrapper)(Machine&, Value)) {
    const Value v = names.find(known(name));
    if (!v.is(Type::kFunction)) return;
    m.heap.release(names.set(known(name), wrapper(m, m.heap.retain(v))));
  };
  wrap(Known::kNew, new_static_method);
  wrap(Known::kInitSubclass, new_class_method);
  wrap(Known::kClassGetitem, new_class_method);
  const Value qualname = names.find(known(Known::kQualname));
  if (!qualname.is_null()) {
    if (!qualname.is(Type::kStr)) {
      m.raise_error("TypeError",
                    fmt::format("type __qualname__ must be a str, not {}", m.type_name(qualname)));
      return false;
    }
    body.qualname = text_of(m, qualname);
    m.heap.release(names.remove(known(Known::kQualname)));
  }
  const Value module = names.find(known(Known::kModule));
  if (module.is(Type::kStr)) body.module = text_of(m, module);
  // A docstring is no one's inheritance.
  if (names.find(known(Known::kDoc)).is_null()) names.set(known(Known::kDoc), Value::none());
  if (!names.find(known(Known::kEq)).is_null() && names.find(known(Known::kHash)).is_null()) {
    names.set(known(Known::kHash), Value::none());
  }
  const Value slots = names.find(known(Known::kSlots));
  if (!slots.is_null() && !add_members(m, klass, slots)) return false;
  m.classes_changed();
  body.has_finalizer = !m.find_in_class(klass, known(Known::kDel)).is_null();
  m.heap.recharge(names);
  return true;
}

Value content_class(Machine& m, Value klass) {
  const ClassBody& body = m.heap.klass(klass);
  if (body.native_class >= 0 || body.layout != Layout::kBuiltin) return Value{};
  for (Value v : body.mro) {
    if (is_content_class(m.heap.klass(v))) return v;
  }
  return Value{};
}

Value content_of(Machine& m, Value v) {
  if (!v.is(Type::kInstance)) return v;
  const Value content = m.heap.instance(v).content;
  return content.is_null() ? v : content;
}

Value new_instance(Machine& m, Value klass, Value content) {
  const Value v = m.heap.allocate(Type::kInstance);
  InstanceBody& body = m.heap.instance(v);
  body.klass = m.heap.retain(klass);
  body.content = content;
  return v;
}

bool Machine::change_class(Value object, Value klass) {
  if (!klass.is(Type::kClass)) {
    raise_error("TypeError",
                fmt::format("__class__ must be set to a class, not '{}' object", type_name(klass)));
    return false;
  }
  const ClassBody& from = heap.klass(class_of(object));
  const ClassBody& to = heap.klass(klass);
  if (to.native_class >= 0 || to.layout != from.layout || to.has_dict != from.has_dict) {
    raise_error("TypeError",
                to.native_class >= 0
                    ? "__class__ assignment only supported for mutable types or ModuleType "
                      "subclasses"
                    : fmt::format("__class__ assignment: '{}' object layout differs from '{}'",
                                  to.name, from.name));
    return false;
  }
  heap.assign(heap.instance(object).klass, heap.retain(klass));
  return true;
}

bool Machine::set_fact_of_class(Value klass, Symbol name, Value value) {
  ClassBody& body = heap.klass(klass);
  const bool is_name = name == known(Known::kName);
  if (is_name || name == known(Known::kQualname)) {
    if (value.is(Type::kStr)) {
      (is_name ? body.name : body.qualname) = text_of(*this, value);
    } else {
      raise_error("TypeError",
                  fmt::format("can only assign string to {}.{}, not '{}'", body.name,
                              is_name ? "__name__" : "__qualname__", type_name(value)));
    }
    return true;
  }
  if (name == known(Known::kModule) && value.is(Type::kStr)) body.module = text_of(*this, value);
  for (Known fixed : {Known::kBases, Known::kMro, Known::kBase, Known::kDict}) {
    if (name != known(fixed)) continue;
    raise_error("AttributeError", fmt::format("attribute '{}' of 'type' objects is not writable",
                                              symbols.name(name)));
    return true;
  }
  if (name == known(Known::kDel)) body.has_finalizer = true;
  if (name == known(Known::kAbstractMethods)) {
    bool failed = false;
    body.is_abstract = truth(value, &failed);
    if (failed) return true;
  }
  return false;
}

}  // namespace grove
