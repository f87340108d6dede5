#include "engine/machine/protocols/lookup.h"

#include <fmt/format.h>

#include "engine/language/code/real_names.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/protocols/self_knowledge.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/descriptors.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

using Kind = Lookup::Kind;

Lookup value_of(Value v) {
  Lookup found;
  found.kind = v.is_null() ? Kind::kFailed : Kind::kValue;
  found.value = v;
  return found;
}

Lookup method_of(Value function, Value self) {
  Lookup found;
  found.kind = Kind::kMethod;
  found.value = function;
  found.self = self;
  return found;
}

Lookup call_of(Value callable, std::initializer_list<Value> arguments) {
  Lookup found;
  found.kind = Kind::kCall;
  found.value = callable;
  for (Value v : arguments) found.arguments[found.count++] = v;
  return found;
}

Lookup just(Kind kind) {
  Lookup result;
  result.kind = kind;
  return result;
}
Lookup failed() { return just(Kind::kFailed); }
Lookup done() { return just(Kind::kDone); }

Value part(Machine& m, Value descriptor, std::size_t index) {
  return m.heap.object(descriptor_object(m, descriptor)).values[index];
}

// "property 'x' of 'C' object has no setter".
Lookup refuse_property(Machine& m, Value property, Value object, const char* what) {
  const Value name = part(m, property, kPropertyName);
  const std::string who =
      name.is(Type::kStr)
          ? fmt::format("property '{}' of '{}' object", text_of(m, name),
                        m.class_qualname(m.class_of(object)))
          : fmt::format("property of '{}' object", m.class_qualname(m.class_of(object)));
  m.raise_error("AttributeError", fmt::format("{} has no {}", who, what));
  return failed();
}

Symbol member_name(Machine& m, Value member) {
  return m.symbol_of(text_of(m, part(m, member, kMemberName)));
}

// "descriptor 'x' for 'C' objects doesn't apply to a 'D' object".
bool member_fits(Machine& m, Value member, Value object) {
  const Value owner = part(m, member, kMemberOwner);
  if (m.is_instance(object, owner)) return true;
  m.raise_error("TypeError",
                fmt::format("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                            text_of(m, part(m, member, kMemberName)), m.heap.klass(owner).name,
                            m.type_name(object)));
  return false;
}

Lookup refuse_unset(Machine& m, Value member) {
  m.raise_error("AttributeError", text_of(m, part(m, member, kMemberName)));
  return failed();
}

Lookup read_member(Machine& m, Value member, Value object) {
  if (!member_fits(m, member, object)) return failed();
  const Value v = m.namespace_of(object)->find(member_name(m, member));
  if (!v.is_null()) return value_of(m.heap.retain(v));
  raise_no_attribute(m, object, member_name(m, member));
  return failed();
}

// What `found`, that stands in a class, gives for an object (null: looked up through the class).
Lookup read(Machine& m, Value found, Descriptor kind, Value object, Value klass) {
  switch (kind) {
    case Descriptor::kFunction:
    case Descriptor::kNativeMethod:
      if (object.is_null()) break;
      return method_of(found, object);
    case Descriptor::kNativeProperty:
      if (object.is_null()) break;
      return value_of(m.library().natives()[found.index].plain(m, Args{&object, 1}));
    case Descriptor::kNativeClassMethod:
      return method_of(found, klass);
    case Descriptor::kProperty: {
      if (object.is_null()) break;
      const Value getter = part(m, found, kFget);
      if (getter.is_none()) return refuse_property(m, found, object, "getter");
      return call_of(getter, {object});
    }
    case Descriptor::kClassMethod: {
      const Value wrapped = part(m, found, kWrappedFunction);
      const Descriptor inner = descriptor_kind(m, wrapped);
      if (inner == Descriptor::kProperty) return read(m, wrapped, inner, klass, klass);
      return method_of(wrapped, klass);
    }
    case Descriptor::kStaticMethod:
      return value_of(m.heap.retain(part(m, found, kWrappedFunction)));
    case Descriptor::kMember:
      if (object.is_null()) break;
      return read_member(m, found, object);
    case Descriptor::kOfProgram: {
      const Value getter = m.find_in_class(m.class_of(found), known(Known::kGet));
      if (getter.is_null()) break;
      return call_of(getter, {found, object.is_null() ? Value::none() : object, klass});
    }
    case Descriptor::kNone:
      break;
  }
  return value_of(m.heap.retain(found));
}

// Whether it comes before what the object has of its own.
bool is_data(Machine& m, Value found, Descriptor kind) {
  switch (kind) {
    case Descriptor::kNativeProperty:
    case Descriptor::kProperty:
    case Descriptor::kMember:
      return true;
    case Descriptor::kOfProgram:
      return (hooks_of(m, m.class_of(found)) & (kHasSet | kHasDelete)) != 0;
    default:
      return false;
  }
}

