#include "engine/machine/text/format_spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/utf8.h"
#include "engine/machine/core/decimal.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/types/integers.h"

namespace grove {

namespace {

// A text of so many characters is a mistake, and memory that no limit has counted.
constexpr int64_t kWidest = int64_t{1} << 28;

bool is_align(char32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }
bool is_digit_of_ascii(char c) { return c >= '0' && c <= '9'; }

class Reader {
 public:
  Reader(Machine& machine, std::string_view text, std::string_view type_name, FormatSpec* out)
      : machine_(machine), text_(text), type_name_(type_name), out_(*out) {}

  bool read(char default_align, char default_type) {
    out_.align = default_align;
    const bool has_fill = read_fill_and_align();
    if (next_is('+') || next_is('-') || next_is(' ')) out_.sign = text_[at_++];
    out_.no_negative_zero = take('z');
    out_.alternate = take('#');
    if (!has_fill && take('0')) {
      out_.fill = "0";
      if (!has_align_ && default_align == '>') out_.align = '=';
    }
    if (!read_width() || !read_grouping() || !read_precision()) return false;
    return read_type() && check_grouping(default_type);
  }

 private:
  bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool take(char c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }
  bool fail(const std::string& message) {
    machine_.raise_error("ValueError", message);
    return false;
  }

  // True if a fill character was given, which has to be followed by an align.
  bool read_fill_and_align() {
    if (text_.empty()) return false;
    std::size_t after = 0;
    next_code_point(text_, &after);
    if (after < text_.size() && is_align(static_cast<unsigned char>(text_[after]))) {
      out_.fill = text_.substr(0, after);
      out_.align = text_[after];
      has_align_ = true;
      at_ = after + 1;
      return true;
    }
    if (is_align(static_cast<unsigned char>(text_[0]))) {
      out_.align = text_[at_++];
      has_align_ = true;
    }
    return false;
  }

  // -1: none. False: pending.
  bool read_number(int64_t* out) {
    const std::size_t first = at_;
    *out = 0;
    while (at_ < text_.size() && is_digit_of_ascii(text_[at_])) {
      if (*out > (std::numeric_limits<int64_t>::max() - 9) / 10) {
        return fail("Too many decimal digits in format string");
      }
      *out = *out * 10 + (text_[at_++] - '0');
    }
    if (at_ == first) *out = -1;
    return true;
  }

  bool read_width() {
    int64_t width = -1;
    if (!read_number(&width)) return false;
    if (width > kWidest) throw OutOfBytes();
    out_.width = static_cast<int>(width);
    return true;
  }

  bool read_grouping() {
    if (take(',')) out_.grouping = ',';
    if (next_is('_')) {
      if (out_.grouping != 0) return fail("Cannot specify both ',' and '_'.");
      out_.grouping = '_';
      ++at_;
    }
    if (next_is(',') && out_.grouping == '_') return fail("Cannot specify both ',' and '_'.");
    return true;
  }

  bool read_precision() {
    if (!take('.')) return true;
    if (at_ >= text_.size() || !is_digit_of_ascii(text_[at_])) {
      return fail("Format specifier missing precision");
    }
    int64_t precision = -1;
    if (!read_number(&precision)) return false;
    // Too much is a fault for floats only; a text is no longer than it is.
    out_.precision = static_cast<int>(std::min<int64_t>(precision, kTooPrecise));
    return true;
  }

  bool read_type() {
    if (at_ < text_.size()) out_.type = next_code_point(text_, &at_);
    if (at_ == text_.size()) return true;
    return fail(
        fmt::format("Invalid format specifier '{}' for object of type '{}'", text_, type_name_));
  }

  bool check_grouping(char default_type) {
    if (out_.grouping == 0) return true;
    const char32_t type = out_.type != 0 ? out_.type : static_cast<unsigned char>(default_type);
    const std::u32string_view groups_by_three = U"defgEG%F";
    const std::u32string_view groups_by_four = U"boxX";
    if (type == 0 || groups_by_three.find(type) != std::u32string_view::npos) return true;
    const bool based = groups_by_four.find(type) != std::u32string_view::npos;
    if (based && out_.grouping == '_') return true;
    if (type > 32 && type < 128) {
      return fail(
          fmt::format("Cannot specify '{}' with '{}'.", out_.grouping, static_cast<char>(type)));
    }
    return fail(fmt::format("Cannot specify '{}' with '\\x{:x}'.", out_.grouping,
                            static_cast<uint32_t>(type)));
  }

