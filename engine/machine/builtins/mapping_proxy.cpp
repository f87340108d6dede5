// mappingproxy: what `Class.__dict__` gives. An object with values = {dict}, made of the class's
// namespace when it is asked for: a later change of the class does not show in it.
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

Value dict_of(Machine& m, Value proxy) { return m.heap.object(proxy).values[0]; }

Value make_proxy(Machine& m, Args args) {
  const Value dict = content_of(m, args[1]);
  if (!dict.is(Type::kDict)) {
    return raise_type_error(
        m, "mappingproxy() argument must be a mapping, not " + m.type_name(args[1]));
  }
  const Value v = m.new_object(args[0], -1);
  m.heap.object(v).values = {m.heap.retain(dict)};
  return v;
}

Value proxy_getitem(Machine& m, Args args) { return get_item(m, dict_of(m, args[0]), args[1]); }
Value proxy_len(Machine& m, Args args) {
  return Value::of_int(m.heap.dict(dict_of(m, args[0])).size);
}
Value proxy_iter(Machine& m, Args args) { return get_iterator(m, dict_of(m, args[0])); }
Value proxy_copy(Machine& m, Args args) { return dict_copy(m, dict_of(m, args[0])); }
Value proxy_contains(Machine& m, Args args) {
  bool failed = false;
  const bool found = contains(m, dict_of(m, args[0]), args[1], &failed);
  return failed ? Value{} : Value::boolean(found);
}
Value proxy_get(Machine& m, Args args) {
  bool failed = false;
  const Value found = dict_find(m, dict_of(m, args[0]), args[1], &failed);
  if (failed) return Value{};
  return m.heap.retain(found ? found : args[2]);
}
template <DictViewBody::Kind kKind>
Value proxy_view(Machine& m, Args args) {
  const Value view = m.heap.allocate(Type::kDictView);
  m.heap.dict_view(view).kind = kKind;
  m.heap.dict_view(view).dict = m.heap.retain(dict_of(m, args[0]));
  return view;
}
Value proxy_repr(Machine& m, Args args) {
  const Owned text = own(m.heap, repr_value(m, dict_of(m, args[0])));
  return text ? m.heap.new_str("mappingproxy(" + m.heap.str(text.get()).utf8 + ")") : Value{};
}
Value proxy_eq(Machine& m, Args args) {
  const bool is_proxy = same(m.class_of(args[1]), m.class_of(args[0]));
  const Value other = is_proxy ? dict_of(m, args[1]) : args[1];
  return compare(m, CompareOperator::kEq, dict_of(m, args[0]), other);
}

}  // namespace

void add_mapping_proxy(Library& library) {
  library.hidden_class("mappingproxy", Type::kObject)
      .constructor("mapping, /", make_proxy)
      .method("__getitem__", "key, /", proxy_getitem)
      .method("__len__", "", proxy_len)
      .method("__iter__", "", proxy_iter)
      .method("__contains__", "key, /", proxy_contains)
      .method("__repr__", "", proxy_repr)
      .method("__eq__", "value, /", proxy_eq)
      .method("get", "key, default=None, /", proxy_get)
      .method("keys", "", proxy_view<DictViewBody::Kind::kKeys>)
      .method("values", "", proxy_view<DictViewBody::Kind::kValues>)
      .method("items", "", proxy_view<DictViewBody::Kind::kItems>)
      .method("copy", "", proxy_copy);
}

}  // namespace grove
