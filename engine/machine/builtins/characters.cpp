// Built-in functions between numbers, characters and text, and those on attributes.
#include <fmt/format.h>

#include "engine/base/utf8.h"
#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

constexpr int64_t kCodePoints = 0x110000;

Value chr(Machine& machine, Args args) {
  const Owned given = own(machine.heap, to_int(machine, args[0]));
  if (!given) return Value{};
  const int64_t number = given.get().is(Type::kInt) ? given.get().integer : kCodePoints << 32;
  if (number != static_cast<int32_t>(number)) {
    return machine.raise_error("OverflowError", "Python int too large to convert to C int");
  }
  if (number < 0 || number >= kCodePoints) {
    return raise_value_error(machine, "chr() arg not in range(0x110000)");
  }
  std::string out;
  append_utf8(&out, static_cast<char32_t>(number));
  return machine.heap.new_str(out);
}

Value ord(Machine& machine, Args args) {
  if (args[0].is_bytes()) {
    const std::string& bytes = machine.heap.bytes(args[0]).bytes;
    if (bytes.size() == 1) return Value::of_int(static_cast<unsigned char>(bytes[0]));
    return raise_type_error(machine, fmt::format("ord() expected a character, but string of length "
                                                 "{} found",
                                                 bytes.size()));
  }
  if (!args[0].is(Type::kStr)) {
    return raise_type_error(machine, fmt::format("ord() expected string of length 1, but {} found",
                                                 machine.type_name(args[0])));
  }
  const StrBody& text = machine.heap.str(args[0]);
  if (text.length != 1) {
    return raise_type_error(machine, fmt::format("ord() expected a character, but string of length "
                                                 "{} found",
                                                 text.length));
  }
  std::size_t at = 0;
  return Value::of_int(static_cast<int64_t>(next_code_point(text.utf8, &at)));
}

// bin, oct and hex.
template <char kKind, int kBase>
Value in_base(Machine& machine, Args args) {
  const Owned number = own(machine.heap, to_int(machine, args[0]));
  std::string digits;
  if (!number || !based_digits(machine, number.get(), kBase, &digits)) return Value{};
  const bool negative = sign_of(machine.heap, number.get()) < 0;
  return machine.heap.new_str(fmt::format("{}0{}{}", negative ? "-" : "", kKind, digits));
}

Value ascii_function(Machine& machine, Args args) {
  return format_value(machine, args[0], kConvertAscii, {});
}

Value format_function(Machine& machine, Args args) {
  std::string_view spec;
  if (!to_text(machine, args[1], "format() argument 2 must be str, not ", &spec)) return Value{};
  return format_value(machine, args[0], kConvertNone, spec);
}

// pow(base, exp, mod): modular for integers.
Value power(Machine& machine, Args args) {
  if (args[2].is_none()) {
    return binary_op(machine, BinaryOperator::kPow, false, args[0], args[1]);
  }
  for (int i = 0; i < 3; ++i) {
    if (is_int(args[i])) continue;
    if (args[i].is(Type::kComplex)) return raise_value_error(machine, "complex modulo");
    if (args[i].is(Type::kFloat)) {
      return raise_type_error(machine,
                              "pow() 3rd argument not allowed unless all arguments are integers");
    }
    return raise_type_error(
        machine, fmt::format("unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                             machine.type_name(args[0]), machine.type_name(args[1]),
                             machine.type_name(args[2])));
  }
  return int_power_modulo(machine, args[0], args[1], args[2]);
}

Value set_attr(Machine& machine, Args args) {
  Symbol name;
  if (!to_attribute_name(machine, args[1], &name)) return Value{};
  return machine.set_attribute(args[0], name, args[2]) ? Value::none() : Value{};
}

Value delete_attr(Machine& machine, Args args) {
  Symbol name;
  if (!to_attribute_name(machine, args[1], &name)) return Value{};
  return machine.delete_attribute(args[0], name) ? Value::none() : Value{};
}

}  // namespace

void add_characters(Library& library) {
  library.module("builtins")
      .function("chr", "i, /", chr)
      .function("ord", "c, /", ord)
      .function("bin", "number, /", in_base<'b', 2>)
      .function("oct", "number, /", in_base<'o', 8>)
      .function("hex", "number, /", in_base<'x', 16>)
      .function("ascii", "obj, /", ascii_function)
      .function("format", "value, format_spec='', /", format_function)
      .function("pow", "base, exp, mod=None", power)
      .function("setattr", "obj, name, value, /", set_attr)
      .function("delattr", "obj, name, /", delete_attr);
}

}  // namespace grove
