// Attributes: found, bound, set and deleted, as each kind of object has them.
#include <fmt/format.h>

#include <algorithm>

#include "engine/language/code/real_names.h"
#include "engine/machine/iteration.h"
#include "engine/machine/machine.h"
#include "engine/machine/machinery.h"

namespace grove {

namespace {

// Looking a name up in so many classes, or moving so many attributes, costs what an item does.
constexpr std::size_t kBasesPerItem = 8;

// The namespace of its own that an object has, or null.
Namespace* namespace_of(Heap& heap, Value v) {
  switch (v.type) {
    case Type::kInstance:
      return &heap.instance(v).attributes;
    case Type::kException:
      return &heap.exception(v).attributes;
    case Type::kFunction:
      return &heap.function(v).attributes;
    case Type::kClass:
      return &heap.klass(v).attributes;
    default:
      return nullptr;
  }
}

const Native* native_of(const Library& library, Value v) {
  return v.is(Type::kNative) ? &library.natives()[v.index] : nullptr;
}

bool is_property(const Library& library, Value v) {
  const Native* native = native_of(library, v);
  return native != nullptr && native->kind == Native::Kind::kProperty;
}

bool is_method(const Library& library, Value v) {
  const Native* native = native_of(library, v);
  return v.is(Type::kFunction) || (native != nullptr && native->binds_self());
}

bool is_class_method(const Library& library, Value v) {
  const Native* native = native_of(library, v);
  return native != nullptr && native->is_class_method;
}

Value bind(Heap& heap, Value function, Value self) {
  const Value method = heap.allocate(Type::kMethod);
  heap.method(method).function = heap.retain(function);
  heap.method(method).self = heap.retain(self);
  return method;
}

// Classes that programs cannot name stand in no table.
int32_t class_of_name(const Library& library, Type type, std::string_view name) {
  const std::vector<NativeClass>& classes = library.classes();
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].instance_type == type && classes[i].name == name) return static_cast<int32_t>(i);
  }
  return library.find_class(name);
}

Value text(Heap& heap, const std::string& utf8) { return heap.new_str(utf8); }

// What every function, class, … knows of itself without an entry in any namespace. New reference,
// or null.
class SelfKnowledge {
 public:
  SelfKnowledge(Machine& machine, Symbol name) : m_(machine), heap_(machine.heap), name_(name) {}

  Value of(Value v) {
    switch (v.type) {
      case Type::kFunction:
        return of_function(heap_.function(v));
      case Type::kNative:
        return of_native(m_.library().natives()[v.index]);
      case Type::kMethod:
        return of_method(heap_.method(v));
      case Type::kClass:
        return of_class(heap_.klass(v), v);
      case Type::kModule:
        return is(Known::kName) ? text(heap_, m_.library().native_modules()[v.index].name)
                                : Value{};
      case Type::kCoroutine:
        return of_coroutine(heap_.coroutine(v));
      default:
        return Value{};
    }
  }

 private:
  bool is(Known name) const { return name_ == known(name); }
  Value or_none(Value v) { return v.is_null() ? Value::none() : heap_.retain(v); }
  static std::string bare(const std::string& qualname) {
    return qualname.substr(qualname.rfind('.') + 1);
  }