// Known of every class, whatever its namespace says.
bool is_fact_of_class(Symbol name) {
  for (Known k :
       {Known::kName, Known::kQualname, Known::kMro, Known::kBases, Known::kBase, Known::kDict}) {
    if (name == known(k)) return true;
  }
  return false;
}

Lookup look_up_in_class(Machine& m, Value object, Symbol name) {
  const Value meta = m.class_of(object);
  if (is_fact_of_class(name)) return value_of(known_of_self(m, object, name));
  const Value in_meta = m.find_in_class(meta, name);
  const Descriptor meta_kind = descriptor_kind(m, in_meta);
  if (!in_meta.is_null() && is_data(m, in_meta, meta_kind)) {
    return read(m, in_meta, meta_kind, object, meta);
  }
  // A docstring is not inherited.
  const Value v = name == known(Known::kDoc) ? m.heap.klass(object).attributes.find(name)
                                             : m.find_in_class(object, name);
  if (!v.is_null()) return read(m, v, descriptor_kind(m, v), Value{}, object);
  const Value known_of_it = known_of_self(m, object, name);
  if (!known_of_it.is_null()) return value_of(known_of_it);
  if (!in_meta.is_null()) return read(m, in_meta, meta_kind, object, meta);
  return name == known(Known::kClass) ? value_of(m.heap.retain(meta)) : Lookup{};
}

// super().name: in the classes that come after super's own for that object.
Lookup look_up_above(Machine& m, Value super, Symbol name) {
  const std::vector<Value>& parts = m.heap.object(super).values;
  if (parts.size() < 2 || name == known(Known::kClass)) return Lookup{};
  const bool of_class = parts[1].is(Type::kClass) && m.is_subclass(parts[1], parts[0]);
  const Value klass = of_class ? parts[1] : m.class_of(parts[1]);
  bool is_above = same(klass, parts[0]);
  for (Value v : m.heap.klass(klass).mro) {
    const Value found = is_above ? m.heap.klass(v).attributes.find(name) : Value{};
    is_above = is_above || same(v, parts[0]);
    if (!found.is_null()) {
      return read(m, found, descriptor_kind(m, found), of_class ? Value{} : parts[1], klass);
    }
  }
  return Lookup{};
}

Lookup look_up_in_module(Machine& m, Value module, Symbol name) {
  const Value v = m.find_in_module(module, name);
  if (!v.is_null()) return value_of(m.heap.retain(v));
  const Value known_of_it = known_of_self(m, module, name);
  return known_of_it.is_null() ? Lookup{} : value_of(known_of_it);
}

bool is_immutable_class(Machine& m, Value object) {
  return object.is(Type::kClass) && m.heap.klass(object).native_class >= 0;
}

Lookup refuse_immutable(Machine& m, Value klass, Symbol name) {
  m.raise_error("TypeError", fmt::format("cannot set '{}' attribute of immutable type '{}'",
                                         m.symbols.name(name), m.class_display_name(klass)));
  return failed();
}

bool is_frozen(Machine& m, Value object) {
  if (!object.is(Type::kObject)) return false;
  const int32_t native = m.heap.klass(m.heap.object(object).klass).native_class;
  return native >= 0 && m.library().classes()[static_cast<std::size_t>(native)].is_frozen;
}

Lookup refuse_frozen(Machine& m) {
  m.raise_error("attr.exceptions.FrozenInstanceError", "can't set attribute");
  return failed();
}

Lookup set_own(Machine& m, Value object, Symbol name, Value value) {
  if (object.is(Type::kInstance)) {
    InstanceBody& body = m.heap.instance(object);
    if (!body.dict.is_null()) {
      dict_set_text(m, body.dict, m.symbols.name(name), value);
      return done();
    }
  }
  Namespace& names = *m.namespace_of(object);
  const Owned before = own(m.heap, names.set(name, m.heap.retain(value)));
  if (!before) {
    m.heap.recharge(names);
    if (object.is(Type::kClass)) m.classes_changed();
  }
  return done();
}

Lookup refuse_new(Machine& m, Value object, Value in_class, Symbol name) {
  if (in_class.is_null()) {
    raise_no_attribute(m, object, name);
  } else {
    m.raise_error("AttributeError", fmt::format("'{}' object attribute '{}' is read-only",
                                                m.type_name(object), m.symbols.name(name)));
  }
  return failed();
}

