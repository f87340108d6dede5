// complex: made from texts and other numbers, and what one knows of itself.
#include <fmt/format.h>

#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/numbers.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/complex.h"

namespace grove {

namespace {

// A number, or what `__complex__`, `__float__` or `__index__` says. False: pending.
bool to_part(Machine& machine, Value v, const char* message, ComplexBody* out, bool* is_complex) {
  const Value content = content_of(machine, v);
  bool found = false;
  const Owned said = own(machine.heap, call_special(machine, v, Known::kComplex, {}, &found));
  if (found && !said) return false;
  *is_complex = found || content.is(Type::kComplex);
  if (found && said.get().is(Type::kComplex)) return to_complex(machine, said.get(), out);
  if (found) {
    raise_type_error(
        machine, "__complex__ returned non-complex (type " + machine.type_name(said.get()) + ")");
    return false;
  }
  if (is_number(content)) return to_complex(machine, content, out);
  *out = {};
  if (may_have_specials(v) && (!find_special(machine, v, Known::kFloat).is_null() ||
                               !find_special(machine, v, Known::kIndex).is_null())) {
    return to_real(machine, v, &out->real);
  }
  raise_type_error(machine, fmt::format("{}, not '{}'", message, machine.type_name(v)));
  return false;
}

Value make_complex(Machine& machine, Args args) {
  const Value real = args[1], imag = args[2];
  const Value text = real.is_null() ? real : content_of(machine, real);
  if (text.is(Type::kStr)) {
    if (!imag.is_null()) {
      return raise_type_error(machine, "complex() can't take second arg if first is a string");
    }
    const auto plain = without_underscores(plain_digits(machine.heap.str(text).utf8));
    if (!plain) {
      return raise_value_error(machine,
                               "could not convert string to complex: " + machine.repr_of(real));
    }
    const std::optional<ComplexBody> parsed = parse_complex(*plain);
    if (!parsed) return raise_value_error(machine, "complex() arg is a malformed string");
    return machine.heap.new_complex(parsed->real, parsed->imag);
  }
  if (!imag.is_null() && content_of(machine, imag).is(Type::kStr)) {
    return raise_type_error(machine, "complex() second arg can't be a string");
  }
  if (real.is(Type::kComplex) && imag.is_null()) return machine.heap.retain(real);
  ComplexBody x, y;
  bool x_is_complex = false, y_is_complex = false;
  if (!real.is_null() &&
      !to_part(machine, real, "complex() first argument must be a string or a number", &x,
               &x_is_complex)) {
    return Value{};
  }
  if (!imag.is_null() &&
      !to_part(machine, imag, "complex() second argument must be a number", &y, &y_is_complex)) {
    return Value{};
  }
  // complex(a, b) is a + b*1j, also of complex numbers.
  if (imag.is_null()) return machine.heap.new_complex(x.real, x.imag);
  return machine.heap.new_complex(y_is_complex ? x.real - y.imag : x.real,
                                  x_is_complex ? x.imag + y.real : y.real);
}

Value get_real(Machine& machine, Args args) {
  return Value::of_float(machine.heap.complex(args[0]).real);
}
Value get_imag(Machine& machine, Args args) {
  return Value::of_float(machine.heap.complex(args[0]).imag);
}
Value conjugate(Machine& machine, Args args) {
  const ComplexBody c = machine.heap.complex(args[0]);
  return machine.heap.new_complex(c.real, -c.imag);
}

}  // namespace

void add_complex(Library& library) {
  library.klass("builtins", "complex", Type::kComplex)
      .constructor("real=?, imag=?", make_complex)
      .method("conjugate", "", conjugate)
      .property("real", get_real)
      .property("imag", get_imag);
}

}  // namespace grove
