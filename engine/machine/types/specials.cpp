#include "engine/machine/protocols/specials.h"

#include <vector>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/lookup.h"
#include "engine/machine/protocols/operators.h"

namespace grove {

namespace {

constexpr int32_t kOperators = static_cast<int32_t>(BinaryOperator::kMatMul) + 1;
static_assert(static_cast<int32_t>(Known::kRAdd) - static_cast<int32_t>(Known::kAdd) == kOperators);
static_assert(static_cast<int32_t>(Known::kIAdd) - static_cast<int32_t>(Known::kRAdd) ==
              kOperators);

// By CompareOperator; `a < b` is `b > a` when a's class does not know.
constexpr Known kComparisons[] = {Known::kLt, Known::kLe, Known::kEq,
                                  Known::kNe, Known::kGt, Known::kGe};
constexpr Known kReflected[] = {Known::kGt, Known::kGe, Known::kEq,
                                Known::kNe, Known::kLt, Known::kLe};

Value not_implemented() { return Value::of(Type::kNotImplemented, 0); }

// What is left to try is asked next: null or NotImplemented.
bool is_open(Value result) { return result.is(Type::kNotImplemented); }

Value call_native(Machine& m, Value method, Value v, std::initializer_list<Value> arguments) {
  const Native& native = m.library().natives()[method.index];
  std::vector<Value> values{v};
  values.insert(values.end(), arguments);
  if (native.kind != Native::Kind::kPlain || values.size() != native.parameters.size()) {
    return m.ask(method, values);
  }
  values[0] = content_of(m, v);
  if (native.owner <= 0 || !m.is_instance(values[0], m.builtin_class(native.owner))) values[0] = v;
  const Value result = native.plain(m, Args{values.data(), static_cast<int32_t>(values.size())});
  // What changed itself is the instance.
  const bool changes = result.is_heap() && !result.is(Type::kBigInt) &&
                       !result.is(Type::kComplex) && !result.is(Type::kBytes);
  if (same(v, values[0]) || !changes || !same(result, values[0])) return result;
  m.heap.release(result);
  return m.heap.retain(v);
}

Value call_written(Machine& m, Value method, Value v, std::initializer_list<Value> arguments) {
  std::vector<Value> values{v};
  values.insert(values.end(), arguments);
  if (method.is(Type::kFunction)) return m.ask(method, values);
  const Lookup bound = bind_to(m, method, v, m.class_of(v));
  const std::span<const Value> others = std::span<const Value>(values).subspan(1);
  switch (bound.kind) {
    case Lookup::Kind::kMethod:
      values[0] = bound.self;
      return m.ask(bound.value, values);
    case Lookup::Kind::kValue: {
      const Owned callable = own(m.heap, bound.value);
      return m.ask(callable.get(), others);
    }
    case Lookup::Kind::kCall: {
      const Owned callable = own(m.heap, m.ask(bound.value, bound.args()));
      return callable ? m.ask(callable.get(), others) : Value{};
    }
    default:
      return Value{};
  }
}

// NotImplemented where there is no such method.
Value try_special(Machine& m, Value v, Known name, Value other) {
  bool found = false;
  const Value result = call_special(m, v, name, {other}, &found);
  return found ? result : not_implemented();
}

bool overrides(Machine& m, Value b, Value a, Known name) {
  const Value klass = m.class_of(b), above = m.class_of(a);
  return !same(klass, above) && m.is_subclass(klass, above) &&
         !same(m.find_in_class(klass, known(name)), m.find_in_class(above, known(name)));
}

// a != b: `__ne__`, or what `__eq__` says the other way round.
Value try_comparison(Machine& m, CompareOperator op, Known name, Value v, Value other) {
  const Value result = try_special(m, v, name, other);
  if (op != CompareOperator::kNe || !is_open(result)) return result;
  if (!find_special(m, v, Known::kNe).is_null()) return result;
  const Owned equal = own(m.heap, try_special(m, v, Known::kEq, other));
  if (!equal || is_open(equal.get())) return m.heap.retain(equal.get());
  bool failed = false;
  const bool truth = truth_of(m, equal.get(), &failed);
  return failed ? Value{} : Value::boolean(!truth);
}

}  // namespace

Value find_special(Machine& m, Value v, Known name) {
  if (!may_have_specials(v)) return Value{};
  const Value found = m.find_in_class(m.class_of(v), known(name));
  if (found.is(Type::kNative)) {
    const Native& native = m.library().natives()[found.index];
    const bool can_be_called = native.kind == Native::Kind::kPlain || m.may_ask();
    return native.owner == 0 || !can_be_called ? Value{} : found;
  }
  return m.may_ask() || found.is_none() ? found : Value{};
}

Value call_special(Machine& m, Value v, Known name, std::initializer_list<Value> arguments,
                   bool* found) {
  const Value method = find_special(m, v, name);
  *found = !method.is_null() && !method.is_none();
  if (!*found) return Value{};
  return method.is(Type::kNative) ? call_native(m, method, v, arguments)
                                  : call_written(m, method, v, arguments);
}

Value operate_by_special(Machine& m, BinaryOperator op, bool in_place, Value a, Value b) {
  const auto at = static_cast<int32_t>(op);
  const auto name = [at](Known first) {
    return static_cast<Known>(static_cast<int32_t>(first) + at);
  };
  if (in_place) {
    const Value result = try_special(m, a, name(Known::kIAdd), b);
    if (!is_open(result)) return result;
  }
  const bool other_first = overrides(m, b, a, name(Known::kRAdd));
  if (other_first) {
    const Value result = try_special(m, b, name(Known::kRAdd), a);
    if (!is_open(result)) return result;
  }
  const Value result = try_special(m, a, name(Known::kAdd), b);
  if (!is_open(result) || other_first || same(m.class_of(a), m.class_of(b))) return result;
  return try_special(m, b, name(Known::kRAdd), a);
}

Value compare_by_special(Machine& m, CompareOperator op, Value a, Value b) {
  const auto at = static_cast<std::size_t>(op);
  const Known name = kComparisons[at], reflected = kReflected[at];
  const bool other_first =
      !same(m.class_of(a), m.class_of(b)) && m.is_subclass(m.class_of(b), m.class_of(a));
  if (other_first) {
    const Value result = try_comparison(m, op, reflected, b, a);
    if (!is_open(result)) return result;
  }
  const Value result = try_comparison(m, op, name, a, b);
  if (!is_open(result) || other_first) return result;
  return try_comparison(m, op, reflected, b, a);
}

}  // namespace grove