  Value of_function(FunctionBody& f) {
    const Code& code = m_.program().codes[static_cast<std::size_t>(f.code)];
    if (is(Known::kName)) return text(heap_, code.name);
    if (is(Known::kQualname)) return text(heap_, code.qualname);
    if (is(Known::kModule)) return text(heap_, m_.module_name_of(code));
    if (is(Known::kDoc)) return code.has_docstring ? text(heap_, code.docstring) : Value::none();
    if (is(Known::kDefaults)) return or_none(f.defaults);
    if (is(Known::kKwDefaults)) return or_none(f.keyword_defaults);
    if (is(Known::kAnnotations)) {
      if (f.annotations.is_null()) f.annotations = heap_.new_dict();
      return heap_.retain(f.annotations);
    }
    return Value{};
  }
  Value of_native(const Native& native) {
    if (is(Known::kName)) return text(heap_, native.name);
    if (is(Known::kQualname)) return text(heap_, native.qualname);
    if (is(Known::kModule)) return text(heap_, native.module);
    if (is(Known::kDoc)) return Value::none();
    return Value{};
  }
  Value of_method(const MethodBody& method) {
    if (is(Known::kSelf)) return heap_.retain(method.self);
    if (is(Known::kFunc)) return heap_.retain(method.function);
    return of(method.function);
  }
  Value of_class(const ClassBody& c, Value v) {
    if (is(Known::kName)) return text(heap_, c.name);
    if (is(Known::kQualname)) return text(heap_, c.qualname);
    if (is(Known::kModule)) return text(heap_, c.module);
    if (is(Known::kDoc)) return Value::none();
    if (is(Known::kBase)) return or_none(c.base);
    if (is(Known::kBases)) return tuple_of({}, c.bases);
    if (is(Known::kMro)) return tuple_of({v}, c.mro);
    return Value{};
  }
  Value of_coroutine(const CoroutineBody& c) {
    const std::string& qualname = m_.qualname_of(c.code, c.native);
    if (is(Known::kName)) return text(heap_, bare(qualname));
    if (is(Known::kQualname)) return text(heap_, qualname);
    return Value{};
  }
  Value tuple_of(std::vector<Value> items, const std::vector<Value>& rest) {
    items.insert(items.end(), rest.begin(), rest.end());
    for (Value v : items) heap_.retain(v);
    return heap_.new_tuple(std::move(items));
  }

  Machine& m_;
  Heap& heap_;
  Symbol name_;
};

}  // namespace

Value Machine::class_of(Value value) {
  switch (value.type) {
    case Type::kInstance:
      return heap.instance(value).klass;
    case Type::kException:
      return heap.exception(value).klass;
    case Type::kObject:
      return heap.object(value).klass;
    case Type::kIterator:
    case Type::kDictView: {
      const int32_t index = class_of_name(*library_, value.type, iterator_type_name(*this, value));
      if (index >= 0) return builtin_class(index);
      break;
    }
    case Type::kCoroutine:
      return builtin_class(
          image_->class_of_coroutine[static_cast<std::size_t>(heap.coroutine(value).kind)]);
    case Type::kMethod:
      if (heap.method(value).function.is(Type::kNative))
        return class_of(heap.method(value).function);
      break;
    case Type::kNative: {
      // Looked up in a class, C's methods are descriptors; what is Python in the real library shows
      // as Python's.
      const Native& native = library_->natives()[value.index];
      if (native.is_c_function) break;
      return builtin_class(image_->class_of_type[static_cast<std::size_t>(Type::kFunction)]);
    }
    default:
      break;
  }
  const int32_t index = image_->class_of_type[static_cast<std::size_t>(value.type)];
  return builtin_class(std::max(index, 0));
}

Value Machine::builtin_class(int32_t library_class) {
  ENSURE(library_class >= 0, "a built-in class is asked for that the library does not have");
  return Value::of(Type::kClass, static_cast<uint32_t>(library_class));
}

std::string Machine::type_name(Value value) {
  if (value.is(Type::kIterator) || value.is(Type::kDictView)) {
    return iterator_type_name(*this, value);
  }
  return heap.klass(class_of(value)).name;
}

std::string Machine::class_display_name(Value klass) {
  const ClassBody& body = heap.klass(klass);
  return (body.module == "builtins" ? "" : body.module + ".") + body.qualname;
}

bool Machine::is_subclass(Value klass, Value base) {
  if (same(klass, base)) return true;
  const std::vector<Value>& mro = heap.klass(klass).mro;
  // Hardly anything, but for a program that makes a chain of ten thousand classes.
  allowance.take_items(static_cast<int64_t>(mro.size() / kBasesPerItem));
  return std::any_of(mro.begin(), mro.end(), [base](Value v) { return same(v, base); });
}

bool Machine::is_instance(Value value, Value klass) { return is_subclass(class_of(value), klass); }

Value Machine::find_in_class(Value klass, Symbol name) {
  const ClassBody& body = heap.klass(klass);
  Value v = body.attributes.find(name);
  std::size_t i = 0;
  for (; v.is_null() && i < body.mro.size(); ++i) {
    v = heap.klass(body.mro[i]).attributes.find(name);
  }
  allowance.take_items(static_cast<int64_t>(i / kBasesPerItem));
  return v;
}

