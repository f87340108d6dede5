#include "engine/machine/arithmetic.h"

#include <bit>
#include <cmath>
#include <limits>

#include "engine/machine/machine.h"
#include "engine/machine/operators.h"

namespace grove {

namespace {

using Int = int64_t;
__extension__ typedef unsigned __int128 Wide;

constexpr Int kMin = std::numeric_limits<Int>::min();

template <class Operation>
Value checked(Machine& machine, Operation operation) {
  Int result = 0;
  return operation(&result) ? raise_past_64_bits(machine) : Value::of_int(result);
}

Value raise_zero_division(Machine& machine, const char* message) {
  return machine.raise_error("ZeroDivisionError", message);
}

Int floor_quotient_of(Int a, Int b) {
  const Int quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

Int floor_remainder_of(Int a, Int b) {
  const Int remainder = a % b;
  return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

Value left_shift(Machine& machine, Int a, Int b) {
  if (b < 0) return machine.raise_error("ValueError", "negative shift count");
  if (a == 0) return Value::of_int(0);
  if (b >= 63) return a == -1 && b == 63 ? Value::of_int(kMin) : raise_past_64_bits(machine);
  return checked(machine, [=](Int* r) { return __builtin_mul_overflow(a, Int{1} << b, r); });
}

Value right_shift(Machine& machine, Int a, Int b) {
  if (b < 0) return machine.raise_error("ValueError", "negative shift count");
  return Value::of_int(a >> (b > 63 ? 63 : b));
}

// By squaring; the power of two that the last step does not need must not overflow it.
Value integer_power(Machine& machine, Int base, Int exponent) {
  Int result = 1;
  for (;;) {
    if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result)) {
      return raise_past_64_bits(machine);
    }
    exponent >>= 1;
    if (exponent == 0) return Value::of_int(result);
    if (__builtin_mul_overflow(base, base, &base)) return raise_past_64_bits(machine);
  }
}

// What CPython makes of the C library's ERANGE: an exception with the number and its text.
Value raise_out_of_range(Machine& machine) {
  const Value klass = machine.exception_class("OverflowError");
  const Value text = machine.heap.new_str("Numerical result out of range");
  return machine.raise(machine.new_exception(klass, {Value::of_int(34), text}));
}

Value float_power(Machine& machine, double base, double exponent) {
  if (base == 0 && exponent < 0 && std::isfinite(exponent)) {
    return raise_zero_division(machine, "0.0 cannot be raised to a negative power");
  }
  const bool finite = std::isfinite(base) && std::isfinite(exponent);
  if (finite && base < 0 && exponent != std::floor(exponent)) {
    return machine.raise_error("ValueError",
                               "a negative number to a fractional power is complex; there are no "
                               "complex numbers here");
  }
  const double result = std::pow(base, exponent);
  if (finite && std::isinf(result)) {
    return raise_out_of_range(machine);
  }
  return Value::of_float(result);
}

Value integer_division(Machine& machine, BinaryOperator op, Int a, Int b) {
  if (b == 0) {
    const char* message =
        op == BinaryOperator::kTrueDiv ? "division by zero" : "integer division or modulo by zero";
    return raise_zero_division(machine,
                               op == BinaryOperator::kMod ? "integer modulo by zero" : message);
  }
  if (op == BinaryOperator::kTrueDiv) return Value::of_float(true_quotient(a, b));
  if (b == -1) {  // the one divisor whose quotient can overflow
    if (op == BinaryOperator::kMod) return Value::of_int(0);
    return checked(machine, [=](Int* r) { return __builtin_sub_overflow(Int{0}, a, r); });
  }
  return Value::of_int(op == BinaryOperator::kMod ? floor_remainder_of(a, b)
                                                  : floor_quotient_of(a, b));
}

Value of_integers(Machine& machine, BinaryOperator op, Int a, Int b, bool* unsupported) {
  switch (op) {
    case BinaryOperator::kAdd:
      return checked(machine, [=](Int* r) { return __builtin_add_overflow(a, b, r); });
    case BinaryOperator::kSub:
      return checked(machine, [=](Int* r) { return __builtin_sub_overflow(a, b, r); });
    case BinaryOperator::kMul:
      return checked(machine, [=](Int* r) { return __builtin_mul_overflow(a, b, r); });
    case BinaryOperator::kTrueDiv:
    case BinaryOperator::kFloorDiv:
    case BinaryOperator::kMod:
      return integer_division(machine, op, a, b);
    case BinaryOperator::kPow:
      if (b < 0) return float_power(machine, static_cast<double>(a), static_cast<double>(b));
      return integer_power(machine, a, b);
    case BinaryOperator::kLShift:
      return left_shift(machine, a, b);
    case BinaryOperator::kRShift:
      return right_shift(machine, a, b);
    case BinaryOperator::kAnd:
      return Value::of_int(a & b);
    case BinaryOperator::kOr:
      return Value::of_int(a | b);
    case BinaryOperator::kXor:
      return Value::of_int(a ^ b);
    case BinaryOperator::kMatMul:
      break;
  }
  *unsupported = true;
  return Value{};
}

Value of_floats(Machine& machine, BinaryOperator op, double a, double b, bool* unsupported) {
  switch (op) {
    case BinaryOperator::kAdd:
      return Value::of_float(a + b);
    case BinaryOperator::kSub:
      return Value::of_float(a - b);
    case BinaryOperator::kMul:
      return Value::of_float(a * b);
    case BinaryOperator::kTrueDiv:
      if (b == 0) return raise_zero_division(machine, "float division by zero");
      return Value::of_float(a / b);
    case BinaryOperator::kFloorDiv:
      if (b == 0) return raise_zero_division(machine, "float floor division by zero");
      return Value::of_float(floor_quotient(a, b));
    case BinaryOperator::kMod:
      if (b == 0) return raise_zero_division(machine, "float modulo");
      return Value::of_float(floor_remainder(a, b));
    case BinaryOperator::kPow:
      return float_power(machine, a, b);
    default:
      *unsupported = true;
      return Value{};
  }
}

Value of_bools(BinaryOperator op, bool a, bool b) {
  switch (op) {
    case BinaryOperator::kAnd:
      return Value::boolean(a && b);
    case BinaryOperator::kOr:
      return Value::boolean(a || b);
    case BinaryOperator::kXor:
      return Value::boolean(a != b);
    default:
      return Value{};
  }
}

uint64_t magnitude(Int a) {
  return a < 0 ? 0 - static_cast<uint64_t>(a) : static_cast<uint64_t>(a);
}

int width(Wide w) {
  const auto high = static_cast<uint64_t>(w >> 64);
  return high != 0 ? 128 - std::countl_zero(high) : 64 - std::countl_zero(static_cast<uint64_t>(w));
}

}  // namespace

Value arithmetic(Machine& machine, BinaryOperator op, Value a, Value b, bool* unsupported) {
  if (a.is(Type::kBool) && b.is(Type::kBool)) {
    const Value result = of_bools(op, a.integer != 0, b.integer != 0);
    if (result) return result;
  }
  if (is_integer(a) && is_integer(b)) {
    return of_integers(machine, op, a.integer, b.integer, unsupported);
  }
  return of_floats(machine, op, *number_as_double(a), *number_as_double(b), unsupported);
}

double floor_remainder(double a, double b) {
  double remainder = std::fmod(a, b);
  // A zero takes the sign of the divisor.
  if (remainder == 0) return std::copysign(0.0, b);
  if ((b < 0) != (remainder < 0)) remainder += b;
  return remainder;
}

double floor_quotient(double a, double b) {
  double remainder = std::fmod(a, b);
  // Exact but for one rounding: a - remainder is a multiple of b.
  double quotient = (a - remainder) / b;
  if (remainder != 0 && (b < 0) != (remainder < 0)) quotient -= 1;
  if (quotient == 0) return std::copysign(0.0, a / b);
  double floored = std::floor(quotient);
  if (quotient - floored > 0.5) floored += 1;
  return floored;
}

double true_quotient(int64_t a, int64_t b) {
  constexpr uint64_t kExact = uint64_t{1} << 53;
  const uint64_t p = magnitude(a);
  const uint64_t q = magnitude(b);
  if (p <= kExact && q <= kExact) return static_cast<double>(a) / static_cast<double>(b);
  // A quotient of at least 64 bits, cut to 55, with the lowest one standing for all that is cut
  // off: rounding that to a double rounds the true quotient.
  if (p == 0) return 0.0;
  const int shift = 64 + std::countl_zero(p);
  const Wide dividend = static_cast<Wide>(p) << shift;
  const Wide quotient = dividend / q;
  const bool inexact = dividend % q != 0;
  const int surplus = width(quotient) - 55;
  const Wide kept = quotient >> surplus;
  const bool sticky = inexact || (kept << surplus) != quotient;
  const auto rounded = static_cast<double>(static_cast<uint64_t>(kept) | (sticky ? 1 : 0));
  const double result = std::ldexp(rounded, surplus - shift);
  return (a < 0) != (b < 0) ? -result : result;
}

std::optional<int> order_of(int64_t a, double b) {
  if (std::isnan(b)) return std::nullopt;
  if (b >= 9223372036854775808.0) return -1;
  if (b < -9223372036854775808.0) return 1;
  const auto whole = static_cast<int64_t>(b);  // towards zero
  if (a != whole) return a < whole ? -1 : 1;
  const double rest = b - static_cast<double>(whole);
  return rest > 0 ? -1 : rest < 0 ? 1 : 0;
}

std::optional<double> number_as_double(Value v) {
  if (v.is(Type::kFloat)) return v.real;
  if (is_integer(v)) return static_cast<double>(v.integer);
  return std::nullopt;
}

std::optional<int64_t> as_index(Value v) {
  if (is_integer(v)) return v.integer;
  return std::nullopt;
}

Value raise_past_64_bits(Machine& machine) {
  return machine.raise_error("OverflowError", "integer past 64 bits: integers end there in Grove");
}

}  // namespace grove
