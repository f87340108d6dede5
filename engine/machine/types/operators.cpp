#include "engine/machine/protocols/operators.h"

#include <fmt/format.h>

#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/index.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/generic_alias.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/set_operators.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// By BinaryOperator.
constexpr const char* kBinarySymbols[] = {"+",  "-",  "*", "/", "//", "%", "** or pow()",
                                          "<<", ">>", "&", "|", "^",  "@"};

// A product of more elements has room nowhere.
constexpr int64_t kLongestRepetition = int64_t{1} << 40;

Value raise_unsupported(Machine& machine, BinaryOperator op, bool in_place, Value a, Value b) {
  std::string symbol = kBinarySymbols[static_cast<std::size_t>(op)];
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
  if (a.is_bytes()) return bytes_concatenate(machine, a, b);
  if (!b.is(Type::kTuple)) return raise_cannot_concatenate(machine, "tuple", b);
  return heap.new_tuple(joined(heap, heap.tuple(a).items, heap.tuple(b).items));
}

bool is_sequence(Value v) {
  return v.is(Type::kStr) || v.is(Type::kList) || v.is(Type::kTuple) || v.is_bytes();
}

Value repeat_bytes(Machine& machine, Value sequence, int64_t times, bool in_place) {
  const std::string once = machine.heap.bytes(sequence).bytes;
  TextBuilder text(machine.heap);
  text.append(static_cast<uint64_t>(times), once);
  if (!in_place || !sequence.is(Type::kByteArray)) return new_like(machine, sequence, text.take());
  replace_bytes(machine, sequence, text.take());
  return machine.heap.retain(sequence);
}

// sequence * count.
Value repeat(Machine& machine, Value sequence, Value count, bool in_place) {
  Heap& heap = machine.heap;
  const std::optional<int64_t> times = index_of(machine, count);
  if (!times && machine.has_pending()) return Value{};
  if (!times) {
    return machine.raise_error(
        "TypeError",
        fmt::format("can't multiply sequence by non-int of type '{}'", machine.type_name(count)));
  }
  const bool is_text = sequence.is(Type::kStr);
  const std::size_t length = sequence.is_bytes()        ? heap.bytes(sequence).bytes.size()
                             : is_text                  ? heap.str(sequence).utf8.size()
                             : sequence.is(Type::kList) ? heap.list(sequence).items.size()
                                                        : heap.tuple(sequence).items.size();
  const int64_t n = *times > 0 && length > 0 ? *times : 0;
  const bool may_fit =
      n == 0 || static_cast<int64_t>(length) <= std::numeric_limits<int64_t>::max() / n;
  if (!may_fit && (is_text || sequence.is(Type::kBytes))) {
    return machine.raise_error(
        "OverflowError", is_text ? "repeated string is too long" : "repeated bytes are too long");
  }
  if (n > 0 && static_cast<int64_t>(length) > kLongestRepetition / n) throw OutOfBytes();
  if (sequence.is_bytes()) return repeat_bytes(machine, sequence, n, in_place);
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
  if (op == BinaryOperator::kAdd && a.is(Type::kByteArray)) {
    const Owned sum = own(machine.heap, bytes_concatenate(machine, a, b));
    if (!sum) return Value{};
    replace_bytes(machine, a, std::exchange(machine.heap.bytes(sum.get()).bytes, {}));
    machine.heap.recharge(machine.heap.bytes(sum.get()));
    return machine.heap.retain(a);
  }
  if (op == BinaryOperator::kOr && a.is(Type::kDict)) {
    return dict_update(machine, a, b) ? machine.heap.retain(a) : Value{};
  }
  if (a.is(Type::kSet) && b.is_set()) return set_operation_in_place(machine, op, a, b);
  return Value{};
}