// super().name: in the classes that come after super's own for that object.
Value Machine::find_attribute_above(Value super, Symbol name) {
  const std::vector<Value>& parts = heap.object(super).values;
  const Value klass = class_of(parts[1]);
  bool is_above = same(klass, parts[0]);
  for (Value v : heap.klass(klass).mro) {
    const Value found = is_above ? heap.klass(v).attributes.find(name) : Value{};
    is_above = is_above || same(v, parts[0]);
    if (found.is_null()) continue;
    if (is_property(*library_, found)) {
      return library_->natives()[found.index].plain(*this, Args{&parts[1], 1});
    }
    if (is_class_method(*library_, found)) return bind(heap, found, klass);
    return is_method(*library_, found) ? bind(heap, found, parts[1]) : heap.retain(found);
  }
  return Value{};
}

Value Machine::find_method(Value object, Symbol name) {
  const Value v = find_in_class(class_of(object), name);
  if (v.is_null() || !is_method(*library_, v)) return Value{};
  const Namespace* own_names = namespace_of(heap, object);
  if (own_names != nullptr && !own_names->find(name).is_null()) return Value{};
  return v;
}

Value Machine::find_in_module(Value module, Symbol name) const {
  for (const LinkedGlobals& linked : image_->linked) {
    if (linked.module != static_cast<int32_t>(module.index)) continue;
    const auto at = std::lower_bound(linked.globals.begin(), linked.globals.end(),
                                     std::make_pair(name, int32_t{0}));
    if (at == linked.globals.end() || at->first != name) break;
    const Value v = globals[static_cast<std::size_t>(at->second)];
    if (!v.is_null()) return v;
  }
  return image_->modules[module.index].find(name);
}

Value Machine::find_attribute(Value object, Symbol name) {
  if (object.is(Type::kModule)) {
    const Value v = find_in_module(object, name);
    return v.is_null() ? SelfKnowledge(*this, name).of(object) : heap.retain(v);
  }
  const Value klass = class_of(object);
  if (same(klass, builtin_class(kSuperClass))) {
    const Value above = find_attribute_above(object, name);
    if (!above.is_null() || has_pending()) return above;
  }
  const Value in_class = find_in_class(klass, name);
  if (is_property(*library_, in_class)) {
    return library_->natives()[in_class.index].plain(*this, Args{&object, 1});
  }
  if (object.is(Type::kClass)) {
    // A docstring is not inherited.
    const Value v = name == known(Known::kDoc) ? heap.klass(object).attributes.find(name)
                                               : find_in_class(object, name);
    if (!v.is_null()) return is_class_method(*library_, v) ? bind(heap, v, object) : heap.retain(v);
  } else if (const Namespace* own_names = namespace_of(heap, object)) {
    const Value v = own_names->find(name);
    if (!v.is_null()) return heap.retain(v);
  }
  const Value known_of_self = SelfKnowledge(*this, name).of(object);
  if (!known_of_self.is_null()) return known_of_self;
  if (in_class.is_null()) {
    return name == known(Known::kClass) ? heap.retain(klass) : Value{};
  }
  if (is_class_method(*library_, in_class)) return bind(heap, in_class, klass);
  return is_method(*library_, in_class) ? bind(heap, in_class, object) : heap.retain(in_class);
}

Value Machine::get_attribute(Value object, Symbol name) {
  const Value v = find_attribute(object, name);
  if (v.is_null() && !has_pending()) raise_no_attribute(object, name);
  return v;
}

