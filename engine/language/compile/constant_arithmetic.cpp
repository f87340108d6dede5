#include "engine/language/compile/constant_arithmetic.h"

#include <cstdint>
#include <limits>

namespace grove {
namespace {

using Result = std::optional<Constant>;

// CPython's bounds on what folding may make.
constexpr std::size_t kMostCharacters = 4096;
constexpr std::size_t kMostItems = 256;
// Integers up to here are exact as doubles, so that int / int is the quotient rightly rounded.
constexpr int64_t kMostExact = int64_t{1} << 53;

std::optional<int64_t> integer_of(const Constant& constant) {
  if (const auto* value = std::get_if<bool>(&constant.value)) return *value ? 1 : 0;
  if (const auto* value = std::get_if<int64_t>(&constant.value)) return *value;
  return std::nullopt;
}

bool is_exact(int64_t value) { return value >= -kMostExact && value <= kMostExact; }

std::optional<double> float_of(const Constant& constant) {
  if (const auto* value = std::get_if<double>(&constant.value)) return *value;
  const auto integer = integer_of(constant);
  if (integer && is_exact(*integer)) return static_cast<double>(*integer);
  return std::nullopt;
}

Result floor_divided(int64_t a, int64_t b, bool remainder) {
  if (b == 0 || (a == std::numeric_limits<int64_t>::min() && b == -1)) return std::nullopt;
  int64_t quotient = a / b;
  int64_t rest = a % b;
  if (rest != 0 && (rest < 0) != (b < 0)) {
    --quotient;
    rest += b;
  }
  return Constant{remainder ? rest : quotient};
}

Result power(int64_t base, int64_t exponent) {
  if (exponent < 0) return std::nullopt;
  int64_t result = 1;
  // A base of 0, 1 or -1 never overflows, so the loop must end by itself.
  if (base >= -1 && base <= 1) exponent = exponent == 0 ? 0 : 2 - exponent % 2;
  for (; exponent > 0; --exponent) {
    if (__builtin_mul_overflow(result, base, &result)) return std::nullopt;
  }
  return Constant{result};
}

Result shifted(int64_t value, int64_t bits, bool left) {
  if (bits < 0) return std::nullopt;
  if (!left) return Constant{value >> (bits > 63 ? 63 : bits)};
  if (bits > 62) return value == 0 ? Result(Constant{int64_t{0}}) : std::nullopt;
  int64_t result = 0;
  if (__builtin_mul_overflow(value, int64_t{1} << bits, &result)) return std::nullopt;
  return Constant{result};
}

Result integer_binary(BinaryOperator op, int64_t a, int64_t b) {
  int64_t result = 0;
  switch (op) {
    case BinaryOperator::kAdd:
      return __builtin_add_overflow(a, b, &result) ? std::nullopt : Result(Constant{result});
    case BinaryOperator::kSub:
      return __builtin_sub_overflow(a, b, &result) ? std::nullopt : Result(Constant{result});
    case BinaryOperator::kMul:
      return __builtin_mul_overflow(a, b, &result) ? std::nullopt : Result(Constant{result});
    case BinaryOperator::kTrueDiv:
      if (b == 0 || !is_exact(a) || !is_exact(b)) return std::nullopt;
      return Constant{static_cast<double>(a) / static_cast<double>(b)};
    case BinaryOperator::kFloorDiv:
      return floor_divided(a, b, false);
    case BinaryOperator::kMod:
      return floor_divided(a, b, true);
    case BinaryOperator::kPow:
      return power(a, b);
    case BinaryOperator::kLShift:
      return shifted(a, b, true);
    case BinaryOperator::kRShift:
      return shifted(a, b, false);
    case BinaryOperator::kAnd:
      return Constant{a & b};
    case BinaryOperator::kOr:
      return Constant{a | b};
    case BinaryOperator::kXor:
      return Constant{a ^ b};
    case BinaryOperator::kMatMul:
      return std::nullopt;
  }
  return std::nullopt;
}

Result bool_binary(BinaryOperator op, bool a, bool b) {
  switch (op) {
    case BinaryOperator::kAnd:
      return Constant{a && b};
    case BinaryOperator::kOr:
      return Constant{a || b};
    case BinaryOperator::kXor:
      return Constant{a != b};
    default:
      return integer_binary(op, a ? 1 : 0, b ? 1 : 0);
  }
}

Result float_binary(BinaryOperator op, double a, double b) {
  switch (op) {
    case BinaryOperator::kAdd:
      return Constant{a + b};
    case BinaryOperator::kSub:
      return Constant{a - b};
    case BinaryOperator::kMul:
      return Constant{a * b};
    case BinaryOperator::kTrueDiv:
      return b == 0 ? std::nullopt : Result(Constant{a / b});
    default:
      return std::nullopt;
  }
}

Result repeated(const Constant& sequence, int64_t times) {
  const auto count = static_cast<std::size_t>(times < 0 ? 0 : times);
  if (const auto* text = std::get_if<std::string>(&sequence.value)) {
    if (!text->empty() && count > kMostCharacters / text->size()) return std::nullopt;
    std::string result;
    for (std::size_t i = 0; i < count && !text->empty(); ++i) result += *text;
    return Constant{std::move(result)};
  }
  if (const auto* tuple = std::get_if<TupleConstant>(&sequence.value)) {
    if (!tuple->items.empty() && count > kMostItems / tuple->items.size()) return std::nullopt;
    TupleConstant result;
    for (std::size_t i = 0; i < count && !tuple->items.empty(); ++i) {
      result.items.insert(result.items.end(), tuple->items.begin(), tuple->items.end());
    }
    return Constant{std::move(result)};
  }
  return std::nullopt;
}

Result concatenated(const Constant& left, const Constant& right) {
  const auto* left_text = std::get_if<std::string>(&left.value);
  const auto* right_text = std::get_if<std::string>(&right.value);
  if (left_text && right_text && left_text->size() + right_text->size() <= kMostCharacters) {
    return Constant{*left_text + *right_text};
  }
  const auto* left_tuple = std::get_if<TupleConstant>(&left.value);
  const auto* right_tuple = std::get_if<TupleConstant>(&right.value);
  if (!left_tuple || !right_tuple) return std::nullopt;
  if (left_tuple->items.size() + right_tuple->items.size() > kMostItems) return std::nullopt;
  TupleConstant result = *left_tuple;
  result.items.insert(result.items.end(), right_tuple->items.begin(), right_tuple->items.end());
  return Constant{std::move(result)};
}

}  // namespace

std::optional<Constant> constant_unary(UnaryOperator op, const Constant& operand) {
  if (op == UnaryOperator::kNot) return Constant{!truth_of(operand)};
  if (const auto integer = integer_of(operand)) {
    switch (op) {
      case UnaryOperator::kPositive:
        return Constant{*integer};
      case UnaryOperator::kInvert:
        return Constant{~*integer};
      default:
        break;
    }
    if (*integer == std::numeric_limits<int64_t>::min()) return std::nullopt;
    return Constant{-*integer};
  }
  const auto* value = std::get_if<double>(&operand.value);
  if (!value || op == UnaryOperator::kInvert) return std::nullopt;
  return Constant{op == UnaryOperator::kNegative ? -*value : *value};
}

std::optional<Constant> constant_binary(BinaryOperator op, const Constant& left,
                                        const Constant& right) {
  const auto* left_bool = std::get_if<bool>(&left.value);
  const auto* right_bool = std::get_if<bool>(&right.value);
  if (left_bool && right_bool) return bool_binary(op, *left_bool, *right_bool);
  const auto left_integer = integer_of(left);
  const auto right_integer = integer_of(right);
  if (left_integer && right_integer) return integer_binary(op, *left_integer, *right_integer);
  if (op == BinaryOperator::kMul) {
    if (right_integer) {
      if (auto result = repeated(left, *right_integer)) return result;
    } else if (left_integer) {
      if (auto result = repeated(right, *left_integer)) return result;
    }
  }
  const auto left_float = float_of(left);
  const auto right_float = float_of(right);
  if (left_float && right_float) return float_binary(op, *left_float, *right_float);
  return op == BinaryOperator::kAdd ? concatenated(left, right) : std::nullopt;
}

bool truth_of(const Constant& constant) {
  struct Truth {
    bool operator()(std::monostate) const { return false; }
    bool operator()(bool value) const { return value; }
    bool operator()(int64_t value) const { return value != 0; }
    bool operator()(double value) const { return value != 0; }
    bool operator()(const std::string& value) const { return !value.empty(); }
    bool operator()(const TupleConstant& value) const { return !value.items.empty(); }
    bool operator()(Ellipsis) const { return true; }
    bool operator()(CodeRef) const { return true; }
    bool operator()(const BigIntConstant&) const { return true; }
    bool operator()(ImaginaryConstant value) const { return value.value != 0; }
    bool operator()(const BytesConstant& value) const { return !value.bytes.empty(); }
  };
  return std::visit(Truth{}, constant.value);
}

}  // namespace grove
