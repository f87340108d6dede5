#include "engine/machine/builtins/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <string>

#include "engine/base/unicode/unicode.h"
#include "engine/base/utf8.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/decimal.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/complex.h"
#include "engine/machine/types/integers.h"

namespace grove {

namespace {

std::optional<double> parse_float(std::string_view text) {
  const std::optional<std::string> plain = without_underscores(plain_digits(text));
  if (!plain) return std::nullopt;
  std::string_view rest = *plain;
  const bool negative = !rest.empty() && rest[0] == '-';
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) rest.remove_prefix(1);
  std::string lower;
  for (const char c : rest) lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  std::optional<double> value;
  if (lower == "inf" || lower == "infinity") {
    value = std::numeric_limits<double>::infinity();
  } else if (lower == "nan") {
    value = std::numeric_limits<double>::quiet_NaN();
  } else if (!lower.empty() && (lower[0] == '.' || (lower[0] >= '0' && lower[0] <= '9'))) {
    value = parse_decimal(lower);
  }
  if (value && negative) value = -*value;
  return value;
}

Value make_float(Machine& machine, Args args) {
  const Value v = args[1];
  if (v.is_null()) return Value::of_float(0);
  const std::optional<double> number = number_as_double(machine, v);
  if (number) return Value::of_float(*number);
  if (machine.has_pending()) return Value{};
  if (v.is(Type::kStr) || v.is_bytes()) {
    const std::optional<double> parsed =
        parse_float(v.is(Type::kStr) ? machine.heap.str(v).utf8 : machine.heap.bytes(v).bytes);
    if (parsed) return Value::of_float(*parsed);
    return raise_value_error(machine, "could not convert string to float: " + repr(machine, v));
  }
  bool found = false;
  if (v.is(Type::kInstance)) {
    const Value content = content_of(machine, v);
    if (content.is(Type::kStr)) {
      const Value plain[] = {args[0], content};
      return make_float(machine, {plain, 2});
    }
    const Value result = call_special(machine, v, Known::kFloat, {}, &found);
    if (!found) {
      const Owned index = own(machine.heap, int_of(machine, v));
      const std::optional<double> d =
          index ? number_as_double(machine, index.get()) : std::optional<double>();
      if (d) return Value::of_float(*d);
      if (machine.has_pending()) return Value{};
    }
    if (found && (!result || result.is(Type::kFloat))) return result;
    if (found) {
      const Owned keep = own(machine.heap, result);
      return raise_type_error(
          machine, fmt::format("{}.__float__ returned non-float (type {})", machine.type_name(v),
                               machine.type_name(result)));
    }
  }
  return raise_type_error(
      machine, fmt::format("float() argument must be a string or a real number, not '{}'",
                           machine.type_name(v)));
}

Value make_bool(Machine& machine, Args args) {
  if (args[1].is_null()) return Value::boolean(false);
  bool failed = false;
  const bool result = truth_of(machine, args[1], &failed);
  return failed ? Value{} : Value::boolean(result);
}

Value float_is_integer(Machine&, Args args) {
  const double d = args[0].real;
  return Value::boolean(std::isfinite(d) && d == std::floor(d));
}

// "0x1.8000000000000p+0": the bits of the fraction, and the power of two.
Value float_hex(Machine& machine, Args args) {
  const double d = args[0].real;
  if (!std::isfinite(d)) return machine.heap.new_str(repr_of_double(d));
  const char* const sign = std::signbit(d) ? "-" : "";
  if (d == 0) return machine.heap.new_str(fmt::format("{}0x0.0p+0", sign));
  uint64_t bits = 0;
  std::memcpy(&bits, &d, sizeof bits);
  const uint64_t fraction = bits & ((uint64_t{1} << 52) - 1);
  const auto biased = static_cast<int>(bits >> 52 & 0x7FF);
  const bool is_normal = biased != 0;
  return machine.heap.new_str(fmt::format("{}0x{}.{:013x}p{:+}", sign, is_normal ? 1 : 0, fraction,
                                          is_normal ? biased - 1023 : -1022));
}

// A text like "-0x1.8p+3" taken apart: digits * 2**exponent.
struct HexFloat {
  bool negative = false;
  std::string digits;
  int64_t exponent = 0;
};

bool take_hex_float(std::string_view text, HexFloat* out) {
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  };
  if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
  std::size_t at = 0, behind = 0;
  for (bool point = false; at < text.size() && (is_hex(text[at]) || (text[at] == '.' && !point));
       ++at) {
    if (text[at] == '.') {
      point = true;
    } else {
      out->digits.push_back(text[at]);
      if (point) ++behind;
    }
  }
  text.remove_prefix(at);
  if (out->digits.empty()) return false;
  if (!text.empty() && (text[0] | 0x20) == 'p') {
    text.remove_prefix(1);
    const bool down = !text.empty() && text[0] == '-';
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
    if (text.empty()) return false;
    constexpr int64_t kMost = 1'000'000'000;
    for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; text.remove_prefix(1)) {
      out->exponent = std::min(out->exponent * 10 + (text[0] - '0'), kMost);
    }
    if (down) out->exponent = -out->exponent;
  }
  out->exponent -= 4 * static_cast<int64_t>(behind);
  return text.empty();
}

