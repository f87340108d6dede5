#include "engine/machine/builtins/numbers.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <string>

#include "engine/base/unicode/unicode.h"
#include "engine/base/utf8.h"
#include "engine/machine/arithmetic.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/classes.h"
#include "engine/machine/decimal.h"
#include "engine/machine/format.h"
#include "engine/machine/index.h"
#include "engine/machine/machine.h"
#include "engine/machine/operators.h"
#include "engine/machine/specials.h"

namespace grove {

namespace {

// The text without white space around it, and with all decimal digits as ASCII ones; characters
// beyond ASCII that are neither become '?', which no number has.
std::string plain_digits(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, &at);
    if (c < 0x80 && !is_space(c)) {
      out.push_back(static_cast<char>(c));
    } else if (is_space(c)) {
      out.push_back(' ');
    } else {
      out.push_back(is_decimal(c) ? static_cast<char>('0' + decimal_digit(c)) : '?');
    }
  }
  const std::size_t first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 36;
}

// The base that a prefix names ("0x"), or 0.
int base_of_prefix(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (text[1]) {
    case 'x':
    case 'X':
      return 16;
    case 'o':
    case 'O':
      return 8;
    case 'b':
    case 'B':
      return 2;
    default:
      return 0;
  }
}

struct ParsedInt {
  bool valid = false;
  bool overflowed = false;
  int64_t value = 0;
};

// Digits with single underscores between them. The sign is applied digit by digit, since the
// lowest integer has no positive counterpart.
ParsedInt parse_digits(std::string_view text, int base, bool negative) {
  ParsedInt result;
  bool after_digit = false;
  for (const char c : text) {
    if (c == '_' && after_digit) {
      after_digit = false;
      continue;
    }
    const int digit = digit_value(c);
    if (digit >= base) return {};
    after_digit = true;
    result.overflowed =
        result.overflowed || __builtin_mul_overflow(result.value, int64_t{base}, &result.value) ||
        __builtin_add_overflow(result.value, negative ? -digit : digit, &result.value);
  }
  result.valid = after_digit;
  return result;
}

ParsedInt parse_int(std::string_view text, int base) {
  const std::string plain = plain_digits(text);
  std::string_view rest = plain;
  const bool negative = !rest.empty() && rest[0] == '-';
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) rest.remove_prefix(1);
  const int named = base_of_prefix(rest);
  if (named != 0 && (base == 0 || base == named)) {
    rest.remove_prefix(2);
    if (!rest.empty() && rest[0] == '_') rest.remove_prefix(1);
    return parse_digits(rest, named, negative);
  }
  const ParsedInt result = parse_digits(rest, base == 0 ? 10 : base, negative);
  // Without a base, a leading zero would be C's octal, and so is refused but for zero itself.
  if (base == 0 && rest.size() > 1 && rest[0] == '0' && result.value != 0) return {};
  return result;
}

Value int_of_text(Machine& machine, Value v, int base) {
  const ParsedInt parsed = parse_int(machine.heap.str(v).utf8, base);
  if (!parsed.valid) {
    return raise_value_error(machine, fmt::format("invalid literal for int() with base {}: {:.200}",
                                                  base, repr(machine, v)));
  }
  return parsed.overflowed ? raise_past_64_bits(machine) : Value::of_int(parsed.value);
}

// What `__int__`, or failing that `__index__` or `__trunc__`, says.
Value int_by_special(Machine& machine, Value v, bool* found) {
  for (const Known name : {Known::kInt, Known::kIndex, Known::kTrunc}) {
    const Value said = call_special(machine, v, name, {}, found);
    if (!*found) continue;
    if (!said || is_integer(said)) return said ? Value::of_int(said.integer) : said;
    const Owned keep = own(machine.heap, said);
    return raise_type_error(
        machine, fmt::format("{} returned non-int (type {})", machine.symbols.name(known(name)),
                             machine.type_name(said)));
  }
  return Value{};
}

Value make_int(Machine& machine, Args args) {
  const Value v = args[1].is(Type::kInstance) && content_of(machine, args[1]).is(Type::kStr)
                      ? content_of(machine, args[1])
                      : args[1];
  if (!args[2].is_null()) {
    int64_t base = 0;
    if (!to_index(machine, args[2], &base)) return Value{};
    if (base != 0 && (base < 2 || base > 36)) {
      return raise_value_error(machine, "int() base must be >= 2 and <= 36, or 0");
    }
    if (v.is_null()) return raise_type_error(machine, "int() missing string argument");
    if (v.is(Type::kStr)) return int_of_text(machine, v, static_cast<int>(base));
    return raise_type_error(machine, "int() can't convert non-string with explicit base");
  }
  if (v.is_null()) return Value::of_int(0);
  if (is_integer(v)) return Value::of_int(v.integer);
  if (v.is(Type::kFloat)) return int_of_double(machine, v.real);
  if (v.is(Type::kStr)) return int_of_text(machine, v, 10);
  bool found = false;
  const Value result = int_by_special(machine, v, &found);
  if (found) return result;
  return raise_type_error(machine, fmt::format("int() argument must be a string, a bytes-like "
                                               "object or a real number, not '{}'",
                                               machine.type_name(v)));
}