void Machine::raise_no_attribute(Value object, Symbol name) {
  const std::string& attribute = symbols.name(name);
  if (object.is(Type::kModule)) {
    const std::string& module = library_->native_modules()[object.index].name;
    const std::string missing = said_to_be_missing(attribute, module);
    raise_error("AttributeError", missing.empty() ? fmt::format("module '{}' has no attribute '{}'",
                                                                module, attribute)
                                                  : missing);
  } else if (object.is(Type::kClass)) {
    raise_error("AttributeError", fmt::format("type object '{}' has no attribute '{}'",
                                              heap.klass(object).name, attribute));
  } else {
    raise_error("AttributeError",
                fmt::format("'{}' object has no attribute '{}'", type_name(object), attribute));
  }
  name_the_name(attribute);
  Namespace& attributes = heap.exception(pending_).attributes;
  heap.release(attributes.set(known(Known::kObjAttribute), heap.retain(object)));
}

bool Machine::set_attribute(Value object, Symbol name, Value value) {
  if (!object.is(Type::kModule)) {
    const Value in_class = find_in_class(class_of(object), name);
    if (is_property(*library_, in_class)) return set_property(object, in_class, value);
    if (object.is(Type::kClass) && heap.klass(object).native_class >= 0) {
      raise_error("TypeError", fmt::format("cannot set '{}' attribute of immutable type '{}'",
                                           symbols.name(name), class_display_name(object)));
      return false;
    }
    if (Namespace* own_names = namespace_of(heap, object)) {
      const Owned before = own(heap, own_names->set(name, heap.retain(value)));
      if (!before) heap.recharge(*own_names);
      return true;
    }
    if (!in_class.is_null()) {
      raise_error("AttributeError", fmt::format("'{}' object attribute '{}' is read-only",
                                                type_name(object), symbols.name(name)));
      return false;
    }
  }
  raise_no_attribute(object, name);
  return false;
}

namespace {

// CPython has two kinds of attribute that cannot be set, with a message each: those that it gets
// by a function, and plain fields.
std::string not_writable(const Native& native) {
  const std::string klass = native.qualname.substr(0, native.qualname.find('.'));
  if (klass == "BaseExceptionGroup" || klass == "partial" || klass == "range") {
    return "readonly attribute";
  }
  return fmt::format("attribute '{}' of '{}' objects is not writable", native.name, klass);
}

void raise_not_deleted(Machine& m, const Native& native) {
  if (native.setter == nullptr) {
    m.raise_error("AttributeError", not_writable(native));
  } else if (native.name == "__suppress_context__") {
    m.raise_error("TypeError", "can't delete numeric/char attribute");
  } else {
    m.raise_error("TypeError", native.name + " may not be deleted");
  }
}

}  // namespace

bool Machine::set_property(Value object, Value property, Value value) {
  const Native& native = library_->natives()[property.index];
  if (native.setter == nullptr) {
    raise_error("AttributeError", native.is_c_function
                                      ? not_writable(native)
                                      : fmt::format("property '{}' of '{}' object has no setter",
                                                    native.name, type_name(object)));
    return false;
  }
  const Value args[] = {object, value};
  const Value done = native.setter(*this, Args{args, 2});
  heap.release(done);
  return !done.is_null();
}

bool Machine::delete_attribute(Value object, Symbol name) {
  const Value in_class = object.is(Type::kModule) ? Value{} : find_in_class(class_of(object), name);
  Namespace* own_names = namespace_of(heap, object);
  const bool immutable = object.is(Type::kClass) && heap.klass(object).native_class >= 0;
  if (own_names != nullptr && !immutable) {
    // Those behind it move.
    allowance.take_items(static_cast<int64_t>(own_names->entries().size() / kBasesPerItem));
    const Value removed = own_names->remove(name);
    if (!removed.is_null()) {
      heap.release(removed);
      return true;
    }
  }
  if (is_property(*library_, in_class)) {
    const Native& native = library_->natives()[in_class.index];
    if (native.is_c_function) {
      raise_not_deleted(*this, native);
    } else {
      raise_error("AttributeError", fmt::format("property '{}' of '{}' object has no deleter",
                                                native.name, type_name(object)));
    }
  } else {
    raise_no_attribute(object, name);
  }
  return false;
}

bool Machine::is_callable(Value value) {
  switch (value.type) {
    case Type::kFunction:
    case Type::kNative:
    case Type::kMethod:
    case Type::kClass:
      return true;
    case Type::kModule:
      return false;
    default:
      return !find_in_class(class_of(value), known(Known::kCall)).is_null();
  }
}

}  // namespace grove
