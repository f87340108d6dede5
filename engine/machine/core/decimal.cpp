#include "engine/machine/core/decimal.h"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <charconv>

#include "engine/base/ensure.h"

namespace grove {

namespace {

// From "1.25e+03", "0.001", "5", as {fmt} writes them.
Decimal parse(std::string_view text) {
  Decimal result;
  const std::size_t e = text.find('e');
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t dot = mantissa.find('.');
  result.digits = mantissa.substr(0, dot);
  result.point = static_cast<int>(result.digits.size());
  if (dot != std::string_view::npos) result.digits += mantissa.substr(dot + 1);
  if (e == std::string_view::npos) return result;
  const char* first = text.data() + e + 1;
  if (*first == '+') ++first;
  int exponent = 0;
  std::from_chars(first, text.data() + text.size(), exponent);
  result.point += exponent;
  return result;
}

// Down to the digits that say something.
Decimal trimmed(Decimal d) {
  const std::size_t last = d.digits.find_last_not_of('0');
  if (last == std::string::npos) return {"0", 1};
  d.digits.resize(last + 1);
  const std::size_t first = d.digits.find_first_not_of('0');
  d.digits.erase(0, first);
  d.point -= static_cast<int>(first);
  return d;
}

}  // namespace

Decimal shortest(double value) { return trimmed(parse(fmt::format("{}", value))); }

Decimal rounded_digits(double value, int count) {
  ENSURE(count >= 1, "a float is rounded to no digits at all");
  return parse(fmt::format("{:.{}e}", value, count - 1));
}

Decimal rounded_places(double value, int places) {
  Decimal result = parse(fmt::format("{:.{}f}", value, places));
  if (result.digits[0] == '0' && result.digits.size() > 1) {
    result.digits.erase(0, 1);
    --result.point;
  }
  return result;
}

std::string repr_of_finite(double value) {
  if (value < 0 || (value == 0 && 1 / value < 0)) return "-" + repr_of_finite(-value);
  const Decimal d = shortest(value);
  const int exponent = d.exponent();
  const auto size = static_cast<int>(d.digits.size());
  if (exponent < -4 || exponent >= 16) {
    std::string text = d.digits.substr(0, 1);
    if (size > 1) text += "." + d.digits.substr(1);
    return fmt::format("{}e{}{:02}", text, exponent < 0 ? '-' : '+', std::abs(exponent));
  }
  if (d.point <= 0) return "0." + std::string(static_cast<std::size_t>(-d.point), '0') + d.digits;
  const auto point = static_cast<std::size_t>(d.point);
  if (size <= d.point) return d.digits + std::string(point - d.digits.size(), '0') + ".0";
  return d.digits.substr(0, point) + "." + d.digits.substr(point);
}

std::optional<double> parse_decimal(std::string_view text) {
  double value = 0;
  const auto result = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace grove
