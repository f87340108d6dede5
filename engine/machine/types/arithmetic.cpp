#include "engine/machine/types/arithmetic.h"

#include <bit>
#include <cmath>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/complex.h"
#include "engine/machine/types/integers.h"

namespace grove {

namespace {

using Int = int64_t;
__extension__ typedef unsigned __int128 Wide;

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

// The functions of two integers that fit give false where the result does not; then it is a big
// one, or an error, and int_arithmetic knows.

bool left_shift(Int a, Int b, Int* out) {
  if (b < 0 || b >= 63) return false;
  return !__builtin_mul_overflow(a, Int{1} << b, out);
}

bool right_shift(Int a, Int b, Int* out) {
  *out = b > 63 ? a >> 63 : a >> b;
  return true;
}

// By squaring; the power of two that the last step does not need must not overflow it.
bool integer_power(Int base, Int exponent, Int* out) {
  Int result = 1;
  for (;;) {
    if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result)) return false;
    exponent >>= 1;
    if (exponent == 0) break;
    if (__builtin_mul_overflow(base, base, &base)) return false;
  }
  *out = result;
  return true;
}

// What CPython makes of the C library's ERANGE: an exception with the number and its text.
Value raise_out_of_range(Machine& machine) {
  const Value klass = machine.exception_class("OverflowError");
  const Value text = machine.heap.new_str("Numerical result out of range");
  return machine.raise(machine.new_exception(klass, {Value::of_int(34), text}));
}

// By a divisor that is neither 0 nor -1, the one whose quotient can overflow.
bool integer_division(BinaryOperator op, Int a, Int b, Int* out) {
  if (b == 0 || b == -1) return false;
  *out = op == BinaryOperator::kMod ? floor_remainder_of(a, b) : floor_quotient_of(a, b);
  return true;
}

bool small_result(BinaryOperator op, Int a, Int b, Int* out) {
  switch (op) {
    case BinaryOperator::kAdd:
      return !__builtin_add_overflow(a, b, out);
    case BinaryOperator::kSub:
      return !__builtin_sub_overflow(a, b, out);
    case BinaryOperator::kMul:
      return !__builtin_mul_overflow(a, b, out);
    case BinaryOperator::kFloorDiv:
    case BinaryOperator::kMod:
      return integer_division(op, a, b, out);
    case BinaryOperator::kPow:
      return b >= 0 && integer_power(a, b, out);
    case BinaryOperator::kLShift:
      return left_shift(a, b, out);
    case BinaryOperator::kRShift:
      return b >= 0 && right_shift(a, b, out);
    case BinaryOperator::kAnd:
      *out = a & b;
      return true;
    case BinaryOperator::kOr:
      *out = a | b;
      return true;
    case BinaryOperator::kXor:
      *out = a ^ b;
      return true;
    case BinaryOperator::kTrueDiv:
    case BinaryOperator::kMatMul:
      break;
  }
  return false;
}

// 2**-3 is a float, of the floats nearest to both.
Value power_to_negative(Machine& machine, Value a, Value b) {
  double base = 0, exponent = 0;
  if (!int_to_double(machine, a, &base) || !int_to_double(machine, b, &exponent)) return Value{};
  return float_power(machine, base, exponent);
}

Value of_integers(Machine& machine, BinaryOperator op, Value a, Value b, bool* unsupported) {
  Int result = 0;
  const bool small = is_integer(a) && is_integer(b);
  if (small && small_result(op, a.integer, b.integer, &result)) return Value::of_int(result);
  if (op == BinaryOperator::kMatMul) {
    *unsupported = true;
    return Value{};
  }
  if (small && op == BinaryOperator::kTrueDiv && b.integer != 0) {
    return Value::of_float(true_quotient(a.integer, b.integer));
  }
  if (op == BinaryOperator::kPow && sign_of(machine.heap, b) < 0) {
    return power_to_negative(machine, a, b);
  }
  return int_arithmetic(machine, op, a, b);
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

// Whether floats do, or complex numbers.
bool have_operator(BinaryOperator op, bool are_complex) {
  switch (op) {
    case BinaryOperator::kAdd:
    case BinaryOperator::kSub:
    case BinaryOperator::kMul:
    case BinaryOperator::kTrueDiv:
    case BinaryOperator::kPow:
      return true;
    case BinaryOperator::kFloorDiv:
    case BinaryOperator::kMod:
      return !are_complex;
    default:
      return false;
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
  if (is_int(a) && is_int(b)) return of_integers(machine, op, a, b, unsupported);
  // Before a number is converted for it: 2**9999 is no float, but | would not do with one either.
  const bool is_complex = a.is(Type::kComplex) || b.is(Type::kComplex);
  if (!have_operator(op, is_complex)) {
    *unsupported = true;
    return Value{};
  }
  if (is_complex) {
    ComplexBody x, y;
    if (!to_complex(machine, a, &x) || !to_complex(machine, b, &y)) return Value{};
    return complex_arithmetic(machine, op, x, y, unsupported);
  }
  const std::optional<double> x = number_as_double(machine, a);
  const std::optional<double> y = x ? number_as_double(machine, b) : x;
  return y ? of_floats(machine, op, *x, *y, unsupported) : Value{};
}

Value float_power(Machine& machine, double base, double exponent) {
  if (base == 0 && exponent < 0 && std::isfinite(exponent)) {
    return raise_zero_division(machine, "0.0 cannot be raised to a negative power");
  }
  const bool finite = std::isfinite(base) && std::isfinite(exponent);
  if (finite && base < 0 && exponent != std::floor(exponent)) {
    bool unsupported = false;
    ComplexBody a, b;
    a.real = base;
    b.real = exponent;
    return complex_arithmetic(machine, BinaryOperator::kPow, a, b, &unsupported);
  }
  const double result = std::pow(base, exponent);
  if (finite && std::isinf(result)) {
    return raise_out_of_range(machine);
  }
  return Value::of_float(result);
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
  if (p == 0) return b < 0 ? -0.0 : 0.0;
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

std::optional<double> number_as_double(Machine& machine, Value v) {
  if (v.is(Type::kFloat)) return v.real;
  double d = 0;
  if (is_int(v) && int_to_double(machine, v, &d)) return d;
  return std::nullopt;
}

std::optional<int64_t> as_index(Value v) {
  if (is_integer(v)) return v.integer;
  return std::nullopt;
}

}  // namespace grove