  Machine& machine_;
  std::string_view text_;
  std::string_view type_name_;
  FormatSpec& out_;
  std::size_t at_ = 0;
  bool has_align_ = false;
};

std::string repeated(const std::string& fill, int64_t count) {
  if (fill.size() == 1) return std::string(static_cast<std::size_t>(count), fill.front());
  std::string text;
  for (int64_t i = 0; i < count; ++i) text.append(fill);
  return text;
}

int64_t missing(const FormatSpec& spec, std::string_view text) {
  return spec.width - static_cast<int64_t>(count_code_points(text));
}

// The digits in groups, zeros in front to the width that is given: padding zeros are grouped too.
std::string grouped(std::string digits, char separator, std::size_t size, int64_t width) {
  std::string reversed;
  std::size_t in_group = 0;
  std::size_t at = digits.size();
  while (at > 0 || static_cast<int64_t>(reversed.size()) < width) {
    if (in_group == size) {
      reversed.push_back(separator);
      in_group = 0;
    }
    reversed.push_back(at > 0 ? digits[--at] : '0');
    ++in_group;
  }
  return {reversed.rbegin(), reversed.rend()};
}

bool is_based(char32_t type) { return type == 'b' || type == 'o' || type == 'x' || type == 'X'; }

std::string_view sign_of(const FormatSpec& spec, bool negative) {
  if (negative) return "-";
  return spec.sign == '+' ? "+" : spec.sign == ' ' ? " " : "";
}

std::string character_of(Machine& machine, const FormatSpec& spec, Value value, bool* failed) {
  const char* fault = spec.sign != 0 ? "Sign not allowed with integer format specifier 'c'"
                      : spec.alternate
                          ? "Alternate form (#) not allowed with integer format specifier 'c'"
                          : nullptr;
  const bool is_big = value.is(Type::kBigInt);
  if (fault == nullptr && !is_big && value.integer >= 0 && value.integer < 0x110000) {
    std::string text;
    append_utf8(&text, static_cast<char32_t>(value.integer));
    return text;
  }
  *failed = true;
  machine.raise_error(fault != nullptr ? "ValueError" : "OverflowError",
                      fault != nullptr ? fault
                      : is_big         ? "Python int too large to convert to C long"
                                       : "%c arg not in range(0x110000)");
  return {};
}

// "1.250000e+03" from the digits: one before the point, all others behind it.
std::string with_exponent(const Decimal& d, bool keep_point, NumberText* out) {
  out->digits = d.digits.substr(0, 1);
  const std::string behind = d.digits.substr(1);
  const int exponent = d.exponent();
  return fmt::format("{}{}e{}{:02}", behind.empty() && !keep_point ? "" : ".", behind,
                     exponent < 0 ? '-' : '+', std::abs(exponent));
}

std::string without_exponent(const Decimal& d, bool keep_point, NumberText* out) {
  const auto size = static_cast<int>(d.digits.size());
  std::string behind;
  if (d.point <= 0) {
    out->digits = "0";
    behind = std::string(static_cast<std::size_t>(-d.point), '0') + d.digits;
  } else if (size <= d.point) {
    out->digits = d.digits + std::string(static_cast<std::size_t>(d.point - size), '0');
  } else {
    out->digits = d.digits.substr(0, static_cast<std::size_t>(d.point));
    behind = d.digits.substr(static_cast<std::size_t>(d.point));
  }
  return (behind.empty() && !keep_point ? "" : ".") + behind;
}

// `g` and its kin: as many digits as say something, with an exponent where the point would be far.
std::string general(Decimal d, int precision, bool alternate, bool as_float, NumberText* out) {
  const int threshold = as_float ? precision - 1 : precision;
  const bool exponent = d.point <= -4 || d.point > threshold;
  if (!alternate) {
    const std::size_t last = d.digits.find_last_not_of('0');
    d.digits.resize(last == std::string::npos ? 1 : last + 1);
  }
  if (exponent) return with_exponent(d, alternate, out);
  std::string rest = without_exponent(d, alternate, out);
  if (as_float && rest.empty()) rest = ".0";
  return rest;
}

std::string shortest_text(double magnitude, NumberText* out) {
  const Decimal d = shortest(magnitude);
  if (d.exponent() < -4 || d.exponent() >= 16) return with_exponent(d, false, out);
  const std::string rest = without_exponent(d, false, out);
  return rest.empty() ? ".0" : rest;
}

std::string finite_text(const FormatSpec& spec, char32_t type, double magnitude, NumberText* out) {
  const int precision = spec.precision < 0 ? 6 : spec.precision;
  switch (type) {
    case 'e':
      return with_exponent(rounded_digits(magnitude, precision + 1), spec.alternate, out);
    case 'f':
      return without_exponent(rounded_places(magnitude, precision), spec.alternate, out);
    case '%':
      return without_exponent(rounded_places(magnitude * 100, precision), spec.alternate, out) +
             "%";
    default:
      break;
  }
  if (type == 0 && spec.precision < 0) return shortest_text(magnitude, out);
  const int digits = precision == 0 ? 1 : precision;
  return general(rounded_digits(magnitude, digits), digits, spec.alternate, type == 0, out);
}

bool is_zero(const NumberText& number) {
  const std::string mantissa = number.digits + number.rest.substr(0, number.rest.find('e'));
  return mantissa.find_first_of("123456789") == std::string::npos;
}

void to_upper(std::string* text) {
  for (char& c : *text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
}

}  // namespace

bool parse_format_spec(Machine& machine, std::string_view text, std::string_view type_name,
                       char default_align, char default_type, FormatSpec* out) {
  if (!Reader(machine, text, type_name, out).read(default_align, default_type)) return false;
  const bool makes_none = type_name == "str" || out->precision == kTooPrecise;
  reserve_for(machine, out->width, makes_none ? 0 : out->precision);
  return true;
}

void reserve_for(Machine& machine, int64_t width, int64_t precision) {
  // The padding by itself, and what it is put together with.
  constexpr int64_t kTimes = 3;
  const int64_t most = std::max<int64_t>(width, 0) + std::max<int64_t>(precision, 0);
  machine.heap.reserve(static_cast<uint64_t>(kTimes * most));
}

Value raise_unknown_format_code(Machine& machine, char32_t code, std::string_view type_name) {
  const std::string shown = code > 32 && code < 128
                                ? std::string(1, static_cast<char>(code))
                                : fmt::format("\\x{:x}", static_cast<uint32_t>(code));
  return machine.raise_error(
      "ValueError",
      fmt::format("Unknown format code '{}' for object of type '{}'", shown, type_name));
}

std::string pad(const FormatSpec& spec, std::string text) {
  const int64_t count = missing(spec, text);
  if (count <= 0) return text;
  const int64_t left = spec.align == '<' ? 0 : spec.align == '^' ? count / 2 : count;
  if (left > 0) text.insert(0, repeated(spec.fill, left));
  if (left < count) text += repeated(spec.fill, count - left);
  return text;
}

std::string lay_out(const FormatSpec& spec, const NumberText& number) {
  std::string text(number.sign);
  text += number.prefix;
  const std::size_t head = text.size();
  if (spec.grouping == 0 || number.digits.empty()) {
    text += number.digits;
  } else {
    const bool zeros = spec.fill == "0" && spec.align == '=';
    const auto other = static_cast<int64_t>(head + number.rest.size());
    text += grouped(number.digits, spec.grouping, is_based(spec.type) ? 4 : 3,
                    zeros ? spec.width - other : 0);
  }
  text += number.rest;
  if (spec.align != '=') return pad(spec, std::move(text));
  const int64_t count = missing(spec, text);
  return count > 0 ? text.insert(head, repeated(spec.fill, count)) : text;
}

void format_int(Machine& machine, const FormatSpec& spec, Value value, std::string* out,
                bool* failed) {
  const char32_t type = spec.type == 0 || spec.type == 'n' ? U'd' : spec.type;
  NumberText number;
  const bool negative = sign_of(machine.heap, value) < 0;
  if (type == 'c') {
    number.rest = character_of(machine, spec, value, failed);
  } else if (type == 'd') {
    if (!decimal_digits(machine, value, &number.digits)) *failed = true;
    if (negative) number.digits.erase(0, 1);
  } else {
    const int base = type == 'b' ? 2 : type == 'o' ? 8 : 16;
    if (!based_digits(machine, value, base, &number.digits)) *failed = true;
  }
  if (*failed) return;
  if (type != 'c') number.sign = sign_of(spec, negative);
  if (spec.alternate && is_based(type)) {
    number.prefix = std::string("0") + static_cast<char>(type);
  }
  if (type == 'X') {
    to_upper(&number.digits);
    to_upper(&number.prefix);
  }
  *out = lay_out(spec, number);
}

bool format_double(const FormatSpec& spec, double value, std::string* out) {
  const std::u32string_view known = U"eEfFgGn%";
  char32_t type = spec.type;
  if (type != 0 && known.find(type) == std::u32string_view::npos) return false;
  const bool upper = type == 'E' || type == 'F' || type == 'G';
  if (upper) type += 'a' - 'A';
  NumberText number;
  bool negative = std::signbit(value) && !std::isnan(value);
  if (std::isfinite(value)) {
    number.rest = finite_text(spec, type, std::fabs(value), &number);
    if (negative && spec.no_negative_zero && is_zero(number)) negative = false;
  } else {
    number.rest = std::string(std::isnan(value) ? "nan" : "inf") + (type == '%' ? "%" : "");
  }
  number.sign = sign_of(spec, negative);
  if (upper) to_upper(&number.rest);
  *out = lay_out(spec, number);
  return true;
}

}  // namespace grove
