// Methods of bytes and bytearray that take each byte for an ASCII character: tests, case, stripping
// and padding, tables, and hexadecimal digits.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/utf8.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_alpha(c) || is_digit(c); }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }
char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; }
char swapped(char c) { return is_lower(c) ? to_upper(c) : to_lower(c); }

// Of a method that goes through all of it, and may make as many bytes.
std::string_view self_of(Machine& machine, Args args) {
  const std::string& bytes = machine.heap.bytes(args[0]).bytes;
  machine.heap.reserve(bytes.size());
  machine.allowance.take_items(static_cast<int64_t>(bytes.size() / sizeof(Value)));
  return bytes;
}

// --- Tests ---

template <bool (*kTest)(char)>
Value all_are(Machine& machine, Args args) {
  const std::string_view self = self_of(machine, args);
  return Value::boolean(!self.empty() && std::all_of(self.begin(), self.end(), kTest));
}

Value is_ascii(Machine& machine, Args args) {
  const std::string_view self = self_of(machine, args);
  return Value::boolean(std::all_of(self.begin(), self.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}

template <bool (*kWanted)(char), bool (*kUnwanted)(char)>
Value is_of_case(Machine& machine, Args args) {
  const std::string_view self = self_of(machine, args);
  return Value::boolean(std::none_of(self.begin(), self.end(), kUnwanted) &&
                        std::any_of(self.begin(), self.end(), kWanted));
}

Value is_title(Machine& machine, Args args) {
  bool any = false, after_letter = false;
  for (const char c : self_of(machine, args)) {
    if (is_upper(c) ? after_letter : is_lower(c) && !after_letter) return Value::boolean(false);
    after_letter = is_alpha(c);
    any = any || after_letter;
  }
  return Value::boolean(any);
}

// --- Case ---

template <char (*kChange)(char)>
Value change_each(Machine& machine, Args args) {
  std::string out(self_of(machine, args));
  std::transform(out.begin(), out.end(), out.begin(), kChange);
  return new_like(machine, args[0], std::move(out));
}

// title() and capitalize(): small letters, but for the first of each word, or of all.
template <bool kEachWord>
Value with_capitals(Machine& machine, Args args) {
  std::string out(self_of(machine, args));
  bool starts = true;
  for (char& c : out) {
    c = starts ? to_upper(c) : to_lower(c);
    starts = kEachWord && !is_alpha(c);
  }
  return new_like(machine, args[0], std::move(out));
}

// --- Stripping and padding ---

template <bool kLeft, bool kRight>
Value strip(Machine& machine, Args args) {
  std::string_view characters = " \t\n\r\v\f";
  if (!args[1].is_none() && !to_bytes_like(machine, args[1], &characters)) return Value{};
  std::string_view self = self_of(machine, args);
  const auto goes = [&](char c) { return characters.find(c) != std::string_view::npos; };
  while (kLeft && !self.empty() && goes(self.front())) self.remove_prefix(1);
  while (kRight && !self.empty() && goes(self.back())) self.remove_suffix(1);
  const bool whole = self.size() == machine.heap.bytes(args[0]).bytes.size();
  if (whole && args[0].is(Type::kBytes)) return machine.heap.retain(args[0]);
  return new_like(machine, args[0], std::string(self));
}

enum class Side { kLeft, kRight, kBoth };

template <Side kPadding>
Value pad(Machine& machine, Args args) {
  constexpr const char* kName = kPadding == Side::kBoth   ? "center"
                                : kPadding == Side::kLeft ? "rjust"
                                                          : "ljust";
  int64_t width = 0;
  if (!to_index(machine, args[1], &width)) return Value{};
  std::string_view fill = " ";
  if (!args[2].is_null()) {
    fill = is_bytes_like(machine, args[2]) ? bytes_in(machine, args[2]) : std::string_view();
    if (fill.size() != 1) {
      return raise_type_error(
          machine, fmt::format("{}() argument 2 must be a byte string of length 1, not {}", kName,
                               machine.type_name(args[2])));
    }
  }
  const std::string_view self = self_of(machine, args);
  const int64_t missing = std::max<int64_t>(width - static_cast<int64_t>(self.size()), 0);
  int64_t left = kPadding == Side::kLeft ? missing : 0;
  // Of an odd number the larger half goes to the left if the width is odd too, as of str.
  if (kPadding == Side::kBoth) left = missing / 2 + (missing & width & 1);
  TextBuilder out(machine.heap);
  out.append(static_cast<uint64_t>(left), fill);
  out += self;
  out.append(static_cast<uint64_t>(missing - left), fill);
  return new_like(machine, args[0], out.take());
}

Value zfill(Machine& machine, Args args) {
  int64_t width = 0;
  if (!to_index(machine, args[1], &width)) return Value{};
  const std::string_view self = self_of(machine, args);
  const int64_t missing = std::max<int64_t>(width - static_cast<int64_t>(self.size()), 0);
  const std::size_t sign = !self.empty() && (self[0] == '+' || self[0] == '-') ? 1 : 0;
  TextBuilder out(machine.heap);
  out += self.substr(0, sign);
  out.append(static_cast<uint64_t>(missing), "0");
  out += self.substr(sign);
  return new_like(machine, args[0], out.take());
}

Value expand_tabs(Machine& machine, Args args) {
  int64_t size = 0;
  if (!to_index(machine, args[1], &size)) return Value{};
  TextBuilder out(machine.heap);
  int64_t column = 0;
  for (const char c : self_of(machine, args)) {
    if (c == '\t') {
      const int64_t blanks = size > 0 ? size - column % size : 0;
      out.append(static_cast<uint64_t>(blanks), " ");
      column += blanks;
    } else {
      column = c == '\n' || c == '\r' ? 0 : column + 1;
      out.push_back(c);
    }
  }
  return new_like(machine, args[0], out.take());
}

// --- Tables ---

constexpr std::size_t kTableSize = 256;

// Static: (from, to).
Value make_table(Machine& machine, Args args) {
  std::string_view from, to;
  if (!to_bytes_like(machine, args[1], &from) || !to_bytes_like(machine, args[2], &to)) {
    return Value{};
  }
  if (from.size() != to.size()) {
    return raise_value_error(machine, "maketrans arguments must have same length");
  }
  if (!machine.afford_text(from.size())) return Value{};
  std::string table(kTableSize, '\0');
  for (std::size_t i = 0; i < kTableSize; ++i) table[i] = static_cast<char>(i);
  for (std::size_t i = 0; i < from.size(); ++i) {
    table[static_cast<unsigned char>(from[i])] = to[i];
  }
  return machine.heap.new_bytes(std::move(table));
}

Value translate(Machine& machine, Args args) {
  std::string_view table, deleted;
  if (!args[1].is_none()) {
    if (!to_bytes_like(machine, args[1], &table)) return Value{};
    if (table.size() != kTableSize) {
      return raise_value_error(machine, "translation table must be 256 characters long");
    }
  }
  if (!args[2].is_null() && !to_bytes_like(machine, args[2], &deleted)) return Value{};
  std::array<bool, kTableSize> goes{};
  for (const char c : deleted) goes[static_cast<unsigned char>(c)] = true;
  std::string out;
  for (const char c : self_of(machine, args)) {
    const auto byte = static_cast<unsigned char>(c);
    if (!goes[byte]) out.push_back(table.empty() ? c : table[byte]);
  }
  return new_like(machine, args[0], std::move(out));
}

// --- Hexadecimal ---

// False: pending. REQUIRES: there is one.
bool to_separator(Machine& machine, Value v, char* out) {
  const Value content = content_of(machine, v);
  const int64_t length = length_of(machine, content);
  if (length < 0) {
    raise_type_error(machine,
                     fmt::format("object of type '{}' has no len()", machine.type_name(v)));
  } else if (length != 1) {
    raise_value_error(machine, "sep must be length 1.");
  } else if (!content.is(Type::kStr) && !content.is_bytes()) {
    raise_type_error(machine, "sep must be str or bytes.");
  } else {
    const std::string_view text =
        content.is(Type::kStr) ? text_of(machine, content) : bytes_in(machine, content);
    *out = text[0];
    if (static_cast<unsigned char>(*out) < 0x80) return true;
    raise_value_error(machine, "sep must be ASCII.");
  }
  return false;
}

Value hex(Machine& machine, Args args) {
  char separator = 0;
  int64_t group = 0;
  const bool separates = !args[1].is_null();
  if ((separates && !to_separator(machine, args[1], &separator)) ||
      !to_index(machine, args[2], &group)) {
    return Value{};
  }
  const std::string_view self = self_of(machine, args);
  machine.heap.reserve(self.size() * 3);
  const auto size = static_cast<std::size_t>(
      std::min<int64_t>(group < 0 ? -group : group, static_cast<int64_t>(self.size()) + 1));
  std::string out;
  for (std::size_t i = 0; i < self.size(); ++i) {
    // Groups are counted from the right, or from the left if the size is negative.
    const std::size_t place = group < 0 ? i : self.size() - i;
    if (separates && size > 0 && i > 0 && place % size == 0) out.push_back(separator);
    const auto byte = static_cast<unsigned char>(self[i]);
    out.push_back("0123456789abcdef"[byte >> 4]);
    out.push_back("0123456789abcdef"[byte & 15]);
  }
  return machine.heap.take_str(std::move(out));
}

int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Of a class: (cls, text).
template <Type kType>
Value from_hex(Machine& machine, Args args) {
  std::string_view text;
  if (!to_text(machine, args[1], "fromhex() argument must be str, not ", &text)) return Value{};
  if (!machine.afford_text(text.size())) return Value{};
  machine.heap.reserve(text.size());
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    for (std::size_t i = at; i < at + 2; ++i) {
      if (i < text.size() && digit_of(text[i]) >= 0) continue;
      return raise_value_error(
          machine, fmt::format("non-hexadecimal number found in fromhex() arg at position {}",
                               count_code_points(text.substr(0, i))));
    }
    bytes.push_back(static_cast<char>(digit_of(text[at]) * 16 + digit_of(text[at + 1])));
    at += 2;
  }
  const Owned made =
      own(machine.heap, kType == Type::kBytes ? machine.heap.new_bytes(std::move(bytes))
                                              : machine.heap.new_byte_array(std::move(bytes)));
  const Value given = made.get();
  if (same(args[0], machine.class_of(given))) return machine.heap.retain(given);
  return machine.ask(args[0], {&given, 1});
}

void add_to(ClassBuilder klass) {
  klass.method("isalpha", "", all_are<is_alpha>)
      .method("isalnum", "", all_are<is_alphanumeric>)
      .method("isdigit", "", all_are<is_digit>)
      .method("isspace", "", all_are<is_blank>)
      .method("isascii", "", is_ascii)
      .method("isupper", "", is_of_case<is_upper, is_lower>)
      .method("islower", "", is_of_case<is_lower, is_upper>)
      .method("istitle", "", is_title)
      .method("upper", "", change_each<to_upper>)
      .method("lower", "", change_each<to_lower>)
      .method("swapcase", "", change_each<swapped>)
      .method("title", "", with_capitals<true>)
      .method("capitalize", "", with_capitals<false>)
      .method("strip", "bytes=None, /", strip<true, true>)
      .method("lstrip", "bytes=None, /", strip<true, false>)
      .method("rstrip", "bytes=None, /", strip<false, true>)
      .method("center", "width, fillchar=?, /", pad<Side::kBoth>)
      .method("ljust", "width, fillchar=?, /", pad<Side::kRight>)
      .method("rjust", "width, fillchar=?, /", pad<Side::kLeft>)
      .method("zfill", "width, /", zfill)
      .method("expandtabs", "tabsize=8", expand_tabs)
      .class_method("maketrans", "frm, to, /", make_table)
      .method("translate", "table, /, delete=?", translate)
      .method("hex", "sep=?, bytes_per_sep=1", hex);
}

}  // namespace

void add_bytes_characters(Library& library) {
  for (const char* name : {"bytes", "bytearray"}) add_to(library.klass("builtins", name));
  library.klass("builtins", "bytes").class_method("fromhex", "string, /", from_hex<Type::kBytes>);
  library.klass("builtins", "bytearray")
      .class_method("fromhex", "string, /", from_hex<Type::kByteArray>);
}

}  // namespace grove
