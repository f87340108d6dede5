#include "engine/machine/protocols/self_knowledge.h"

#include <string>
#include <utility>
#include <vector>

#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/types/containers.h"

namespace grove {

namespace {

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
        return is(Known::kName) ? heap_.new_str(m_.library().native_modules()[v.index].name)
                                : Value{};
      case Type::kCoroutine:
        return of_coroutine(heap_.coroutine(v));
      case Type::kException:
        return is(Known::kDict) ? dict_of(heap_.exception(v).attributes) : Value{};
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
    if (is(Known::kName)) return heap_.new_str(code.name);
    if (is(Known::kQualname)) return heap_.new_str(code.qualname);
    if (is(Known::kModule)) return heap_.new_str(m_.module_name_of(code));
    if (is(Known::kDoc)) return code.has_docstring ? heap_.new_str(code.docstring) : Value::none();
    if (is(Known::kDefaults)) return or_none(f.defaults);
    if (is(Known::kKwDefaults)) return or_none(f.keyword_defaults);
    if (is(Known::kAnnotations)) {
      if (f.annotations.is_null()) f.annotations = heap_.new_dict();
      return heap_.retain(f.annotations);
    }
    return is(Known::kDict) ? dict_of(f.attributes) : Value{};
  }
  Value of_native(const Native& native) {
    if (is(Known::kName)) return heap_.new_str(native.name);
    if (is(Known::kQualname)) return heap_.new_str(native.qualname);
    if (is(Known::kModule)) return heap_.new_str(native.module);
    if (is(Known::kDoc)) return Value::none();
    return Value{};
  }
  Value of_method(const MethodBody& method) {
    if (is(Known::kSelf)) return heap_.retain(method.self);
    if (is(Known::kFunc)) return heap_.retain(method.function);
    return of(method.function);
  }
  Value of_class(const ClassBody& c, Value v) {
    if (is(Known::kName)) return heap_.new_str(c.name);
    if (is(Known::kQualname)) return heap_.new_str(c.qualname);
    if (is(Known::kModule)) return heap_.new_str(c.module);
    if (is(Known::kDoc)) return Value::none();
    if (is(Known::kBase)) return or_none(c.base);
    if (is(Known::kDict)) return proxy_of(c);
    if (is(Known::kBases)) return tuple_of({}, c.bases);
    if (is(Known::kMro)) return tuple_of({v}, c.mro);
    return Value{};
  }
  // A new dict: what is put into it is no attribute. What a function is known to have without being
  // told does not stand in its own, though it may have been set.
  Value dict_of(const Namespace& attributes) {
    const Value dict = heap_.new_dict();
    for (const Namespace::Entry& entry : attributes.entries()) {
      bool is_hidden = false;
      for (Known k : {Known::kName, Known::kQualname, Known::kModule, Known::kDoc,
                      Known::kAnnotations, Known::kDefaults, Known::kKwDefaults}) {
        is_hidden = is_hidden || entry.symbol == known(k);
      }
      if (!is_hidden) dict_set_text(m_, dict, m_.symbols.name(entry.symbol), entry.value);
    }
    return dict;
  }
  Value proxy_of(const ClassBody& c) {
    const Value dict = heap_.new_dict();
    for (const Namespace::Entry& entry : c.attributes.entries()) {
      dict_set_text(m_, dict, m_.symbols.name(entry.symbol), entry.value);
    }
    const Value proxy = m_.new_object(m_.builtin_class(kMappingProxyClass), -1);
    heap_.object(proxy).values = {dict};
    return proxy;
  }
  Value of_coroutine(const CoroutineBody& c) {
    const std::string& qualname = m_.qualname_of(c.code, c.native);
    if (is(Known::kName)) return heap_.new_str(bare(qualname));
    if (is(Known::kQualname)) return heap_.new_str(qualname);
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

Value known_of_self(Machine& machine, Value v, Symbol name) {
  return SelfKnowledge(machine, name).of(v);
}

}  // namespace grove
