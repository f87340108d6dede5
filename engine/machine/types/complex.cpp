#include "engine/machine/types/complex.h"

#include <cmath>
#include <limits>

#include "engine/machine/core/decimal.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/integers.h"

namespace grove {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

ComplexBody of(double real, double imag) {
  ComplexBody c;
  c.real = real;
  c.imag = imag;
  return c;
}

ComplexBody product(const ComplexBody& a, const ComplexBody& b) {
  return of(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real);
}

// Smith's algorithm: divided by the larger part first, so that nothing overflows on the way.
// Nothing: b is 0.
std::optional<ComplexBody> quotient(const ComplexBody& a, const ComplexBody& b) {
  const double real = std::fabs(b.real), imag = std::fabs(b.imag);
  if (real >= imag) {
    if (real == 0) return std::nullopt;
    const double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
    return of((a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator);
  }
  if (imag >= real) {
    const double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
    return of((a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator);
  }
  return of(kNaN, kNaN);
}

std::optional<ComplexBody> integer_power(const ComplexBody& base, int exponent) {
  ComplexBody result = of(1, 0), square = base;
  const int size = exponent < 0 ? -exponent : exponent;
  for (int mask = 1; mask <= size; mask <<= 1) {
    if ((size & mask) != 0) result = product(result, square);
    square = product(square, square);
  }
  return exponent > 0 ? result : quotient(of(1, 0), result);
}

// Nothing: 0 to a power that it does not have.
std::optional<ComplexBody> power_of(const ComplexBody& a, const ComplexBody& b) {
  constexpr double kSmall = 100;
  if (b.imag == 0 && b.real == std::floor(b.real) && std::fabs(b.real) <= kSmall) {
    return integer_power(a, static_cast<int>(b.real));
  }
  if (a.real == 0 && a.imag == 0) {
    return b.imag != 0 || b.real < 0 ? std::nullopt : std::optional(of(0, 0));
  }
  const double size = std::hypot(a.real, a.imag), angle = std::atan2(a.imag, a.real);
  double length = std::pow(size, b.real), phase = angle * b.real;
  if (b.imag != 0) {
    length /= std::exp(angle * b.imag);
    phase += b.imag * std::log(size);
  }
  return of(length * std::cos(phase), length * std::sin(phase));
}

bool is_digit_or_point(char c) { return (c >= '0' && c <= '9') || c == '.'; }

// The float, without sign, that the text begins with; nothing if it does not.
std::optional<double> take_float(std::string_view* text) {
  const auto takes = [&](std::string_view word) {
    if (text->size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (((*text)[i] | 0x20) != word[i]) return false;
    }
    text->remove_prefix(word.size());
    return true;
  };
  if (takes("infinity") || takes("inf")) return std::numeric_limits<double>::infinity();
  if (takes("nan")) return kNaN;
  std::size_t end = 0;
  while (end < text->size() && is_digit_or_point((*text)[end])) ++end;
  if (end < text->size() && ((*text)[end] | 0x20) == 'e') {
    std::size_t digits = end + 1;
    if (digits < text->size() && ((*text)[digits] == '+' || (*text)[digits] == '-')) ++digits;
    const std::size_t first = digits;
    while (digits < text->size() && (*text)[digits] >= '0' && (*text)[digits] <= '9') ++digits;
    if (digits > first) end = digits;
  }
  const std::optional<double> value = parse_decimal(std::string(text->substr(0, end)));
  if (end > 0 && value) text->remove_prefix(end);
  return end > 0 ? value : std::nullopt;
}

// A sign, if there is one: 1 or -1, else 0.
int take_sign(std::string_view* text) {
  if (text->empty() || (text->front() != '+' && text->front() != '-')) return 0;
  const int sign = text->front() == '-' ? -1 : 1;
  text->remove_prefix(1);
  return sign;
}

bool take_j(std::string_view* text) {
  if (text->empty() || (text->front() | 0x20) != 'j') return false;
  text->remove_prefix(1);
  return true;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

bool to_complex(Machine& machine, Value v, ComplexBody* out) {
  if (v.is(Type::kComplex)) {
    *out = machine.heap.complex(v);
    return true;
  }
  *out = {};
  if (is_int(v)) return int_to_double(machine, v, &out->real);
  out->real = v.real;
  return true;
}

Value complex_arithmetic(Machine& machine, BinaryOperator op, const ComplexBody& a,
                         const ComplexBody& b, bool* unsupported) {
  std::optional<ComplexBody> result;
  const char* fault = nullptr;
  switch (op) {
    case BinaryOperator::kAdd:
      result = of(a.real + b.real, a.imag + b.imag);
      break;
    case BinaryOperator::kSub:
      result = of(a.real - b.real, a.imag - b.imag);
      break;
    case BinaryOperator::kMul:
      result = product(a, b);
      break;
    case BinaryOperator::kTrueDiv:
      result = quotient(a, b);
      fault = "complex division by zero";
      break;
    case BinaryOperator::kPow:
      result = power_of(a, b);
      fault = "0.0 to a negative or complex power";
      if (result && (std::isinf(result->real) || std::isinf(result->imag))) {
        return machine.raise_error("OverflowError", "complex exponentiation");
      }
      break;
    default:
      *unsupported = true;
      return Value{};
  }
  if (!result) return machine.raise_error("ZeroDivisionError", fault);
  return machine.heap.new_complex(result->real, result->imag);
}

Value complex_absolute(Machine& machine, const ComplexBody& c) {
  const double size = std::hypot(c.real, c.imag);
  if (std::isinf(size) && std::isfinite(c.real) && std::isfinite(c.imag)) {
    return machine.raise_error("OverflowError", "absolute value too large");
  }
  return Value::of_float(size);
}

// As a float, but without a point where there is nothing behind it.
std::string repr_of_complex_part(double d) {
  std::string text = repr_of_double(d);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::string repr_of_complex(const ComplexBody& c) {
  const std::string imag = repr_of_complex_part(c.imag);
  if (c.real == 0 && !std::signbit(c.real)) return imag + "j";
  return "(" + repr_of_complex_part(c.real) + (imag[0] == '-' ? "" : "+") + imag + "j)";
}

int64_t hash_of_complex(const ComplexBody& c) {
  constexpr uint64_t kFactor = 1000003;
  const uint64_t hash = static_cast<uint64_t>(hash_of_double(c.real)) +
                        kFactor * static_cast<uint64_t>(hash_of_double(c.imag));
  const auto result = static_cast<int64_t>(hash);
  return result == -1 ? -2 : result;
}

std::optional<ComplexBody> parse_complex(std::string_view text) {
  std::string_view rest = trimmed(text);
  if (rest.size() >= 2 && rest.front() == '(' && rest.back() == ')') {
    rest = trimmed(rest.substr(1, rest.size() - 2));
  }
  // [real][sign imag j], [sign] imag j; of the imaginary part, the 1 may be left out.
  const int first_sign = take_sign(&rest);
  const std::optional<double> first = take_float(&rest);
  if (!first) {
    if (!take_j(&rest) || !rest.empty()) return std::nullopt;
    return of(0, first_sign < 0 ? -1 : 1);
  }
  const double signed_first = first_sign < 0 ? -*first : *first;
  if (take_j(&rest)) return rest.empty() ? std::optional(of(0, signed_first)) : std::nullopt;
  if (rest.empty()) return of(signed_first, 0);
  const int sign = take_sign(&rest);
  if (sign == 0) return std::nullopt;
  const double imag = take_float(&rest).value_or(1);
  if (!take_j(&rest) || !rest.empty()) return std::nullopt;
  return of(signed_first, sign < 0 ? -imag : imag);
}

}  // namespace grove
