// str.translate and the tables for it.
#include <fmt/format.h>

#include "engine/base/utf8.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

constexpr int64_t kCodePoints = 0x110000;

Value number_of(char32_t c) { return Value::of_int(static_cast<int64_t>(c)); }

// maketrans(x): a dict whose keys of one character become their numbers.
Value table_of_dict(Machine& machine, Value given) {
  if (!given.is(Type::kDict)) {
    return raise_type_error(machine,
                            "if you give only one argument to maketrans it must be a dict");
  }
  Owned table = own(machine.heap, machine.heap.new_dict());
  int32_t at = 0;
  while (const TableBody::Entry* entry = next_entry(machine.heap.dict(given), &at)) {
    if (!machine.afford_item()) return Value{};
    Value key = entry->key;
    if (key.is(Type::kStr)) {
      const std::u32string text = code_points(machine.heap, text_of(machine, key));
      if (text.size() != 1) {
        return raise_value_error(machine, "string keys in translate table must be of length 1");
      }
      key = number_of(text[0]);
    } else if (!is_int(key)) {
      return raise_type_error(machine, "keys in translate table must be strings or integers");
    }
    if (!dict_set(machine, table.get(), key, entry->value)) return Value{};
  }
  return table.release();
}

// str.maketrans(x, y=…, z=…)
Value make_table(Machine& machine, Args args) {
  if (args[2].is_null()) return table_of_dict(machine, args[1]);
  std::u32string parts[3];
  for (int i = 0; i < 3; ++i) {
    const Value v = args[i + 1];
    if (v.is_null()) continue;
    if (!v.is(Type::kStr)) {
      constexpr const char* kComplaints[] = {
          "first maketrans argument must be a string if there is a second argument",
          "maketrans() argument 2 must be str, not {}",
          "maketrans() argument 3 must be str, not {}"};
      return raise_type_error(machine,
                              fmt::format(fmt::runtime(kComplaints[i]), machine.type_name(v)));
    }
    parts[i] = code_points(machine.heap, text_of(machine, v));
    if (!machine.afford_items(parts[i].size())) return Value{};
  }
  if (parts[0].size() != parts[1].size()) {
    return raise_value_error(machine, "the first two maketrans arguments must have equal length");
  }
  Owned table = own(machine.heap, machine.heap.new_dict());
  for (std::size_t i = 0; i < parts[0].size(); ++i) {
    if (!dict_set(machine, table.get(), number_of(parts[0][i]), number_of(parts[1][i])))
      return Value{};
  }
  for (const char32_t c : parts[2]) {
    if (!dict_set(machine, table.get(), number_of(c), Value::none())) return Value{};
  }
  return table.release();
}

// What the table has for the character, appended. False: pending.
bool translate_character(Machine& machine, Value table, char32_t c, TextBuilder* out) {
  const Owned found = own(machine.heap, get_item(machine, table, number_of(c)));
  if (!found) {
    if (!machine.is_instance(machine.pending(), machine.exception_class("LookupError")))
      return false;
    machine.heap.release(machine.take_pending());
    out->push_back(c);
  } else if (found.get().is(Type::kStr)) {
    *out += text_of(machine, found.get());
  } else if (is_int(found.get())) {
    const int64_t number = found.get().is(Type::kBigInt) ? -1 : found.get().integer;
    if (number < 0 || number >= kCodePoints) {
      raise_value_error(machine, "character mapping must be in range(0x110000)");
      return false;
    }
    out->push_back(static_cast<char32_t>(number));
  } else if (!found.get().is_none()) {
    raise_type_error(machine, "character mapping must return integer, None or str");
    return false;
  }
  return true;
}

Value translate(Machine& machine, Args args) {
  const std::string_view text = text_of(machine, args[0]);
  TextBuilder out(machine.heap);
  for (std::size_t at = 0; at < text.size();) {
    if (!machine.afford_item()) return Value{};
    if (!translate_character(machine, args[1], next_code_point(text, &at), &out)) return Value{};
  }
  return out.finish();
}

}  // namespace

void add_str_translate(Library& library) {
  library.klass("builtins", "str", Type::kStr)
      .class_method("maketrans", "x, y=?, z=?, /", make_table)
      .method("translate", "table, /", translate);
}

}  // namespace grove