Lookup store_by(Machine& m, Value descriptor, Descriptor kind, Value object, Value value) {
  switch (kind) {
    case Descriptor::kNativeProperty:
      return m.set_property(object, descriptor, value) ? done() : failed();
    case Descriptor::kProperty: {
      const Value setter = part(m, descriptor, kFset);
      if (setter.is_none()) return refuse_property(m, descriptor, object, "setter");
      return call_of(setter, {object, value});
    }
    case Descriptor::kMember:
      if (!member_fits(m, descriptor, object)) return failed();
      m.heap.release(m.namespace_of(object)->set(member_name(m, descriptor), m.heap.retain(value)));
      m.heap.recharge(*m.namespace_of(object));
      return done();
    default:
      break;
  }
  const Value setter = m.find_in_class(m.class_of(descriptor), known(Known::kSet));
  if (setter.is_null()) {
    m.raise_error("AttributeError", "__set__");
    return failed();
  }
  return call_of(setter, {descriptor, object, value});
}

Value remove_own(Machine& m, Value object, Symbol name) {
  if (object.is(Type::kInstance) && !m.heap.instance(object).dict.is_null()) {
    const Owned key = own(m.heap, m.heap.new_str(m.symbols.name(name)));
    bool is_failed = false;
    return dict_remove(m, m.heap.instance(object).dict, key.get(), &is_failed);
  }
  Namespace* names = m.namespace_of(object);
  if (names == nullptr) return Value{};
  // Those behind it move.
  constexpr std::size_t kMovedPerItem = 8;
  m.allowance.take_items(static_cast<int64_t>(names->entries().size() / kMovedPerItem));
  const Value removed = names->remove(name);
  if (!removed.is_null() && object.is(Type::kClass)) m.classes_changed();
  return removed;
}

Lookup erase_by(Machine& m, Value descriptor, Descriptor kind, Value object) {
  switch (kind) {
    case Descriptor::kProperty: {
      const Value deleter = part(m, descriptor, kFdel);
      if (deleter.is_none()) return refuse_property(m, descriptor, object, "deleter");
      return call_of(deleter, {object});
    }
    case Descriptor::kMember: {
      if (!member_fits(m, descriptor, object)) return failed();
      const Owned removed = own(m.heap, m.namespace_of(object)->remove(member_name(m, descriptor)));
      return removed ? done() : refuse_unset(m, descriptor);
    }
    case Descriptor::kNativeProperty:
      m.raise_not_deleted(object, descriptor);
      return failed();
    default:
      break;
  }
  const Value deleter = m.find_in_class(m.class_of(descriptor), known(Known::kDelete));
  if (deleter.is_null()) {
    m.raise_error("AttributeError", "__delete__");
    return failed();
  }
  return call_of(deleter, {descriptor, object});
}

}  // namespace

uint32_t hooks_of(Machine& m, Value klass) {
  ClassBody& body = m.heap.klass(klass);
  if (body.hooks_version == m.class_version()) return body.hooks;
  constexpr std::pair<Known, uint32_t> kHooks[] = {
      {Known::kGetattr, kHasGetattr}, {Known::kGetattribute, kHasGetattribute},
      {Known::kSetattr, kHasSetattr}, {Known::kDelattr, kHasDelattr},
      {Known::kGet, kHasGet},         {Known::kSet, kHasSet},
      {Known::kDelete, kHasDelete}};
  body.hooks = 0;
  for (const auto& [name, hook] : kHooks) {
    const Value found = m.find_in_class(klass, known(name));
    if (!found.is_null() && !found.is(Type::kNative)) body.hooks |= hook;
  }
  body.hooks_version = m.class_version();
  return body.hooks;
}

Value own_attribute(Machine& m, Value object, Symbol name) {
  if (object.is(Type::kInstance)) {
    const InstanceBody& body = m.heap.instance(object);
    return body.dict.is_null() ? body.attributes.find(name)
                               : dict_find_text(m, body.dict, m.symbols.name(name));
  }
  const Namespace* names = m.namespace_of(object);
  return names == nullptr ? Value{} : names->find(name);
}

Value dict_of_instance(Machine& m, Value instance) {
  InstanceBody& body = m.heap.instance(instance);
  if (!body.dict.is_null()) return body.dict;
  const Value dict = m.heap.new_dict();
  const std::vector<Namespace::Entry> entries = body.attributes.entries();
  body.attributes.clear();
  for (const Namespace::Entry& entry : entries) {
    const Value in_class = m.find_in_class(body.klass, entry.symbol);
    if (descriptor_kind(m, in_class) == Descriptor::kMember) {
      body.attributes.set(entry.symbol, entry.value);  // of `__slots__`
      continue;
    }
    dict_set_text(m, dict, m.symbols.name(entry.symbol), entry.value);
    m.heap.release(entry.value);
  }
  m.heap.recharge(body.attributes);
  body.dict = dict;
  return dict;
}

bool has_dict(Machine& m, Value object) {
  return object.is(Type::kInstance) && m.heap.klass(m.heap.instance(object).klass).has_dict;
}