// Without underscores, each of which has to stand between digits; nothing if one does not.
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
  const std::optional<double> number = number_as_double(v);
  if (number) return Value::of_float(*number);
  if (v.is(Type::kStr)) {
    const std::optional<double> parsed = parse_float(machine.heap.str(v).utf8);
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
      const std::optional<int64_t> index = index_of(machine, v);
      if (index) return Value::of_float(static_cast<double>(*index));
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

Value int_bit_length(Machine&, Args args) {
  const int64_t i = args[0].integer;
  const uint64_t magnitude = i < 0 ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i);
  return Value::of_int(64 - std::countl_zero(magnitude));
}

Value int_bit_count(Machine&, Args args) {
  const int64_t i = args[0].integer;
  const uint64_t magnitude = i < 0 ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i);
  return Value::of_int(std::popcount(magnitude));
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

Value absolute(Machine& machine, Args args) {
  const Value v = args[0];
  if (v.is(Type::kFloat)) return Value::of_float(std::fabs(v.real));
  if (is_integer(v)) {
    return v.integer < 0 ? unary_op(machine, PrefixOperator::kNegative, v)
                         : Value::of_int(v.integer);
  }
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
  if (!is_number(a) || !is_number(b)) {
    return raise_type_error(machine,
                            fmt::format("unsupported operand type(s) for divmod(): '{}' and '{}'",
                                        machine.type_name(args[0]), machine.type_name(args[1])));
  }
  const bool floats = a.is(Type::kFloat) || b.is(Type::kFloat);
  if (floats && *number_as_double(b) == 0) {
    return machine.raise_error("ZeroDivisionError", "float divmod()");
  }
  const Value quotient = binary_op(machine, BinaryOperator::kFloorDiv, false, a, b);
  if (!quotient) return Value{};
  return machine.heap.new_tuple({quotient, binary_op(machine, BinaryOperator::kMod, false, a, b)});
}

// To the nearest multiple of 10**-places, where places < 0; halves go to the even one.
Value round_int(Machine& machine, int64_t i, int64_t places) {
  if (places >= 0) return Value::of_int(i);
  if (places < -19) return Value::of_int(0);
  __extension__ typedef __int128 Wide;  // the unit may be 10**19
  Wide unit = 1;
  for (int64_t k = places; k < 0; ++k) unit *= 10;
  Wide quotient = i / unit;
  Wide rest = i % unit;
  if (rest < 0) {
    rest += unit;
    quotient -= 1;
  }
  if (rest * 2 > unit || (rest * 2 == unit && quotient % 2 != 0)) quotient += 1;
  const Wide result = quotient * unit;
  if (result < std::numeric_limits<int64_t>::min() ||
      result > std::numeric_limits<int64_t>::max()) {
    return raise_past_64_bits(machine);
  }
  return Value::of_int(static_cast<int64_t>(result));
}

// To the nearest integer, halves to the even one.
double round_half_even(double d) {
  const double floor = std::floor(d);
  const double rest = d - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return std::fmod(floor, 2) == 0 ? floor : floor + 1;
}

Value round_number(Machine& machine, Args args) {
  const Value v = args[0];
  const bool to_int = args[1].is_none();
  int64_t places = 0;
  if (is_number(v) && !to_int && !to_index(machine, args[1], &places)) return Value{};
  if (is_integer(v))
    return to_int ? Value::of_int(v.integer) : round_int(machine, v.integer, places);
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

// --- What a number knows of itself ---

Value itself(Machine&, Args args) {
  return args[0].is(Type::kBool) ? Value::of_int(args[0].integer) : args[0];
}

Value zero(Machine&, Args args) {
  return args[0].is(Type::kFloat) ? Value::of_float(0) : Value::of_int(0);
}

Value one(Machine&, Args) { return Value::of_int(1); }

Value int_ratio(Machine& machine, Args args) {
  return machine.heap.new_tuple({Value::of_int(args[0].integer), Value::of_int(1)});
}

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
  const auto whole = static_cast<int64_t>(mantissa);  // at most 53 bits
  int size = 0;
  std::frexp(mantissa, &size);
  if (exponent < -62 || exponent + size > 63) return raise_past_64_bits(machine);
  return machine.heap.new_tuple(
      {Value::of_int(exponent > 0 ? whole * (int64_t{1} << exponent) : whole),
       Value::of_int(exponent < 0 ? int64_t{1} << -exponent : 1)});
}

}  // namespace

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
  library.klass("builtins", "int", Type::kInt)
      .constructor("x=?, /, base=?", make_int)
      .method("bit_length", "", int_bit_length)
      .method("bit_count", "", int_bit_count)
      .method("conjugate", "", itself)
      .method("as_integer_ratio", "", int_ratio)
      .property("real", itself)
      .property("imag", zero)
      .property("numerator", itself)
      .property("denominator", one);
  library.klass("builtins", "bool", Type::kBool, "int").constructor("x=?, /", make_bool);
  library.klass("builtins", "float", Type::kFloat)
      .constructor("x=?, /", make_float)
      .method("is_integer", "", float_is_integer)
      .method("as_integer_ratio", "", float_ratio)
      .method("hex", "", float_hex)
      .method("conjugate", "", itself)
      .property("real", itself)
      .property("imag", zero);
  library.module("builtins")
      .function("abs", "x, /", absolute)
      .function("divmod", "x, y, /", divide_with_remainder)
      .function("round", "number, ndigits=None", round_number);
}

}  // namespace grove
