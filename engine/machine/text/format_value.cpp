// format(v, spec) and f"{v!r:spec}".
#include <fmt/format.h>

#include <cmath>

#include "engine/base/utf8.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/text/format_spec.h"
#include "engine/machine/types/complex.h"
#include "engine/machine/types/integers.h"

namespace grove {

namespace {

Value format_text(Machine& machine, std::string_view text, std::string_view spec_text) {
  FormatSpec spec;
  if (!parse_format_spec(machine, spec_text, "str", '<', 's', &spec)) return Value{};
  const auto fail = [&](const char* message) { return machine.raise_error("ValueError", message); };
  if (spec.type != 0 && spec.type != 's') {
    return raise_unknown_format_code(machine, spec.type, "str");
  }
  if (spec.sign == ' ') return fail("Space not allowed in string format specifier");
  if (spec.sign != 0) return fail("Sign not allowed in string format specifier");
  if (spec.no_negative_zero) {
    return fail("Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) return fail("Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=') return fail("'=' alignment not allowed in string format specifier");
  std::size_t end = 0;
  for (int i = 0; end < text.size() && (spec.precision < 0 || i < spec.precision); ++i) {
    next_code_point(text, &end);
  }
  machine.heap.reserve(2 * end);
  return machine.heap.take_str(pad(spec, std::string(text.substr(0, end))));
}

bool is_one_of(char32_t type, std::string_view types) {
  return type != 0 && type < 0x80 && types.find(static_cast<char>(type)) != std::string_view::npos;
}

Value format_number(Machine& machine, Value v, std::string_view spec_text) {
  const bool is_float = v.is(Type::kFloat);
  const std::string_view type_name = is_float ? "float" : v.is(Type::kBool) ? "bool" : "int";
  FormatSpec spec;
  if (!parse_format_spec(machine, spec_text, type_name, '>', is_float ? '\0' : 'd', &spec)) {
    return Value{};
  }
  std::string text;
  bool failed = false;
  const bool has_float_type = is_one_of(spec.type, "eEfFgG%");
  const bool is_of_float = has_float_type || (is_float && (spec.type == 0 || spec.type == 'n'));
  if (is_of_float && spec.precision == kTooPrecise) {
    return machine.raise_error("ValueError", "precision too big");
  }
  if (is_of_float && spec.precision > kMostPrecise) throw OutOfBytes();
  if (is_float) {
    if (format_double(spec, v.real, &text)) return machine.heap.new_str(text);
    return raise_unknown_format_code(machine, spec.type, type_name);
  }
  if (has_float_type) {
    double real = 0;
    if (!int_to_double(machine, v, &real)) return Value{};
    format_double(spec, real, &text);
    return machine.heap.new_str(text);
  }
  if (spec.type != 0 && !is_one_of(spec.type, "bcdnoxX")) {
    return raise_unknown_format_code(machine, spec.type, type_name);
  }
  if (spec.precision >= 0) {
    return machine.raise_error("ValueError", "Precision not allowed in integer format specifier");
  }
  if (spec.no_negative_zero) {
    return machine.raise_error(
        "ValueError", "Negative zero coercion (z) not allowed in integer format specifier");
  }
  format_int(machine, spec, v, &text, &failed);
  return failed ? Value{} : machine.heap.new_str(text);
}

// A complex number is two floats, of which the second has a sign and a j; where no type is given,
// in parentheses.
Value format_complex(Machine& machine, const ComplexBody& c, std::string_view spec_text) {
  FormatSpec spec;
  if (!parse_format_spec(machine, spec_text, "complex", '>', '\0', &spec)) return Value{};
  const auto fail = [&](const char* message) { return machine.raise_error("ValueError", message); };
  if (spec.type != 0 && !is_one_of(spec.type, "eEfFgGn")) {
    return raise_unknown_format_code(machine, spec.type, "complex");
  }
  if (spec.precision == kTooPrecise) return fail("precision too big");
  if (spec.precision > kMostPrecise) throw OutOfBytes();
  if (spec.fill == "0") return fail("Zero padding is not allowed in complex format specifier");
  if (spec.align == '=') {
    return fail("'=' alignment flag is not allowed in complex format specifier");
  }
  FormatSpec part = spec;
  part.width = -1;
  const bool shortest = spec.type == 0 && spec.precision < 0;
  if (spec.type == 0) part.type = 'g';
  const auto text_of_part = [&](double d) {
    std::string text;
    if (!shortest) {
      format_double(part, d, &text);
      return text;
    }
    const std::string number = repr_of_complex_part(std::fabs(d));
    const std::size_t digits = std::min(number.find_first_not_of("0123456789"), number.size());
    const std::string sign(1, std::signbit(d) ? '-' : part.sign);
    return lay_out(part, {.sign = sign[0] == 0 ? std::string_view() : std::string_view(sign),
                          .prefix = {},
                          .digits = number.substr(0, digits),
                          .rest = number.substr(digits)});
  };
  const bool only_imaginary = spec.type == 0 && c.real == 0 && !std::signbit(c.real);
  std::string text = only_imaginary ? "" : text_of_part(c.real);
  if (!only_imaginary) part.sign = '+';
  text += text_of_part(c.imag) + "j";
  if (spec.type == 0 && !only_imaginary) text = "(" + text + ")";
  return machine.heap.take_str(pad(spec, std::move(text)));
}

Value format_with_spec(Machine& machine, Value v, std::string_view spec);

Value format_by_special(Machine& machine, Value v, std::string_view spec) {
  bool found = false;
  const Owned text = own(machine.heap, machine.heap.new_str(spec));
  Owned result = own(machine.heap, call_special(machine, v, Known::kFormat, {text.get()}, &found));
  if (found) {
    if (!result || result.get().is(Type::kStr)) return result.release();
    return machine.raise_error("TypeError", fmt::format("__format__ must return a str, not {}",
                                                        machine.type_name(result.get())));
  }
  if (spec.empty()) return str_value(machine, v);
  const Value content = content_of(machine, v);
  if (!same(content, v)) return format_with_spec(machine, content, spec);
  return machine.raise_error(
      "TypeError",
      fmt::format("unsupported format string passed to {}.__format__", machine.type_name(v)));
}

Value format_with_spec(Machine& machine, Value v, std::string_view spec) {
  if (may_have_specials(v)) return format_by_special(machine, v, spec);
  if (spec.empty()) return str_value(machine, v);
  switch (v.type) {
    case Type::kStr:
      return format_text(machine, machine.heap.str(v).utf8, spec);
    case Type::kBool:
    case Type::kInt:
    case Type::kBigInt:
    case Type::kFloat:
      return format_number(machine, v, spec);
    case Type::kComplex:
      return format_complex(machine, machine.heap.complex(v), spec);
    default:
      return machine.raise_error(
          "TypeError",
          fmt::format("unsupported format string passed to {}.__format__", machine.type_name(v)));
  }
}

}  // namespace

Value format_value(Machine& machine, Value v, int conversion, std::string_view spec) {
  if (conversion == kConvertNone) return format_with_spec(machine, v, spec);
  Owned text = own(machine.heap, conversion == kConvertStr    ? str_value(machine, v)
                                 : conversion == kConvertRepr ? repr_value(machine, v)
                                                              : ascii_value(machine, v));
  if (!text) return Value{};
  return spec.empty() ? text.release() : format_with_spec(machine, text.get(), spec);
}

}  // namespace grove
