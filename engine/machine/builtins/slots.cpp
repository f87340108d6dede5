// Slots: the special methods of built-in types as methods (`dict.__setitem__`, `int.__add__`): what
// a class that inherits from one finds above itself. Operators on the built-in types themselves do
// not come this way.
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/integers.h"

namespace grove {

namespace {

Value not_implemented() { return Value::of(Type::kNotImplemented, 0); }
Value none_if(bool done) { return done ? Value::none() : Value{}; }

Value slot_getitem(Machine& m, Args args) { return get_item(m, args[0], args[1]); }
Value slot_setitem(Machine& m, Args args) {
  return none_if(set_item(m, args[0], args[1], args[2]));
}
Value slot_delitem(Machine& m, Args args) { return none_if(delete_item(m, args[0], args[1])); }
Value slot_len(Machine& m, Args args) { return Value::of_int(length_of(m, args[0])); }
Value slot_reversed(Machine& m, Args args) { return new_reversed(m, args[0]); }
Value slot_contains(Machine& m, Args args) {
  bool failed = false;
  const bool found = contains(m, args[0], args[1], &failed);
  return failed ? Value{} : Value::boolean(found);
}

// Whether the type of `self` knows what to do with the other one.
bool knows(Value self, Value other) {
  if (is_int(self)) return is_int(other);
  if (self.is(Type::kFloat)) return is_number(other) && !other.is(Type::kComplex);
  if (self.is(Type::kComplex)) return is_number(other);
  if (self.is_set()) return other.is_set();
  if (self.is(Type::kDict)) return other.is(Type::kDict);
  return true;
}

template <BinaryOperator kOp>
Value slot_operator(Machine& m, Args args) {
  const Value other = content_of(m, args[1]);
  if (!knows(args[0], other)) return not_implemented();
  return binary_op(m, kOp, false, args[0], other);
}

template <BinaryOperator kOp>
Value slot_reflected(Machine& m, Args args) {
  const Value other = content_of(m, args[1]);
  if (!knows(args[0], other)) return not_implemented();
  return binary_op(m, kOp, false, other, args[0]);
}

template <BinaryOperator kOp>
Value slot_in_place(Machine& m, Args args) {
  const Value other = content_of(m, args[1]);
  if (args[0].is_set() && !other.is_set()) return not_implemented();
  return binary_op(m, kOp, true, args[0], other);
}

template <PrefixOperator kOp>
Value slot_prefix(Machine& m, Args args) {
  return unary_op(m, kOp, args[0]);
}

Value slot_bool(Machine& m, Args args) {
  bool failed = false;
  const bool truth = truth_of(m, args[0], &failed);
  return failed ? Value{} : Value::boolean(truth);
}
Value slot_int(Machine& m, Args args) {
  if (args[0].is(Type::kFloat)) return int_of_double(m, args[0].real);
  return int_of(m, args[0]);
}
Value slot_float(Machine& m, Args args) {
  const std::optional<double> d = number_as_double(m, args[0]);
  return d ? Value::of_float(*d) : Value{};
}

// --- Filling a container ---

Value list_init(Machine& m, Args args) {
  std::vector<Value> items;
  if (!args[1].is_null() && !collect(m, args[1], &items)) return Value{};
  ListBody& body = m.heap.list(args[0]);
  std::swap(body.items, items);
  m.heap.recharge(body);
  release_all(m, &items);
  return Value::none();
}

Value dict_init(Machine& m, Args args) {
  if (!args[1].is_null() && !dict_update(m, args[0], content_of(m, args[1]))) return Value{};
  return none_if(dict_update(m, args[0], args[2]));
}

Value set_init(Machine& m, Args args) {
  table_clear(m, m.heap.set(args[0]));
  return none_if(args[1].is_null() || set_update(m, args[0], args[1]));
}

ClassBuilder class_of(Library& library, const char* name) {
  return library.klass("builtins", name);
}

void add_container(ClassBuilder klass) {
  klass.method("__len__", "", slot_len).method("__contains__", "key, /", slot_contains);
}

void add_sequence(ClassBuilder klass) {
  add_container(klass);
  klass.method("__getitem__", "key, /", slot_getitem)
      .method("__add__", "value, /", slot_operator<BinaryOperator::kAdd>)
      .method("__mul__", "value, /", slot_operator<BinaryOperator::kMul>)
      .method("__rmul__", "value, /", slot_reflected<BinaryOperator::kMul>);
}

void add_set_operators(ClassBuilder klass) {
  add_container(klass);
  klass.method("__or__", "value, /", slot_operator<BinaryOperator::kOr>)
      .method("__ror__", "value, /", slot_reflected<BinaryOperator::kOr>)
      .method("__and__", "value, /", slot_operator<BinaryOperator::kAnd>)
      .method("__rand__", "value, /", slot_reflected<BinaryOperator::kAnd>)
      .method("__sub__", "value, /", slot_operator<BinaryOperator::kSub>)
      .method("__rsub__", "value, /", slot_reflected<BinaryOperator::kSub>)
      .method("__xor__", "value, /", slot_operator<BinaryOperator::kXor>)
      .method("__rxor__", "value, /", slot_reflected<BinaryOperator::kXor>);
}

template <BinaryOperator kOp>
void add_operator(ClassBuilder& klass, const char* name, const char* reflected) {
  klass.method(name, "value, /", slot_operator<kOp>)
      .method(reflected, "value, /", slot_reflected<kOp>);
}

void add_complex_arithmetic(ClassBuilder klass) {
  add_operator<BinaryOperator::kAdd>(klass, "__add__", "__radd__");
  add_operator<BinaryOperator::kSub>(klass, "__sub__", "__rsub__");
  add_operator<BinaryOperator::kMul>(klass, "__mul__", "__rmul__");
  add_operator<BinaryOperator::kTrueDiv>(klass, "__truediv__", "__rtruediv__");
  add_operator<BinaryOperator::kPow>(klass, "__pow__", "__rpow__");
  klass.method("__neg__", "", slot_prefix<PrefixOperator::kNegative>)
      .method("__pos__", "", slot_prefix<PrefixOperator::kPositive>)
      .method("__bool__", "", slot_bool);
}

void add_arithmetic(ClassBuilder klass) {
  add_operator<BinaryOperator::kAdd>(klass, "__add__", "__radd__");
  add_operator<BinaryOperator::kSub>(klass, "__sub__", "__rsub__");
  add_operator<BinaryOperator::kMul>(klass, "__mul__", "__rmul__");
  add_operator<BinaryOperator::kTrueDiv>(klass, "__truediv__", "__rtruediv__");
  add_operator<BinaryOperator::kFloorDiv>(klass, "__floordiv__", "__rfloordiv__");
  add_operator<BinaryOperator::kMod>(klass, "__mod__", "__rmod__");
  add_operator<BinaryOperator::kPow>(klass, "__pow__", "__rpow__");
  klass.method("__neg__", "", slot_prefix<PrefixOperator::kNegative>)
      .method("__pos__", "", slot_prefix<PrefixOperator::kPositive>)
      .method("__bool__", "", slot_bool)
      .method("__int__", "", slot_int)
      .method("__float__", "", slot_float);
}

void add_bit_operators(ClassBuilder klass) {
  add_operator<BinaryOperator::kLShift>(klass, "__lshift__", "__rlshift__");
  add_operator<BinaryOperator::kRShift>(klass, "__rshift__", "__rrshift__");
  add_operator<BinaryOperator::kAnd>(klass, "__and__", "__rand__");
  add_operator<BinaryOperator::kOr>(klass, "__or__", "__ror__");
  add_operator<BinaryOperator::kXor>(klass, "__xor__", "__rxor__");
  klass.method("__invert__", "", slot_prefix<PrefixOperator::kInvert>)
      .method("__index__", "", slot_int);
}

}  // namespace

void add_slots(Library& library) {
  for (const char* name : {"list", "tuple", "str", "bytes", "bytearray"})
    add_sequence(class_of(library, name));
  class_of(library, "list")
      .method("__init__", "iterable=?, /", list_init)
      .method("__setitem__", "key, value, /", slot_setitem)
      .method("__delitem__", "key, /", slot_delitem)
      .method("__iadd__", "value, /", slot_in_place<BinaryOperator::kAdd>)
      .method("__imul__", "value, /", slot_in_place<BinaryOperator::kMul>)
      .method("__reversed__", "", slot_reversed);
  for (const char* name : {"str", "bytes", "bytearray"}) {
    class_of(library, name).method("__mod__", "value, /", slot_operator<BinaryOperator::kMod>);
  }
  class_of(library, "bytearray")
      .method("__setitem__", "key, value, /", slot_setitem)
      .method("__delitem__", "key, /", slot_delitem)
      .method("__iadd__", "value, /", slot_in_place<BinaryOperator::kAdd>)
      .method("__imul__", "value, /", slot_in_place<BinaryOperator::kMul>);
  add_container(class_of(library, "dict"));
  class_of(library, "dict")
      .method("__init__", "iterable=?, /, **kwargs", dict_init)
      .method("__getitem__", "key, /", slot_getitem)
      .method("__setitem__", "key, value, /", slot_setitem)
      .method("__delitem__", "key, /", slot_delitem)
      .method("__or__", "value, /", slot_operator<BinaryOperator::kOr>)
      .method("__ror__", "value, /", slot_reflected<BinaryOperator::kOr>)
      .method("__ior__", "value, /", slot_in_place<BinaryOperator::kOr>)
      .method("__reversed__", "", slot_reversed);
  for (const char* name : {"set", "frozenset"}) add_set_operators(class_of(library, name));
  class_of(library, "set")
      .method("__init__", "iterable=?, /", set_init)
      .method("__ior__", "value, /", slot_in_place<BinaryOperator::kOr>)
      .method("__iand__", "value, /", slot_in_place<BinaryOperator::kAnd>)
      .method("__isub__", "value, /", slot_in_place<BinaryOperator::kSub>)
      .method("__ixor__", "value, /", slot_in_place<BinaryOperator::kXor>);
  for (const char* name : {"int", "float"}) add_arithmetic(class_of(library, name));
  add_complex_arithmetic(class_of(library, "complex"));
  add_bit_operators(class_of(library, "int"));
}

}  // namespace grove
