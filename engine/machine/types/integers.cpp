#include "engine/machine/types/integers.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/specials.h"

namespace grove {

namespace {

// A number of so many bits is a mistake, and more than any limit on bytes.
constexpr uint64_t kMostBits = uint64_t{1} << 48;

constexpr std::size_t kWordBytes = sizeof(uint64_t);

// Of what is about to be made, and twice of it on the way.
void reserve_bits(Machine& machine, uint64_t bits) {
  if (bits > kMostBits) throw OutOfBytes();
  machine.heap.reserve(bits / 8 * 3);
}

Value raise_zero_division(Machine& machine, const char* message) {
  return machine.raise_error("ZeroDivisionError", message);
}

// What goes through all words once.
bool afford_words(Machine& machine, const BigInt& a, const BigInt& b) {
  const std::size_t words = a.words.size() + b.words.size();
  machine.heap.reserve(words * kWordBytes * 2);
  return machine.afford_text(words * kWordBytes);
}

Value true_division(Machine& machine, const BigInt& a, const BigInt& b) {
  if (is_zero(b)) return raise_zero_division(machine, "division by zero");
  try {
    const std::optional<double> quotient = true_quotient(a, b, work_of(machine));
    if (quotient) return Value::of_float(*quotient);
  } catch (const NotAfforded&) {
    return Value{};
  }
  return machine.raise_error("OverflowError", "integer division result too large for a float");
}

Value whole_division(Machine& machine, bool remainder, const BigInt& a, const BigInt& b) {
  if (is_zero(b)) {
    return raise_zero_division(
        machine, remainder ? "integer modulo by zero" : "integer division or modulo by zero");
  }
  return computed(machine, [&](const Work& work) {
    Division result = divide(a, b, work);
    return std::move(remainder ? result.remainder : result.quotient);
  });
}

Value power_of(Machine& machine, const BigInt& base, const BigInt& exponent) {
  const BigInt one = big_int_of(int64_t{1});
  BigInt magnitude = base;
  magnitude.negative = false;
  if (is_zero(exponent) || compare(base, one) == 0) return Value::of_int(1);
  if (is_zero(base)) return Value::of_int(0);
  if (compare(magnitude, one) == 0) return Value::of_int(is_odd(exponent) ? -1 : 1);
  int64_t times = 0;
  if (!fits(exponent, &times)) throw OutOfBytes();
  uint64_t bits = 0;
  if (__builtin_mul_overflow(bit_length(base), static_cast<uint64_t>(times), &bits)) {
    throw OutOfBytes();
  }
  reserve_bits(machine, bits);
  return computed(
      machine, [&](const Work& work) { return power(base, static_cast<uint64_t>(times), work); });
}

Value shift(Machine& machine, bool left, const BigInt& a, const BigInt& b) {
  if (b.negative) return machine.raise_error("ValueError", "negative shift count");
  if (is_zero(a)) return Value::of_int(0);
  int64_t bits = 0;
  const bool is_small = fits(b, &bits);
  if (!left) {
    if (!is_small) return Value::of_int(a.negative ? -1 : 0);
    return afford_words(machine, a, b)
               ? machine.heap.new_int(shift_right(a, static_cast<uint64_t>(bits)))
               : Value{};
  }
  if (!is_small) {
    return machine.raise_error("OverflowError", "too many digits in integer");
  }
  const uint64_t made = bit_length(a) + static_cast<uint64_t>(bits);
  reserve_bits(machine, made);
  if (!machine.afford_text(made / 8)) return Value{};
  return machine.heap.new_int(shift_left(a, static_cast<uint64_t>(bits)));
}

Value raise_too_many_digits(Machine& machine) {
  return machine.raise_error("ValueError",
                             fmt::format("Exceeds the limit ({} digits) for integer string "
                                         "conversion; use sys.set_int_max_str_digits() to "
                                         "increase the limit",
                                         kMostDigits));
}

}  // namespace

Whole::Whole(Heap& heap, Value v) {
  if (v.is(Type::kBigInt)) {
    big_ = &heap.big_int(v);
  } else {
    small_ = big_int_of(v.integer);
  }
}

Work work_of(Machine& machine) {
  return [&machine](uint64_t items) {
    if (!machine.afford_items(items)) throw NotAfforded();
  };
}

Value computed(Machine& machine, const std::function<BigInt(const Work&)>& compute) {
  try {
    return machine.heap.new_int(compute(work_of(machine)));
  } catch (const NotAfforded&) {
    return Value{};
  }
}

Value int_of(Machine& machine, Value v) {
  const Value content = content_of(machine, v);
  if (content.is(Type::kBigInt)) return machine.heap.retain(content);
  if (is_int(content)) return Value::of_int(content.integer);
  bool found = false;
  const Value said = call_special(machine, v, Known::kIndex, {}, &found);
  if (!said || is_int(said)) return said.is(Type::kBool) ? Value::of_int(said.integer) : said;
  const Owned keep = own(machine.heap, said);
  const Value inside = content_of(machine, said);
  if (is_int(inside)) return int_of(machine, inside);
  return machine.raise_error(
      "TypeError", fmt::format("__index__ returned non-int (type {})", machine.type_name(said)));
}

Value to_int(Machine& machine, Value v) {
  const Value result = int_of(machine, v);
  if (result || machine.has_pending()) return result;
  return machine.raise_error("TypeError", fmt::format("'{}' object cannot be interpreted as an "
                                                      "integer",
                                                      machine.type_name(v)));
}

int sign_of(Heap& heap, Value v) {
  if (v.is(Type::kBigInt)) return heap.big_int(v).negative ? -1 : 1;
  return v.integer < 0 ? -1 : v.integer > 0 ? 1 : 0;
}

Value int_arithmetic(Machine& machine, BinaryOperator op, Value left, Value right) {
  const Whole left_whole(machine.heap, left), right_whole(machine.heap, right);
  const BigInt &a = *left_whole, &b = *right_whole;
  if (!afford_words(machine, a, b)) return Value{};
  Heap& heap = machine.heap;
  switch (op) {
    case BinaryOperator::kAdd:
      return heap.new_int(add(a, b));
    case BinaryOperator::kSub:
      return heap.new_int(subtract(a, b));
    case BinaryOperator::kMul:
      return computed(machine, [&](const Work& work) { return multiply(a, b, work); });
    case BinaryOperator::kTrueDiv:
      return true_division(machine, a, b);
    case BinaryOperator::kFloorDiv:
    case BinaryOperator::kMod:
      return whole_division(machine, op == BinaryOperator::kMod, a, b);
    case BinaryOperator::kPow:
      return power_of(machine, a, b);
    case BinaryOperator::kLShift:
    case BinaryOperator::kRShift:
      return shift(machine, op == BinaryOperator::kLShift, a, b);
    case BinaryOperator::kAnd:
      return heap.new_int(bitwise(Bitwise::kAnd, a, b));
    case BinaryOperator::kOr:
      return heap.new_int(bitwise(Bitwise::kOr, a, b));
    case BinaryOperator::kXor:
      return heap.new_int(bitwise(Bitwise::kXor, a, b));
    case BinaryOperator::kMatMul:
      break;
  }
  ENSURE(false, "integers have no such operator");
  return Value{};
}

Value int_power_modulo(Machine& machine, Value left, Value right, Value by) {
  const Whole base(machine.heap, left), exponent(machine.heap, right), modulus(machine.heap, by);
  if (is_zero(*modulus)) {
    return machine.raise_error("ValueError", "pow() 3rd argument cannot be 0");
  }
  BigInt size = *modulus;
  size.negative = false;
  BigInt times = *exponent;
  times.negative = false;
  bool invertible = true;
  const Value result = computed(machine, [&](const Work& work) {
    BigInt factor = *base;
    if ((*exponent).negative) {
      std::optional<BigInt> inverse = inverse_modulo(factor, size, work);
      invertible = inverse.has_value();
      if (!invertible) return BigInt{};
      factor = std::move(*inverse);
    }
    BigInt power = power_modulo(factor, times, size, work);
    // The remainder has the sign of the modulus.
    return (*modulus).negative && !is_zero(power) ? add(power, *modulus) : power;
  });
  if (invertible) return result;
  return machine.raise_error("ValueError", "base is not invertible for the given modulus");
}

int int_order(Heap& heap, Value a, Value b) { return compare(*Whole(heap, a), *Whole(heap, b)); }

std::optional<int> int_order(Heap& heap, Value a, double b) { return compare(*Whole(heap, a), b); }

Value rounded_int(Machine& machine, Value v, Value places) {
  const Whole whole(machine.heap, v), power_of_ten(machine.heap, places);
  int64_t exponent = 0;
  // 10 to that power has more bits than the number, so that nothing of it is left.
  const bool is_small = fits(*power_of_ten, &exponent) && exponent > -int64_t{1} << 40;
  const uint64_t bits = bit_length(*whole);
  if (!is_small || static_cast<uint64_t>(-exponent) * 3 > bits + 4) return Value::of_int(0);
  return computed(machine, [&](const Work& work) {
    const BigInt unit = power(big_int_of(int64_t{10}), static_cast<uint64_t>(-exponent), work);
    Division parts = divide(*whole, unit, work);
    const int half = compare(shift_left(parts.remainder, 1), unit);
    if (half > 0 || (half == 0 && is_odd(parts.quotient))) {
      parts.quotient = add(parts.quotient, big_int_of(int64_t{1}));
    }
    return multiply(parts.quotient, unit, work);
  });
}

bool decimal_digits(Machine& machine, Value v, std::string* out) {
  if (!v.is(Type::kBigInt)) {
    *out = fmt::format_int(v.integer).str();
    return true;
  }
  const BigInt& number = machine.heap.big_int(v);
  // As many bits as the longest numbers have, and more would be slow to write for nothing.
  constexpr uint64_t kMostBitsWritten = 14'285;
  std::string digits;
  if (bit_length(number) <= kMostBitsWritten) digits = digits_of(number, 10);
  if (digits.empty() || digits.size() > kMostDigits) {
    raise_too_many_digits(machine);
    return false;
  }
  *out = (number.negative ? "-" : "") + digits;
  return machine.afford_text(out->size());
}

bool based_digits(Machine& machine, Value v, int base, std::string* out) {
  const Whole number(machine.heap, v);
  const uint64_t bits = bit_length(*number);
  machine.heap.reserve(bits * 2);
  // A bit at a time.
  if (!machine.afford_items(bits / 8)) return false;
  *out = digits_of(*number, base);
  return true;
}

bool int_to_double(Machine& machine, Value v, double* out) {
  if (!v.is(Type::kBigInt)) {
    *out = static_cast<double>(v.integer);
    return true;
  }
  const std::optional<double> d = to_double(machine.heap.big_int(v));
  if (d) {
    *out = *d;
  } else {
    machine.raise_error("OverflowError", "int too large to convert to float");
  }
  return d.has_value();
}

}  // namespace grove