// What they are at bottom knows; the message is about the ones that were given.
Value operate_on_contents(Machine& machine, BinaryOperator op, bool in_place, Value a, Value b,
                          Value x, Value y) {
  const Value result = binary_op(machine, op, false, x, y);
  const bool is_type_error =
      !result && machine.has_pending() && !machine.asked() &&
      machine.is_instance(machine.pending(), machine.exception_class("TypeError"));
  const std::string text = is_type_error ? machine.exception_message(machine.pending()) : "";
  if (!text.starts_with("unsupported operand")) return result;
  machine.heap.release(machine.take_pending());
  return raise_unsupported(machine, op, in_place, a, b);
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
  if (op == BinaryOperator::kMod && (a.is(Type::kStr) || a.is_bytes())) {
    return percent_format(machine, a, b);
  }
  if (may_have_specials(a) || may_have_specials(b)) {
    const Value result = operate_by_special(machine, op, in_place, a, b);
    if (!result.is(Type::kNotImplemented)) return result;
    const Value x = content_of(machine, a), y = content_of(machine, b);
    if (!same(x, a) || !same(y, b)) return operate_on_contents(machine, op, in_place, a, b, x, y);
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
  constexpr Known kMethods[] = {Known::kNeg, Known::kPos, Known::kInvert};
  if (is_integer(a)) {
    if (op == PrefixOperator::kPositive) return Value::of_int(a.integer);
    if (op == PrefixOperator::kInvert) return Value::of_int(~a.integer);
    return binary_op(machine, BinaryOperator::kSub, false, Value::of_int(0), a);
  }
  if (a.is(Type::kBigInt)) {
    const BigInt& number = machine.heap.big_int(a);
    if (op == PrefixOperator::kPositive) return machine.heap.retain(a);
    if (!machine.afford_items(number.words.size())) return Value{};
    if (op == PrefixOperator::kNegative) return machine.heap.new_int(negated(number));
    return machine.heap.new_int(subtract(big_int_of(int64_t{-1}), number));
  }
  if (a.is(Type::kComplex) && op != PrefixOperator::kInvert) {
    const ComplexBody c = machine.heap.complex(a);
    if (op == PrefixOperator::kPositive) return machine.heap.retain(a);
    return machine.heap.new_complex(-c.real, -c.imag);
  }
  if (a.is(Type::kFloat) && op != PrefixOperator::kInvert) {
    return op == PrefixOperator::kPositive ? a : Value::of_float(-a.real);
  }
  bool found = false;
  const Value result = call_special(machine, a, kMethods[static_cast<std::size_t>(op)], {}, &found);
  if (found) return result;
  const Value content = content_of(machine, a);
  if (!same(content, a) && is_number(content)) return unary_op(machine, op, content);
  return machine.raise_error(
      "TypeError", fmt::format("bad operand type for unary {}: '{}'",
                               kSymbols[static_cast<std::size_t>(op)], machine.type_name(a)));
}

namespace {

// `__bool__`, else whether `__len__` is not 0, else yes.
bool truth_by_special(Machine& machine, Value v, bool* failed) {
  bool found = false;
  const Owned said = own(machine.heap, call_special(machine, v, Known::kBool, {}, &found));
  if (found) {
    if (said.get().is(Type::kBool)) return said.get().integer != 0;
    if (said) {
      machine.raise_error("TypeError", fmt::format("__bool__ should return bool, returned {}",
                                                   machine.type_name(said.get())));
    }
    *failed = true;
    return false;
  }
  const int64_t length = length_by_special(machine, v, failed);
  if (length >= 0 || *failed) return length > 0;
  const Value content = content_of(machine, v);
  return same(content, v) || truth_of(machine, content, failed);
}

}  // namespace

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
    case Type::kBigInt:
      return true;
    case Type::kComplex:
      return heap.complex(v).real != 0 || heap.complex(v).imag != 0;
    case Type::kBytes:
    case Type::kByteArray:
      return !heap.bytes(v).bytes.empty();
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
  return truth_by_special(machine, v, failed);
}

}  // namespace grove
