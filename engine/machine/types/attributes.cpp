// Attributes: found, bound, set and deleted, as each kind of object has them.
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/lookup.h"

namespace grove {

namespace {

// Classes that programs cannot name stand in no table.
int32_t class_of_name(const Library& library, Type type, std::string_view name) {
  const std::vector<NativeClass>& classes = library.classes();
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].instance_type == type && classes[i].name == name) return static_cast<int32_t>(i);
  }
  return library.find_class(name);
}

}  // namespace

Value Machine::class_of(Value value) {
  switch (value.type) {
    case Type::kInstance:
      return heap.instance(value).klass;
    case Type::kClass: {
      const Value metaclass = heap.klass(value).metaclass;
      if (!metaclass.is_null()) return metaclass;
      break;
    }
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
      // What is Python in the real library is bound as Python's functions are.
      if (heap.method(value).function.is(Type::kNative) &&
          library_->natives()[heap.method(value).function.index].is_c_function) {
        return class_of(heap.method(value).function);
      }
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

const std::string& Machine::class_qualname(Value klass) { return heap.klass(klass).qualname; }

bool Machine::is_subclass(Value klass, Value base) {
  if (same(klass, base)) return true;
  const std::vector<Value>& mro = heap.klass(klass).mro;
  // Hardly anything, but for a program that makes a chain of ten thousand classes.
  constexpr std::size_t kBasesPerItem = 8;
  allowance.take_items(static_cast<int64_t>(mro.size() / kBasesPerItem));
  return std::any_of(mro.begin(), mro.end(), [base](Value v) { return same(v, base); });
}

bool Machine::is_instance(Value value, Value klass) { return is_subclass(class_of(value), klass); }

Namespace* Machine::namespace_of(Value object) {
  switch (object.type) {
    case Type::kInstance:
      return &heap.instance(object).attributes;
    case Type::kException:
      return &heap.exception(object).attributes;
    case Type::kFunction:
      return &heap.function(object).attributes;
    case Type::kClass:
      return &heap.klass(object).attributes;
    case Type::kObject: {
      ObjectBody& body = heap.object(object);
      return heap.klass(body.klass).has_dict ? &body.attributes : nullptr;
    }
    default:
      return nullptr;
  }
}

// Where a class finds a name is kept until a class gets or loses one: a name's new value stands in
// the same place.
Value Machine::find_in_class(Value klass, Symbol name) {
  if (!name) return Value{};
  const std::size_t slot = (klass.index * 31 + name.index()) & (kFoundPlaces - 1);
  FoundPlace& place = found_places_[slot];
  if (place.version != class_version_ || place.klass != klass.index || place.name != name) {
    place = {class_version_, klass.index, name, FoundPlace::kNowhere, 0};
    find_place(klass, &place);
  }
  if (place.owner == FoundPlace::kNowhere) return Value{};
  return heap.klass(Value::of(Type::kClass, place.owner)).attributes.entries()[place.entry].value;
}

void Machine::find_place(Value klass, FoundPlace* place) {
  const ClassBody& body = heap.klass(klass);
  int32_t entry = body.attributes.position(place->name);
  Value owner = klass;
  std::size_t i = 0;
  for (; entry < 0 && i < body.mro.size(); ++i) {
    owner = body.mro[i];
    entry = heap.klass(owner).attributes.position(place->name);
  }
  // Looking a name up in so many classes costs what an item does.
  constexpr std::size_t kBasesPerItem = 8;
  allowance.take_items(static_cast<int64_t>(i / kBasesPerItem));
  if (entry < 0) return;
  place->owner = owner.index;
  place->entry = static_cast<uint32_t>(entry);
}

Value Machine::find_in_module(Value module, Symbol name) const {
  for (const LinkedGlobals& linked : image_->linked) {
    if (linked.module != static_cast<int32_t>(module.index)) continue;
    const auto at = std::lower_bound(linked.globals.begin(), linked.globals.end(),
                                     std::make_pair(name, int32_t{0}));
    if (at == linked.globals.end() || at->first != name) continue;
    const Value v = globals[static_cast<std::size_t>(at->second)];
    if (!v.is_null()) return v;
  }
  return image_->modules[module.index].find(name);
}

Value Machine::find_method(Value object, Symbol name) {
  const Value klass = class_of(object);
  if (same(klass, builtin_class(kSuperClass))) return Value{};
  const Value v = find_in_class(klass, name);
  const bool is_method =
      v.is(Type::kFunction) || (v.is(Type::kNative) && library_->natives()[v.index].binds_self());
  if (!is_method || !own_attribute(*this, object, name).is_null()) return Value{};
  return v;
}

// What a look-up comes to, for built-ins: what is to be called is asked.
Value Machine::settle(const Lookup& found) {
  switch (found.kind) {
    case Lookup::Kind::kValue:
      return found.value;
    case Lookup::Kind::kMethod: {
      const Value method = heap.allocate(Type::kMethod);
      heap.method(method).function = heap.retain(found.value);
      heap.method(method).self = heap.retain(found.self);
      return method;
    }
    case Lookup::Kind::kCall:
      return may_ask() ? ask(found.value, found.args()) : Value{};
    default:
      return Value{};
  }
}

Value Machine::find_attribute(Value object, Symbol name) {
  const uint32_t hooks = object.is(Type::kInstance) || object.is(Type::kClass)
                             ? hooks_of(*this, class_of(object)) & (kHasGetattr | kHasGetattribute)
                             : 0;
  if (hooks == 0 || !may_ask()) return settle(look_up(*this, object, name));
  const Owned text = own(heap, heap.new_str(symbols.name(name)));
  const Value args[] = {object, text.get()};
  const Value klass = class_of(object);
  const Value found = (hooks & kHasGetattribute) != 0
                          ? ask(find_in_class(klass, known(Known::kGetattribute)), args)
                          : settle(look_up(*this, object, name));
  if (found || asked() || (hooks & kHasGetattr) == 0) return found;
  if (has_pending()) {
    if (!is_instance(pending(), exception_class("AttributeError"))) return Value{};
    heap.release(take_pending());
  }
  return ask(find_in_class(klass, known(Known::kGetattr)), args);
}

Value Machine::get_attribute(Value object, Symbol name) {
  const Value v = find_attribute(object, name);
  if (v.is_null() && !has_pending()) raise_no_attribute(*this, object, name);
  return v;
}

void Machine::name_the_attribute(std::string_view name, Value object) {
  name_the_name(name);
  Namespace& attributes = heap.exception(pending_).attributes;
  heap.release(attributes.set(known(Known::kObjAttribute), heap.retain(object)));
}

bool Machine::settle_change(const Lookup& change) {
  if (change.kind != Lookup::Kind::kCall) return change.kind == Lookup::Kind::kDone;
  const Owned result = own(heap, ask(change.value, change.args()));
  return static_cast<bool>(result);
}

namespace {

// Classes are those of metaclasses.
bool may_be_hooked(Machine& m, Value object) {
  return object.is(Type::kInstance) || (object.is(Type::kClass) && m.may_ask());
}

}  // namespace

bool Machine::set_attribute(Value object, Symbol name, Value value) {
  if (may_be_hooked(*this, object) && (hooks_of(*this, class_of(object)) & kHasSetattr) != 0) {
    const Owned text = own(heap, heap.new_str(symbols.name(name)));
    const Value args[] = {object, text.get(), value};
    const Value hook = find_in_class(class_of(object), known(Known::kSetattr));
    return static_cast<bool>(own(heap, ask(hook, args)));
  }
  return settle_change(store(*this, object, name, value));
}

bool Machine::delete_attribute(Value object, Symbol name) {
  if (may_be_hooked(*this, object) && (hooks_of(*this, class_of(object)) & kHasDelattr) != 0) {
    const Owned text = own(heap, heap.new_str(symbols.name(name)));
    const Value args[] = {object, text.get()};
    const Value hook = find_in_class(class_of(object), known(Known::kDelattr));
    return static_cast<bool>(own(heap, ask(hook, args)));
  }
  return settle_change(erase(*this, object, name));
}

namespace {

// CPython has two kinds of attribute that cannot be set, with a message each: those that it gets
// by a function, and plain fields.
std::string not_writable(const Native& native) {
  const std::string klass = native.qualname.substr(0, native.qualname.find('.'));
  if (native.module == "_asyncio") {
    return fmt::format("attribute '{}' of '_asyncio.{}' objects is not writable", native.name,
                       klass);
  }
  if (klass == "BaseExceptionGroup" || klass == "partial" || klass == "range") {
    return "readonly attribute";
  }
  return fmt::format("attribute '{}' of '{}' objects is not writable", native.name, klass);
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

void Machine::raise_not_deleted(Value object, Value property) {
  const Native& native = library_->natives()[property.index];
  if (!native.is_c_function) {
    raise_error("AttributeError", fmt::format("property '{}' of '{}' object has no deleter",
                                              native.name, type_name(object)));
  } else if (native.setter == nullptr) {
    raise_error("AttributeError", not_writable(native));
  } else if (native.module == "_asyncio") {
    raise_error("AttributeError", "cannot delete attribute");
  } else if (native.name == "__suppress_context__") {
    raise_error("TypeError", "can't delete numeric/char attribute");
  } else {
    raise_error("TypeError", native.name + " may not be deleted");
  }
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