Lookup look_up(Machine& m, Value object, Symbol name) {
  if (object.is(Type::kModule)) return look_up_in_module(m, object, name);
  if (object.is(Type::kClass)) return look_up_in_class(m, object, name);
  const Value klass = m.class_of(object);
  if (same(klass, m.builtin_class(kSuperClass))) {
    const Lookup above = look_up_above(m, object, name);
    if (above.kind != Kind::kMissing) return above;
  }
  const Value in_class = m.find_in_class(klass, name);
  const Descriptor kind = descriptor_kind(m, in_class);
  // One that only sets leaves reading to the object itself.
  const bool reads =
      kind != Descriptor::kOfProgram || (hooks_of(m, m.class_of(in_class)) & kHasGet) != 0;
  if (reads && is_data(m, in_class, kind)) return read(m, in_class, kind, object, klass);
  const Value own_value = own_attribute(m, object, name);
  if (!own_value.is_null()) return value_of(m.heap.retain(own_value));
  if (name == known(Known::kDict) && has_dict(m, object)) {
    return value_of(m.heap.retain(dict_of_instance(m, object)));
  }
  const Value known_of_it = known_of_self(m, object, name);
  if (!known_of_it.is_null()) return value_of(known_of_it);
  if (!in_class.is_null()) return read(m, in_class, kind, object, klass);
  if (object.is(Type::kMethod)) return look_up(m, m.heap.method(object).function, name);
  return name == known(Known::kClass) ? value_of(m.heap.retain(klass)) : Lookup{};
}

Lookup bind_to(Machine& m, Value found, Value self, Value klass) {
  return read(m, found, descriptor_kind(m, found), self, klass);
}

Lookup store(Machine& m, Value object, Symbol name, Value value) {
  if (object.is(Type::kModule)) {
    raise_no_attribute(m, object, name);
    return failed();
  }
  if (is_frozen(m, object)) return refuse_frozen(m);
  const Value in_class = m.find_in_class(m.class_of(object), name);
  const Descriptor kind = descriptor_kind(m, in_class);
  if (is_data(m, in_class, kind)) return store_by(m, in_class, kind, object, value);
  if (is_immutable_class(m, object)) return refuse_immutable(m, object, name);
  if (object.is(Type::kClass) && m.set_fact_of_class(object, name, value)) {
    return m.has_pending() ? failed() : done();
  }
  if (object.is(Type::kInstance)) {
    if (name == known(Known::kClass)) {
      return m.change_class(object, value) ? done() : failed();
    }
    if (!has_dict(m, object)) return refuse_new(m, object, in_class, name);
    if (name == known(Known::kDict)) {
      if (!value.is(Type::kDict)) {
        m.raise_error("TypeError", fmt::format("__dict__ must be set to a dictionary, not a '{}'",
                                               m.type_name(value)));
        return failed();
      }
      dict_of_instance(m, object);
      m.heap.assign(m.heap.instance(object).dict, m.heap.retain(value));
      return done();
    }
  }
  if (m.namespace_of(object) == nullptr) return refuse_new(m, object, in_class, name);
  return set_own(m, object, name, value);
}

Lookup erase(Machine& m, Value object, Symbol name) {
  if (is_frozen(m, object)) return refuse_frozen(m);
  const Value in_class =
      object.is(Type::kModule) ? Value{} : m.find_in_class(m.class_of(object), name);
  const Descriptor kind = descriptor_kind(m, in_class);
  const bool data = is_data(m, in_class, kind);
  if (data && kind != Descriptor::kNativeProperty) {
    return erase_by(m, in_class, kind, object);
  }
  if (is_immutable_class(m, object)) return refuse_immutable(m, object, name);
  const Owned removed = own(m.heap, remove_own(m, object, name));
  if (removed) return done();
  if (data) return erase_by(m, in_class, kind, object);
  if (object.is(Type::kInstance) && !in_class.is_null() && !has_dict(m, object)) {
    return refuse_new(m, object, in_class, name);
  }
  raise_no_attribute(m, object, name);
  return failed();
}

void raise_no_attribute(Machine& m, Value object, Symbol name) {
  const std::string& attribute = m.symbols.name(name);
  if (object.is(Type::kModule)) {
    const std::string& module = m.library().native_modules()[object.index].name;
    const std::string missing = said_to_be_missing(attribute, module);
    m.raise_error("AttributeError",
                  missing.empty()
                      ? fmt::format("module '{}' has no attribute '{}'", module, attribute)
                      : missing);
  } else if (object.is(Type::kClass)) {
    m.raise_error("AttributeError", fmt::format("type object '{}' has no attribute '{}'",
                                                m.heap.klass(object).name, attribute));
  } else {
    m.raise_error("AttributeError",
                  fmt::format("'{}' object has no attribute '{}'", m.type_name(object), attribute));
  }
  m.name_the_attribute(attribute, object);
}

}  // namespace grove