// float.fromhex(text), of the class.
Value float_from_hex(Machine& machine, Args args) {
  std::string_view given;
  if (!to_text(machine, args[1], "bad argument type for built-in operation", &given))
    return Value{};
  if (!machine.afford_items(given.size())) return Value{};
  std::string plain = plain_digits(given);
  std::string_view text = plain;
  HexFloat parsed;
  parsed.negative = text.starts_with("-");
  if (text.starts_with("-") || text.starts_with("+")) text.remove_prefix(1);
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  std::optional<double> value;
  if (lower == "inf" || lower == "infinity") value = std::numeric_limits<double>::infinity();
  if (lower == "nan") value = std::numeric_limits<double>::quiet_NaN();
  if (!value && !take_hex_float(text, &parsed)) {
    return raise_value_error(machine, "invalid hexadecimal floating-point string");
  }
  if (!value) {
    const BigInt digits = big_int_of_digits(parsed.digits, 16);
    const int64_t order = static_cast<int64_t>(bit_length(digits)) + parsed.exponent;
    const BigInt one = big_int_of(int64_t{1});
    const auto size = static_cast<uint64_t>(std::abs(parsed.exponent));
    const Work free = [](uint64_t) {};
    if (is_zero(digits) || order < -1100) {
      value = 0.0;
    } else if (order <= 1100) {
      value = parsed.exponent < 0 ? true_quotient(digits, shift_left(one, size), free)
                                  : to_double(shift_left(digits, size));
    }
  }
  if (!value) {
    return machine.raise_error("OverflowError",
                               "hexadecimal value too large to represent as a float");
  }
  return Value::of_float(parsed.negative ? -*value : *value);
}

Value absolute(Machine& machine, Args args) {
  const Value v = args[0];
  if (v.is(Type::kFloat)) return Value::of_float(std::fabs(v.real));
  if (is_integer(v)) {
    return v.integer < 0 ? unary_op(machine, PrefixOperator::kNegative, v)
                         : Value::of_int(v.integer);
  }
  if (v.is(Type::kBigInt)) {
    return machine.heap.big_int(v).negative ? unary_op(machine, PrefixOperator::kNegative, v)
                                            : machine.heap.retain(v);
  }
  if (v.is(Type::kComplex)) return complex_absolute(machine, machine.heap.complex(v));
  bool found = false;
  const Value result = call_special(machine, v, Known::kAbs, {}, &found);
  if (found) return result;
  const Value content = content_of(machine, v);
  if (!same(content, v) && is_number(content)) return absolute(machine, {&content, 1});
  return raise_type_error(machine,
                          fmt::format("bad operand type for abs(): '{}'", machine.type_name(v)));
}

