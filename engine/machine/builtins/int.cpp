// int: made from texts and other numbers, and its methods.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/numbers.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/integers.h"

namespace grove {

namespace {

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

// A text taken apart: digits of the base, without underscores.
struct IntText {
  bool negative = false;
  int base = 10;
  std::string digits;
};

// Digits with single underscores between them. False: that is not what it is.
bool take_digits(std::string_view text, IntText* out) {
  bool after_digit = false;
  for (const char c : text) {
    if (c == '_' && after_digit) {
      after_digit = false;
      continue;
    }
    if (digit_value(c) >= out->base) return false;
    after_digit = true;
    out->digits.push_back(c);
  }
  return after_digit;
}

bool take_int(std::string_view text, int base, IntText* out) {
  const std::string plain = plain_digits(text);
  std::string_view rest = plain;
  out->negative = !rest.empty() && rest[0] == '-';
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) rest.remove_prefix(1);
  const int named = base_of_prefix(rest);
  if (named != 0 && (base == 0 || base == named)) {
    out->base = named;
    rest.remove_prefix(2);
    if (!rest.empty() && rest[0] == '_') rest.remove_prefix(1);
    return take_digits(rest, out);
  }
  out->base = base == 0 ? 10 : base;
  if (!take_digits(rest, out)) return false;
  // Without a base, a leading zero would be C's octal, and so is refused but for zero itself.
  const bool is_zero = out->digits.find_first_not_of('0') == std::string::npos;
  return base != 0 || out->digits[0] != '0' || is_zero;
}

Value int_of_text(Machine& machine, Value v, int base) {
  const std::string_view text =
      v.is(Type::kStr) ? machine.heap.str(v).utf8 : machine.heap.bytes(v).bytes;
  machine.heap.reserve(text.size() * 2);
  if (!machine.afford_text(text.size())) return Value{};
  IntText parsed;
  if (!take_int(text, base, &parsed)) {
    // Of a bytearray, that of the same bytes.
    const Owned shown =
        own(machine.heap, v.is(Type::kByteArray) ? machine.heap.new_bytes(std::string(text))
                                                 : machine.heap.retain(v));
    return raise_value_error(machine, fmt::format("invalid literal for int() with base {}: {:.200}",
                                                  base, repr(machine, shown.get())));
  }
  const bool is_power_of_two = (parsed.base & (parsed.base - 1)) == 0;
  if (!is_power_of_two && parsed.digits.size() > kMostDigits) {
    return raise_value_error(
        machine, fmt::format("Exceeds the limit ({} digits) for integer string conversion: value "
                             "has {} digits; use sys.set_int_max_str_digits() to increase the "
                             "limit",
                             kMostDigits, parsed.digits.size()));
  }
  BigInt number = big_int_of_digits(parsed.digits, parsed.base);
  return machine.heap.new_int(parsed.negative ? negated(std::move(number)) : std::move(number));
}

// What `__int__`, or failing that `__index__` or `__trunc__`, says.
Value int_by_special(Machine& machine, Value v, bool* found) {
  for (const Known name : {Known::kInt, Known::kIndex, Known::kTrunc}) {
    const Value said = call_special(machine, v, name, {}, found);
    if (!*found) continue;
    if (!said || is_int(said)) return said.is(Type::kBool) ? Value::of_int(said.integer) : said;
    const Owned keep = own(machine.heap, said);
    return raise_type_error(
        machine, fmt::format("{} returned non-int (type {})", machine.symbols.name(known(name)),
                             machine.type_name(said)));
  }
  return Value{};
}

bool is_text(Value v) { return v.is(Type::kStr) || v.is_bytes(); }

Value make_int(Machine& machine, Args args) {
  const Value content = content_of(machine, args[1]);
  const Value v = args[1].is(Type::kInstance) && is_text(content) ? content : args[1];
  if (!args[2].is_null()) {
    const Owned base = own(machine.heap, to_int(machine, args[2]));
    if (!base) return Value{};
    const int64_t given = base.get().is(Type::kInt) ? base.get().integer : -1;
    if (given != 0 && (given < 2 || given > 36)) {
      return raise_value_error(machine, "int() base must be >= 2 and <= 36, or 0");
    }
    if (v.is_null()) return raise_type_error(machine, "int() missing string argument");
    if (is_text(v)) return int_of_text(machine, v, static_cast<int>(given));
    return raise_type_error(machine, "int() can't convert non-string with explicit base");
  }
  if (v.is_null()) return Value::of_int(0);
  if (is_int(v)) return v.is(Type::kBool) ? Value::of_int(v.integer) : machine.heap.retain(v);
  if (v.is(Type::kFloat)) return int_of_double(machine, v.real);
  if (is_text(v)) return int_of_text(machine, v, 10);
  bool found = false;
  const Value result = int_by_special(machine, v, &found);
  if (found) return result;
  return raise_type_error(machine, fmt::format("int() argument must be a string, a bytes-like "
                                               "object or a real number, not '{}'",
                                               machine.type_name(v)));
}

// --- What an int knows of itself ---

Value itself(Machine& machine, Args args) {
  return args[0].is(Type::kBool) ? Value::of_int(args[0].integer) : machine.heap.retain(args[0]);
}

Value zero(Machine&, Args) { return Value::of_int(0); }
Value one(Machine&, Args) { return Value::of_int(1); }

Value ratio(Machine& machine, Args args) {
  return machine.heap.new_tuple({itself(machine, args), Value::of_int(1)});
}

template <uint64_t (*kCount)(const BigInt&)>
Value bits(Machine& machine, Args args) {
  return Value::of_int(static_cast<int64_t>(kCount(*Whole(machine.heap, args[0]))));
}

// --- To bytes and back ---

// False: pending.
bool is_little(Machine& machine, Value order, bool* out) {
  std::string_view name;
  if (!to_text(machine, order, "byteorder must be str, not ", &name)) return false;
  *out = name == "little";
  if (*out || name == "big") return true;
  raise_value_error(machine, "byteorder must be either 'little' or 'big'");
  return false;
}

Value to_bytes(Machine& machine, Args args) {
  int64_t length = 0;
  bool little = false, failed = false;
  if (!to_index(machine, args[1], &length) || !is_little(machine, args[2], &little)) return Value{};
  const bool is_signed = machine.truth(args[3], &failed);
  if (failed) return Value{};
  if (length < 0) return raise_value_error(machine, "length argument must be non-negative");
  const Whole number(machine.heap, args[0]);
  if ((*number).negative && !is_signed) {
    return machine.raise_error("OverflowError", "can't convert negative int to unsigned");
  }
  const auto size = static_cast<std::size_t>(length);
  machine.heap.reserve(size);
  if (!machine.afford_items(size)) return Value{};
  std::optional<std::string> bytes = bytes_of(*number, size, is_signed);
  if (!bytes) return machine.raise_error("OverflowError", "int too big to convert");
  if (!little) std::reverse(bytes->begin(), bytes->end());
  return machine.heap.new_bytes(std::move(*bytes));
}

Value from_bytes(Machine& machine, Args args) {
  bool little = false, failed = false;
  if (!is_little(machine, args[2], &little)) return Value{};
  const bool is_signed = machine.truth(args[3], &failed);
  std::string bytes;
  if (failed || !to_bytes(machine, args[1], &bytes)) return Value{};
  if (!machine.afford_items(bytes.size())) return Value{};
  if (!little) std::reverse(bytes.begin(), bytes.end());
  const Owned number = own(machine.heap, machine.heap.new_int(big_int_of_bytes(bytes, is_signed)));
  const Value klass = args[0];
  if (same(klass, machine.class_of(Value::of_int(0)))) return machine.heap.retain(number.get());
  const Value given = number.get();
  return machine.ask(klass, {&given, 1});
}

}  // namespace

void add_int(Library& library) {
  library.klass("builtins", "int", Type::kInt)
      .constructor("x=?, /, base=?", make_int)
      .method("bit_length", "", bits<bit_length>)
      .method("bit_count", "", bits<bit_count>)
      .method("conjugate", "", itself)
      .method("as_integer_ratio", "", ratio)
      .method("to_bytes", "length=1, byteorder='big', *, signed=False", to_bytes)
      .class_method("from_bytes", "bytes, byteorder='big', *, signed=False", from_bytes)
      .property("real", itself)
      .property("imag", zero)
      .property("numerator", itself)
      .property("denominator", one);
}

}  // namespace grove
