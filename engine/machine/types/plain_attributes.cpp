#include "engine/machine/types/plain_attributes.h"

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/lookup.h"

namespace grove {

Value plain_attribute(Machine& m, Value instance, Symbol name) {
  const InstanceBody& body = m.heap.instance(instance);
  if ((hooks_of(m, body.klass) & kHasGetattribute) != 0) return Value{};
  // What the class has under the name may come first.
  return m.find_in_class(body.klass, name).is_null() ? body.attributes.find(name) : Value{};
}

Value plain_method(Machine& m, Value instance, Symbol name) {
  const InstanceBody& body = m.heap.instance(instance);
  const Value method = m.find_in_class(body.klass, name);
  if (!method.is(Type::kFunction) || !body.dict.is_null()) return Value{};
  if ((hooks_of(m, body.klass) & kHasGetattribute) != 0) return Value{};
  return body.attributes.find(name).is_null() ? method : Value{};
}

bool plain_store(Machine& m, Value instance, Symbol name, Value value) {
  InstanceBody& body = m.heap.instance(instance);
  if ((hooks_of(m, body.klass) & kHasSetattr) != 0) return false;
  if (!m.find_in_class(body.klass, name).is_null()) return false;
  const Value old = body.attributes.find(name);
  if (old.is_null() || !m.heap.release_unless_last(old)) return false;
  body.attributes.set(name, value);
  return true;
}

}  // namespace grove