Value divide_with_remainder(Machine& machine, Args args) {
  Value a = args[0];
  Value b = args[1];
  for (const bool reflected : {false, true}) {
    bool found = false;
    const Value result =
        call_special(machine, reflected ? b : a, reflected ? Known::kRdivmod : Known::kDivmod,
                     {reflected ? a : b}, &found);
    if (found && !result.is(Type::kNotImplemented)) return result;
  }
  a = content_of(machine, a);
  b = content_of(machine, b);
  const auto is_real = [](Value v) { return is_number(v) && !v.is(Type::kComplex); };
  if (!is_real(a) || !is_real(b)) {
    return raise_type_error(machine,
                            fmt::format("unsupported operand type(s) for divmod(): '{}' and '{}'",
                                        machine.type_name(args[0]), machine.type_name(args[1])));
  }
  const bool floats = a.is(Type::kFloat) || b.is(Type::kFloat);
  const bool is_zero = b.is(Type::kFloat) ? b.real == 0 : is_integer(b) && b.integer == 0;
  if (floats && is_zero && (!a.is(Type::kBigInt) || number_as_double(machine, a))) {
    return machine.raise_error("ZeroDivisionError", "float divmod()");
  }
  Owned quotient = own(machine.heap, binary_op(machine, BinaryOperator::kFloorDiv, false, a, b));
  if (!quotient) return Value{};
  const Value remainder = binary_op(machine, BinaryOperator::kMod, false, a, b);
  return remainder ? machine.heap.new_tuple({quotient.release(), remainder}) : Value{};
}

// To the nearest integer, halves to the even one.
double round_half_even(double d) {
  const double floor = std::floor(d);
  const double rest = d - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return std::fmod(floor, 2) == 0 ? floor : floor + 1;
}

// Beyond what any float has, so many places are as good as more.
bool to_places(Machine& machine, Value v, int64_t* out) {
  const Owned places = own(machine.heap, to_int(machine, v));
  if (!places) return false;
  constexpr int64_t kMost = 1'000'000;
  const int sign = sign_of(machine.heap, places.get());
  *out = is_integer(places.get()) ? places.get().integer : sign * kMost;
  return true;
}

Value itself(Machine& machine, Args args) {
  return args[0].is(Type::kBool) ? Value::of_int(args[0].integer) : machine.heap.retain(args[0]);
}

Value round_number(Machine& machine, Args args) {
  const Value v = args[0];
  const bool to_int = args[1].is_none();
  if (is_int(v)) {
    if (to_int) return itself(machine, args);
    const Owned digits = own(machine.heap, grove::to_int(machine, args[1]));
    if (!digits) return Value{};
    return sign_of(machine.heap, digits.get()) < 0 ? rounded_int(machine, v, digits.get())
                                                   : itself(machine, args);
  }
  int64_t places = 0;
  if (v.is(Type::kFloat) && !to_int && !to_places(machine, args[1], &places)) return Value{};
  if (v.is(Type::kFloat)) {
    if (to_int) {
      return int_of_double(machine, std::isfinite(v.real) ? round_half_even(v.real) : v.real);
    }
    if (!std::isfinite(v.real)) return v;
    const double result = round_to_places(v.real, places);
    if (!std::isinf(result)) return Value::of_float(result);
    return machine.raise_error("OverflowError", "rounded value too large to represent");
  }
  bool found = false;
  const Value result = to_int ? call_special(machine, v, Known::kRound, {}, &found)
                              : call_special(machine, v, Known::kRound, {args[1]}, &found);
  if (found) return result;
  const Value content = content_of(machine, v);
  if (!same(content, v) && is_number(content)) {
    const Value plain[] = {content, args[1]};
    return round_number(machine, {plain, 2});
  }
  return raise_type_error(
      machine, fmt::format("type {} doesn't define __round__ method", machine.type_name(v)));
}

