#include "engine/machine/builtins/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/index.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

bool take(std::optional<int64_t> index, int64_t* out) {
  if (index) *out = *index;
  return index.has_value();
}

}  // namespace

bool to_index(Machine& machine, Value v, int64_t* out) {
  const Owned number = own(machine.heap, to_int(machine, v));
  if (!number || take(as_index(number.get()), out)) return static_cast<bool>(number);
  machine.raise_error("OverflowError", "Python int too large to convert to C ssize_t");
  return false;
}

bool to_position(Machine& machine, Value v, int64_t otherwise, int64_t* out) {
  *out = otherwise;
  if (v.is_null() || v.is_none() || take(clamped_index_of(machine, v), out)) return true;
  if (machine.has_pending()) return false;
  raise_type_error(machine, "slice indices must be integers or None or have an __index__ method");
  return false;
}

bool to_text(Machine& machine, Value v, std::string_view message, std::string_view* out) {
  const Value content = content_of(machine, v);
  if (content.is(Type::kStr)) {
    *out = machine.heap.str(content).utf8;
    return true;
  }
  // Functions of C that name themselves are told by their argument parser, which says None.
  const bool by_parser = message.find("() argument ") != std::string_view::npos;
  raise_type_error(
      machine, std::string(message) + (by_parser && v.is_none() ? "None" : machine.type_name(v)));
  return false;
}

bool to_real(Machine& machine, Value v, double* out) {
  const std::optional<double> d = number_as_double(machine, content_of(machine, v));
  if (d) *out = *d;
  if (d || machine.has_pending()) return d.has_value();
  for (const Known name : {Known::kFloat, Known::kIndex}) {
    bool found = false;
    const Owned said = own(machine.heap, call_special(machine, v, name, {}, &found));
    if (!found) continue;
    const std::optional<double> number = number_as_double(machine, content_of(machine, said.get()));
    if (number) *out = *number;
    if (!number && said && !machine.has_pending()) {
      raise_type_error(machine, fmt::format("{}.__float__ returned non-float (type {})",
                                            machine.type_name(v), machine.type_name(said.get())));
    }
    return number.has_value();
  }
  raise_type_error(machine, "must be real number, not " + machine.type_name(v));
  return false;
}

bool to_attribute_name(Machine& machine, Value v, Symbol* out) {
  if (!v.is(Type::kStr)) {
    raise_type_error(machine,
                     fmt::format("attribute name must be string, not '{}'", machine.type_name(v)));
    return false;
  }
  const std::string_view name = text_of(machine, v);
  if (!machine.afford_text(name.size())) return false;
  *out = machine.symbol_of(name);
  return true;
}

void clamp_positions(int64_t length, int64_t* start, int64_t* end) {
  for (int64_t* position : {start, end}) {
    if (*position < 0) *position += length;
    *position = std::clamp<int64_t>(*position, 0, length);
  }
}

Value int_of_double(Machine& machine, double d) {
  if (std::isnan(d)) return raise_value_error(machine, "cannot convert float NaN to integer");
  if (std::isinf(d)) {
    return machine.raise_error("OverflowError", "cannot convert float infinity to integer");
  }
  const double whole = std::trunc(d);
  if (whole >= -9223372036854775808.0 && whole < 9223372036854775808.0) {
    return Value::of_int(static_cast<int64_t>(whole));
  }
  return machine.heap.new_int(big_int_of(d));
}

Value raise_type_error(Machine& machine, std::string_view message) {
  return machine.raise_error("TypeError", message);
}

Value raise_value_error(Machine& machine, std::string_view message) {
  return machine.raise_error("ValueError", message);
}

Value raise_key_error(Machine& machine, Value key) {
  return machine.raise(
      machine.new_exception(machine.exception_class("KeyError"), {machine.heap.retain(key)}));
}

Value raise_stop_iteration(Machine& machine, Value result) {
  std::vector<Value> args;
  if (!result.is_none()) args.push_back(result);
  return machine.raise(
      machine.new_exception(machine.exception_class("StopIteration"), std::move(args)));
}

Value list_of_texts(Machine& machine, const std::vector<std::string_view>& texts) {
  std::vector<Value> items;
  machine.heap.grow(items, texts.size());
  for (const std::string_view text : texts) items.push_back(machine.heap.new_str(text));
  return machine.heap.new_list(std::move(items));
}

}  // namespace grove
