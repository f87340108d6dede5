#include "engine/machine/operators.h"

#include <fmt/format.h>

#include "engine/machine/arithmetic.h"
#include "engine/machine/containers.h"
#include "engine/machine/generic_alias.h"
#include "engine/machine/iteration.h"
#include "engine/machine/machine.h"
#include "engine/machine/set_operators.h"
#include "engine/machine/specials.h"
#include "engine/machine/strings.h"
#include "engine/machine/subscripts.h"
#include "engine/machine/text_builder.h"

namespace grove {

namespace {

struct OperatorNames {
  const char* symbol;
  const char* method;
  const char* reflected;
};
// By BinaryOperator.
constexpr OperatorNames kBinaryNames[] = {{"+", "__add__", "__radd__"},
                                          {"-", "__sub__", "__rsub__"},
                                          {"*", "__mul__", "__rmul__"},
                                          {"/", "__truediv__", "__rtruediv__"},
                                          {"//", "__floordiv__", "__rfloordiv__"},
                                          {"%", "__mod__", "__rmod__"},
                                          {"** or pow()", "__pow__", "__rpow__"},
                                          {"<<", "__lshift__", "__rlshift__"},
                                          {">>", "__rshift__", "__rrshift__"},
                                          {"&", "__and__", "__rand__"},
                                          {"|", "__or__", "__ror__"},
                                          {"^", "__xor__", "__rxor__"},
                                          {"@", "__matmul__", "__rmatmul__"}};

// A product of more elements has room nowhere: MemoryError, as in CPython. Below it the limit of
// the run on bytes has its say.
constexpr int64_t kLongestRepetition = int64_t{1} << 40;

const OperatorNames& names_of(BinaryOperator op) {
  return kBinaryNames[static_cast<std::size_t>(op)];
}

Value raise_unsupported(Machine& machine, BinaryOperator op, bool in_place, Value a, Value b) {
  std::string symbol = names_of(op).symbol;
  if (in_place) symbol = (op == BinaryOperator::kPow ? "**" : symbol) + "=";
  return machine.raise_error(
      "TypeError", fmt::format("unsupported operand type(s) for {}: '{}' and '{}'", symbol,
                               machine.type_name(a), machine.type_name(b)));
}

Value raise_cannot_concatenate(Machine& machine, const char* type, Value b) {
  return machine.raise_error("TypeError", fmt::format("can only concatenate {} (not \"{}\") to {}",
                                                      type, machine.type_name(b), type));
}

std::vector<Value> joined(Heap& heap, const std::vector<Value>& a, const std::vector<Value>& b) {
  std::vector<Value> items;
  heap.grow(items, a.size() + b.size());
  for (const Value v : a) items.push_back(heap.retain(v));
  for (const Value v : b) items.push_back(heap.retain(v));
  return items;
}

constexpr std::size_t kSmallText = 256;

Value add_text(Machine& machine, Value a, Value b) {
  const StrBody& x = machine.heap.str(a);
  const StrBody& y = machine.heap.str(b);
  if (x.utf8.empty()) return machine.heap.retain(b);
  if (y.utf8.empty()) return machine.heap.retain(a);
  TextBuilder text(machine.heap);
  text.make_room(x.utf8.size() + y.utf8.size());
  text += x.utf8;
  text += y.utf8;
  // To count the characters of what has grown each time takes ten times as long as to copy it.
  const int64_t length = x.length + y.length;
  return text.size() > kSmallText ? machine.heap.take_str(text.take(), length) : text.finish();
}

Value concatenate(Machine& machine, Value a, Value b) {
  Heap& heap = machine.heap;
  if (a.is(Type::kStr)) {
    if (!b.is(Type::kStr)) return raise_cannot_concatenate(machine, "str", b);
    return add_text(machine, a, b);
  }
  if (a.is(Type::kList)) {
    if (!b.is(Type::kList)) return raise_cannot_concatenate(machine, "list", b);
    return heap.new_list(joined(heap, heap.list(a).items, heap.list(b).items));
  }
  if (!b.is(Type::kTuple)) return raise_cannot_concatenate(machine, "tuple", b);
  return heap.new_tuple(joined(heap, heap.tuple(a).items, heap.tuple(b).items));
}

bool is_sequence(Value v) { return v.is(Type::kStr) || v.is(Type::kList) || v.is(Type::kTuple); }

// sequence * count.
Value repeat(Machine& machine, Value sequence, Value count, bool in_place) {
  Heap& heap = machine.heap;
  const std::optional<int64_t> times = as_index(count);
  if (!times) {
    return machine.raise_error(
        "TypeError",
        fmt::format("can't multiply sequence by non-int of type '{}'", machine.type_name(count)));
  }
  const bool is_text = sequence.is(Type::kStr);
  const std::size_t length = is_text                    ? heap.str(sequence).utf8.size()
                             : sequence.is(Type::kList) ? heap.list(sequence).items.size()
                                                        : heap.tuple(sequence).items.size();
  const int64_t n = *times > 0 && length > 0 ? *times : 0;
  if (n > 0 && static_cast<int64_t>(length) > kLongestRepetition / n) {
    return machine.raise_error("MemoryError", "");
  }
  if (is_text) {
    TextBuilder text(heap);
    text.append(static_cast<uint64_t>(n), heap.str(sequence).utf8);
    return text.finish();
  }
  const std::vector<Value> once =
      sequence.is(Type::kList) ? heap.list(sequence).items : heap.tuple(sequence).items;
  std::vector<Value> items;
  heap.grow(items, length * static_cast<std::size_t>(n));
  for (int64_t i = 0; i < n; ++i) {
    for (const Value v : once) items.push_back(heap.retain(v));
  }
  if (sequence.is(Type::kTuple)) return heap.new_tuple(std::move(items));
  if (!in_place) return heap.new_list(std::move(items));
  heap.list(sequence).items.swap(items);
  heap.recharge(heap.list(sequence));
  release_all(machine, &items);
  return heap.retain(sequence);
}

// Asks a's class, then b's, for a method of its own. Null with nothing raised: neither has one.
Value by_special(Machine& machine, BinaryOperator op, Value a, Value b) {
  for (const bool reflected : {false, true}) {
    const Value owner = reflected ? b : a;
    const Value other = reflected ? a : b;
    bool found = false;
    const Value result = call_special(
        machine, owner, reflected ? names_of(op).reflected : names_of(op).method, {other}, &found);
    if (found && !result.is(Type::kNotImplemented)) return result;
  }
  return Value{};
}

Value merged(Machine& machine, Value a, Value b) {
  Owned result = own(machine.heap, dict_copy(machine, a));
  if (!dict_update(machine, result.get(), b)) return Value{};
  return result.release();
}

// The operators that change their left side. Null with nothing raised: not one of them.
Value change_in_place(Machine& machine, BinaryOperator op, Value a, Value b) {
  if (op == BinaryOperator::kAdd && a.is(Type::kList)) {
    return list_extend(machine, a, b) ? machine.heap.retain(a) : Value{};
  }
  if (op == BinaryOperator::kOr && a.is(Type::kDict)) {
    return dict_update(machine, a, b) ? machine.heap.retain(a) : Value{};
  }
  if (a.is(Type::kSet) && b.is_set()) return set_operation_in_place(machine, op, a, b);
  return Value{};
}

}  // namespace

Value binary_op(Machine& machine, BinaryOperator op, bool in_place, Value a, Value b) {
  if (is_number(a) && is_number(b)) {
    bool unsupported = false;
    const Value result = arithmetic(machine, op, a, b, &unsupported);
    return unsupported ? raise_unsupported(machine, op, in_place, a, b) : result;
  }
  if (in_place) {
    const Value result = change_in_place(machine, op, a, b);
    if (result || machine.has_pending()) return result;
  }
  if (op == BinaryOperator::kMod && a.is(Type::kStr)) return percent_format(machine, a, b);
  if (may_have_specials(a) || may_have_specials(b)) {
    const Value result = by_special(machine, op, a, b);
    if (result || machine.has_pending()) return result;
  }
  if (op == BinaryOperator::kAdd && is_sequence(a)) return concatenate(machine, a, b);
  if (op == BinaryOperator::kMul && is_sequence(a)) return repeat(machine, a, b, in_place);
  // In place, CPython asks only the left one where it is a container.
  const bool is_container = length_of(machine, a) >= 0;
  if (op == BinaryOperator::kMul && is_sequence(b) && !(in_place && is_container)) {
    return repeat(machine, b, a, false);
  }
  if (op == BinaryOperator::kOr && a.is(Type::kDict) && b.is(Type::kDict)) {
    return merged(machine, a, b);
  }
  if (op == BinaryOperator::kOr) {
    const Value result = type_union(machine, a, b);
    if (result) return result;
  }
  bool unsupported = false;
  const Value result = set_operation(machine, op, a, b, &unsupported);
  return unsupported ? raise_unsupported(machine, op, in_place, a, b) : result;
}

Value unary_op(Machine& machine, PrefixOperator op, Value a) {
  constexpr const char* kSymbols[] = {"-", "+", "~"};
  constexpr const char* kMethods[] = {"__neg__", "__pos__", "__invert__"};
  if (is_integer(a)) {
    if (op == PrefixOperator::kPositive) return Value::of_int(a.integer);
    if (op == PrefixOperator::kInvert) return Value::of_int(~a.integer);
    int64_t result = 0;
    if (__builtin_sub_overflow(int64_t{0}, a.integer, &result)) return raise_past_64_bits(machine);
    return Value::of_int(result);
  }
  if (a.is(Type::kFloat) && op != PrefixOperator::kInvert) {
    return op == PrefixOperator::kPositive ? a : Value::of_float(-a.real);
  }
  bool found = false;
  const Value result = call_special(machine, a, kMethods[static_cast<std::size_t>(op)], {}, &found);
  if (found) return result;
  return machine.raise_error(
      "TypeError", fmt::format("bad operand type for unary {}: '{}'",
                               kSymbols[static_cast<std::size_t>(op)], machine.type_name(a)));
}

bool truth_of(Machine& machine, Value v, bool* failed) {
  Heap& heap = machine.heap;
  switch (v.type) {
    case Type::kNone:
      return false;
    case Type::kBool:
    case Type::kInt:
      return v.integer != 0;
    case Type::kFloat:
      return v.real != 0;
    case Type::kStr:
      return !heap.str(v).utf8.empty();
    case Type::kTuple:
      return !heap.tuple(v).items.empty();
    case Type::kList:
      return !heap.list(v).items.empty();
    case Type::kDict:
      return heap.dict(v).size != 0;
    case Type::kSet:
    case Type::kFrozenSet:
      return heap.set(v).size != 0;
    case Type::kRange:
    case Type::kDictView:
      return length_of(machine, v) != 0;
    default:
      break;
  }
  for (const char* method : {"__bool__", "__len__"}) {
    bool found = false;
    const Value result = call_special(machine, v, method, {}, &found);
    if (found && !result) *failed = true;
    if (found) return result && result.integer != 0;
  }
  return true;
}

}  // namespace grove