// --- What a float knows of itself ---

Value zero(Machine&, Args) { return Value::of_float(0); }

Value float_ratio(Machine& machine, Args args) {
  const double d = args[0].real;
  if (std::isinf(d)) {
    return machine.raise_error("OverflowError", "cannot convert Infinity to integer ratio");
  }
  if (std::isnan(d)) return raise_value_error(machine, "cannot convert NaN to integer ratio");
  int exponent = 0;
  double mantissa = std::frexp(d, &exponent);
  while (mantissa != std::floor(mantissa)) {
    mantissa *= 2;
    --exponent;
  }
  const BigInt whole = big_int_of(mantissa);
  const BigInt unit = big_int_of(int64_t{1});
  const auto bits = static_cast<uint64_t>(std::abs(exponent));
  Heap& heap = machine.heap;
  return heap.new_tuple({heap.new_int(exponent > 0 ? shift_left(whole, bits) : whole),
                         heap.new_int(exponent < 0 ? shift_left(unit, bits) : unit)});
}

}  // namespace

std::string plain_digits(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, &at);
    if (c < 0x80 && !is_space(c)) {
      out.push_back(static_cast<char>(c));
    } else if (is_space(c)) {
      out.push_back(' ');
    } else if (is_decimal(c)) {
      out.push_back(static_cast<char>('0' + decimal_digit(c)));
    } else {
      out.push_back('?');  // and CPython looks no further
      break;
    }
  }
  const std::size_t first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

std::optional<std::string> without_underscores(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out.push_back(text[i]);
      continue;
    }
    const auto is_ascii_digit = [&](std::size_t k) { return text[k] >= '0' && text[k] <= '9'; };
    if (i == 0 || i + 1 == text.size() || !is_ascii_digit(i - 1) || !is_ascii_digit(i + 1)) {
      return std::nullopt;
    }
  }
  return out;
}

double round_to_places(double d, int64_t places) {
  if (d == 0) return d;
  const double magnitude = std::fabs(d);
  // Beyond 323 places nothing is left to round, below -308 nothing remains.
  if (places > 323) return d;
  if (places < -308) return std::copysign(0.0, d);
  std::string text;
  if (places >= 0) {
    const Decimal rounded = rounded_places(magnitude, static_cast<int>(places));
    text = fmt::format("{}e{}", rounded.digits,
                       rounded.point - static_cast<int>(rounded.digits.size()));
  } else {
    // As many digits as stand before that place; with none, the value is above half of it or not.
    const int exponent = rounded_digits(magnitude, 17).exponent();
    const auto count = static_cast<int>(exponent + 1 + places);
    if (count < 0) return std::copysign(0.0, d);
    if (count == 0) {
      const double half = *parse_decimal(fmt::format("5e{}", -places - 1));
      if (magnitude <= half) return std::copysign(0.0, d);
      text = fmt::format("1e{}", -places);
    } else {
      const Decimal rounded = rounded_digits(magnitude, count);
      text = fmt::format("{}e{}", rounded.digits,
                         rounded.point - static_cast<int>(rounded.digits.size()));
    }
  }
  return std::copysign(*parse_decimal(text), d);
}

void add_numbers(Library& library) {
  add_int(library);
  library.klass("builtins", "bool", Type::kBool, "int").constructor("x=?, /", make_bool);
  library.klass("builtins", "float", Type::kFloat)
      .constructor("x=?, /", make_float)
      .method("is_integer", "", float_is_integer)
      .method("as_integer_ratio", "", float_ratio)
      .method("hex", "", float_hex)
      .class_method("fromhex", "string, /", float_from_hex)
      .method("conjugate", "", itself)
      .property("real", itself)
      .property("imag", zero);
  add_complex(library);
  library.module("builtins")
      .function("abs", "x, /", absolute)
      .function("divmod", "x, y, /", divide_with_remainder)
      .function("round", "number, ndigits=None", round_number);
}

}  // namespace grove
