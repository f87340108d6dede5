// Methods of str that look for something, test, pad, strip or change case.
#include <fmt/format.h>

#include <algorithm>

#include "engine/base/unicode/characters.h"
#include "engine/base/unicode/unicode.h"
#include "engine/base/utf8.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// Of a method that goes through all of it.
std::string_view self_text(Machine& machine, Args args) {
  const std::string_view text = text_of(machine, args[0]);
  machine.allowance.take_items(static_cast<int64_t>(text.size() / sizeof(Value)));
  return text;
}

// --- Looking for something ---

// The part of a text that `start` and `end` arguments leave.
struct Part {
  std::string_view text;
  std::size_t offset = 0;  // in bytes, of the part in the whole
  bool exists = true;      // false: start is behind the end, where not even "" is found
};

bool part_of(Machine& machine, Value s, Value start, Value end, Part* out) {
  const StrBody& body = machine.heap.str(s);
  int64_t first = 0;
  int64_t last = body.length;
  if (!to_position(machine, start, first, &first) || !to_position(machine, end, last, &last)) {
    return false;
  }
  out->exists = first <= body.length;
  clamp_positions(body.length, &first, &last);
  if (first > last) out->exists = false;
  if (!out->exists) return true;
  if (!is_ascii(body) && !machine.afford_text(body.utf8.size())) return false;
  out->offset = byte_offset(body, first);
  out->text =
      std::string_view(body.utf8).substr(out->offset, byte_offset(body, last) - out->offset);
  return true;
}

// Arguments: self, sub, start, end. The character index, or -1.
bool find_in(Machine& machine, Args args, bool from_right, int64_t* out) {
  std::string_view sub;
  Part part;
  if (!part_of(machine, args[0], args[2], args[3], &part) ||
      !to_text(machine, args[1], "must be str, not ", &sub)) {
    return false;
  }
  *out = -1;
  if (!part.exists) return true;
  const std::size_t at = from_right ? rfind_text(part.text, sub) : find_text(part.text, sub);
  const bool found = at != std::string_view::npos;
  const std::size_t passed = !found ? part.text.size() : from_right ? part.text.size() - at : at;
  if (!machine.afford_text(passed + sub.size())) return false;
  if (found) {
    *out = character_index(machine.heap.str(args[0]), part.offset + at);
  }
  return true;
}

template <bool kFromRight, bool kMustBeThere>
Value find(Machine& machine, Args args) {
  int64_t index = -1;
  if (!find_in(machine, args, kFromRight, &index)) return Value{};
  if (kMustBeThere && index < 0) return raise_value_error(machine, "substring not found");
  return Value::of_int(index);
}

Value count(Machine& machine, Args args) {
  std::string_view sub;
  Part part;
  if (!part_of(machine, args[0], args[2], args[3], &part) ||
      !to_text(machine, args[1], "must be str, not ", &sub)) {
    return Value{};
  }
  if (!part.exists) return Value::of_int(0);
  if (!machine.afford_text(part.text.size())) return Value{};
  if (sub.empty()) return Value::of_int(static_cast<int64_t>(count_code_points(part.text)) + 1);
  int64_t n = 0;
  for (std::size_t at = find_text(part.text, sub); at != std::string_view::npos;
       at = find_text(part.text, sub, at + sub.size())) {
    ++n;
  }
  return Value::of_int(n);
}

bool has_affix(const Part& part, std::string_view affix, bool at_end) {
  if (!part.exists || affix.size() > part.text.size()) return false;
  return at_end ? part.text.substr(part.text.size() - affix.size()) == affix
                : part.text.substr(0, affix.size()) == affix;
}

template <bool kAtEnd>
Value has_affix_method(Machine& machine, Args args) {
  const char* const name = kAtEnd ? "endswith" : "startswith";
  Part part;
  if (!part_of(machine, args[0], args[2], args[3], &part)) return Value{};
  if (args[1].is(Type::kStr)) {
    const std::string_view affix = text_of(machine, args[1]);
    if (!machine.afford_text(affix.size())) return Value{};
    return Value::boolean(has_affix(part, affix, kAtEnd));
  }
  if (!args[1].is(Type::kTuple)) {
    return raise_type_error(machine,
                            fmt::format("{} first arg must be str or a tuple of str, not {}", name,
                                        machine.type_name(args[1])));
  }
  for (const Value v : machine.heap.tuple(args[1]).items) {
    if (!v.is(Type::kStr)) {
      return raise_type_error(machine, fmt::format("tuple for {} must only contain str, not {}",
                                                   name, machine.type_name(v)));
    }
    const std::string_view affix = text_of(machine, v);
    if (!machine.afford_item() || !machine.afford_text(affix.size())) return Value{};
    if (has_affix(part, affix, kAtEnd)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

template <bool kAtEnd>
Value remove_affix(Machine& machine, Args args) {
  const char* const message = kAtEnd ? "removesuffix() argument must be str, not "
                                     : "removeprefix() argument must be str, not ";
  std::string_view affix;
  if (!to_text(machine, args[1], message, &affix)) return Value{};
  const std::string_view text = self_text(machine, args);
  if (affix.empty() || !has_affix({text}, affix, kAtEnd)) return machine.heap.retain(args[0]);
  const std::size_t rest = text.size() - affix.size();
  return machine.heap.new_str(kAtEnd ? text.substr(0, rest) : text.substr(affix.size()));
}

// --- Tests ---

using CharacterTest = bool (*)(char32_t);

template <CharacterTest kTest>
Value all_are(Machine& machine, Args args) {
  const std::string_view text = self_text(machine, args);
  for (std::size_t at = 0; at < text.size();) {
    if (!kTest(next_code_point(text, &at))) return Value::boolean(false);
  }
  return Value::boolean(!text.empty());
}

bool is_alphanumeric(char32_t c) {
  return is_alphabetic(c) || is_decimal(c) || is_digit(c) || is_numeric(c);
}

Value is_ascii_text(Machine& machine, Args args) {
  return Value::boolean(is_ascii(machine.heap.str(args[0])));
}

Value is_printable_text(Machine& machine, Args args) {
  const std::string_view text = self_text(machine, args);
  for (std::size_t at = 0; at < text.size();) {
    if (!is_printable(next_code_point(text, &at))) return Value::boolean(false);
  }
  return Value::boolean(true);
}

// isupper and islower: no character of another case, and at least one of this.
template <CharacterTest kWanted, CharacterTest kUnwanted>
Value is_of_case(Machine& machine, Args args) {
  const std::string_view text = self_text(machine, args);
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, &at);
    if (kUnwanted(c) || is_titlecase(c)) return Value::boolean(false);
    any = any || kWanted(c);
  }
  return Value::boolean(any);
}

Value is_title(Machine& machine, Args args) {
  const std::string_view text = self_text(machine, args);
  bool any = false;
  bool after_cased = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, &at);
    const bool capital = is_uppercase(c) || is_titlecase(c);
    if (capital ? after_cased : is_lowercase(c) && !after_cased) return Value::boolean(false);
    after_cased = is_cased(c);
    any = any || after_cased;
  }
  return Value::boolean(any);
}

// --- Padding and stripping ---

bool fill_character(Machine& machine, Value v, std::string* out) {
  if (!v.is(Type::kStr)) {
    raise_type_error(machine,
                     "The fill character must be a unicode character, not " + machine.type_name(v));
    return false;
  }
  if (machine.heap.str(v).length != 1) {
    raise_type_error(machine, "The fill character must be exactly one character long");
    return false;
  }
  *out = machine.heap.str(v).utf8;
  return true;
}

enum class Side { kLeft, kRight, kBoth };

template <Side kPadding>
Value pad_method(Machine& machine, Args args) {
  int64_t width = 0;
  std::string fill;
  if (!to_index(machine, args[1], &width) || !fill_character(machine, args[2], &fill)) {
    return Value{};
  }
  const StrBody& body = machine.heap.str(args[0]);
  const int64_t missing = width - body.length;
  if (missing <= 0) return machine.heap.retain(args[0]);
  int64_t left = kPadding == Side::kLeft ? missing : 0;
  // Of an odd number the larger half goes to the left if the width is odd too, as CPython's.
  if (kPadding == Side::kBoth) left = missing / 2 + (missing & width & 1);
  TextBuilder text(machine.heap);
  text.append(static_cast<uint64_t>(left), fill);
  text += body.utf8;
  text.append(static_cast<uint64_t>(missing - left), fill);
  return text.finish();
}

Value zfill(Machine& machine, Args args) {
  int64_t width = 0;
  if (!to_index(machine, args[1], &width)) return Value{};
  const StrBody& body = machine.heap.str(args[0]);
  const int64_t missing = width - body.length;
  if (missing <= 0) return machine.heap.retain(args[0]);
  const std::string_view digits = body.utf8;
  const std::size_t sign = !digits.empty() && (digits[0] == '+' || digits[0] == '-') ? 1 : 0;
  TextBuilder text(machine.heap);
  text += digits.substr(0, sign);
  text.append(static_cast<uint64_t>(missing), "0");
  text += digits.substr(sign);
  return text.finish();
}

bool stripped(std::u32string_view characters, bool any_space, char32_t c) {
  return any_space ? is_space(c) : characters.find(c) != std::u32string_view::npos;
}

template <Side kStripping>
Value strip(Machine& machine, Args args) {
  constexpr const char* kName = kStripping == Side::kBoth   ? "strip"
                                : kStripping == Side::kLeft ? "lstrip"
                                                            : "rstrip";
  const bool any_space = args[1].is_none();
  if (!any_space && !args[1].is(Type::kStr)) {
    return raise_type_error(machine, fmt::format("{} arg must be None or str", kName));
  }
  const std::u32string characters =
      any_space ? U"" : code_points(machine.heap, text_of(machine, args[1]));
  const std::string_view text = self_text(machine, args);
  // Where the kept part starts, and where the last kept character ends.
  std::size_t first = std::string_view::npos;
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    if (stripped(characters, any_space, next_code_point(text, &at))) continue;
    if (first == std::string_view::npos) first = before;
    last = at;
  }
  if (first == std::string_view::npos) first = last = kStripping == Side::kRight ? 0 : text.size();
  if (kStripping == Side::kLeft) last = text.size();
  if (kStripping == Side::kRight) first = 0;
  return machine.heap.new_str(text.substr(first, last - first));
}

// --- Case ---

// The characters of a text one after the other, with those beside.
struct Around {
  char32_t before = 0, c = 0, after = 0;  // 0: none
};
template <class F>
Value change_characters(Machine& machine, Args args, F&& append) {
  const std::string_view text = self_text(machine, args);
  TextBuilder out(machine.heap);
  Around at;
  std::size_t next = 0;
  if (!text.empty()) at.after = next_code_point(text, &next);
  for (bool is_over = text.empty(); !is_over;) {
    is_over = next >= text.size();
    at = {at.c, at.after, is_over ? U'\0' : next_code_point(text, &next)};
    append(out.margin(), at);
  }
  return out.finish();
}

void append_lower(std::string* out, const Around& at) {
  constexpr char32_t kCapitalSigma = 0x3A3;
  constexpr char32_t kFinalSigma = 0x3C2;
  // A capital sigma at the end of a word has a small form of its own.
  if (at.c == kCapitalSigma && is_cased(at.before) && !is_cased(at.after)) {
    append_utf8(out, kFinalSigma);
  } else {
    append_changed(out, at.c, CaseChange::kLower);
  }
}

template <CaseChange kChange>
Value change_case(Machine& machine, Args args) {
  return change_characters(machine, args, [](std::string* out, const Around& at) {
    if (kChange == CaseChange::kLower) {
      append_lower(out, at);
    } else {
      append_changed(out, at.c, kChange);
    }
  });
}

Value swap_case(Machine& machine, Args args) {
  return change_characters(machine, args, [](std::string* out, const Around& at) {
    if (is_uppercase(at.c)) {
      append_lower(out, at);
    } else {
      append_changed(out, at.c, CaseChange::kUpper);
    }
  });
}

Value is_identifier(Machine& machine, Args args) {
  const std::string_view text = self_text(machine, args);
  // The tables of characters.h leave ASCII out.
  const auto fits = [](char32_t c, bool first) {
    if (c < 0x80) {
      const char byte = static_cast<char>(c);
      return first ? is_identifier_start_byte(byte) : is_ascii_identifier_char(byte);
    }
    return first ? is_identifier_start(c) : is_identifier_continue(c);
  };
  bool result = !text.empty();
  for (std::size_t at = 0; result && at < text.size();) {
    const bool first = at == 0;
    result = fits(next_code_point(text, &at), first);
  }
  return Value::boolean(result);
}

Value capitalize(Machine& machine, Args args) {
  bool is_first = true;
  return change_characters(machine, args, [&is_first](std::string* out, const Around& at) {
    if (std::exchange(is_first, false)) {
      append_changed(out, at.c, CaseChange::kTitle);
    } else {
      append_lower(out, at);
    }
  });
}

Value title(Machine& machine, Args args) {
  return change_characters(machine, args, [](std::string* out, const Around& at) {
    if (!is_cased(at.before)) {
      append_changed(out, at.c, CaseChange::kTitle);
    } else {
      append_lower(out, at);
    }
  });
}

}  // namespace

std::u32string code_points(Heap& heap, std::string_view text) {
  std::u32string out;
  heap.grow(out, count_code_points(text));
  for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, &at));
  return out;
}

void add_str_methods(Library& library) {
  const char* const search = "sub, start=None, end=None, /";
  library.klass("builtins", "str", Type::kStr)
      .method("find", search, find<false, false>)
      .method("rfind", search, find<true, false>)
      .method("index", search, find<false, true>)
      .method("rindex", search, find<true, true>)
      .method("count", search, count)
      .method("startswith", "prefix, start=None, end=None, /", has_affix_method<false>)
      .method("endswith", "suffix, start=None, end=None, /", has_affix_method<true>)
      .method("removeprefix", "prefix, /", remove_affix<false>)
      .method("removesuffix", "suffix, /", remove_affix<true>)
      .method("isalpha", "", all_are<is_alphabetic>)
      .method("isalnum", "", all_are<is_alphanumeric>)
      .method("isdecimal", "", all_are<is_decimal>)
      .method("isdigit", "", all_are<is_digit>)
      .method("isnumeric", "", all_are<is_numeric>)
      .method("isspace", "", all_are<is_space>)
      .method("isascii", "", is_ascii_text)
      .method("isidentifier", "", is_identifier)
      .method("isprintable", "", is_printable_text)
      .method("isupper", "", is_of_case<is_uppercase, is_lowercase>)
      .method("islower", "", is_of_case<is_lowercase, is_uppercase>)
      .method("istitle", "", is_title)
      .method("center", "width, fillchar=' ', /", pad_method<Side::kBoth>)
      .method("ljust", "width, fillchar=' ', /", pad_method<Side::kRight>)
      .method("rjust", "width, fillchar=' ', /", pad_method<Side::kLeft>)
      .method("zfill", "width, /", zfill)
      .method("strip", "chars=None, /", strip<Side::kBoth>)
      .method("lstrip", "chars=None, /", strip<Side::kLeft>)
      .method("rstrip", "chars=None, /", strip<Side::kRight>)
      .method("upper", "", change_case<CaseChange::kUpper>)
      .method("lower", "", change_case<CaseChange::kLower>)
      .method("casefold", "", change_case<CaseChange::kFold>)
      .method("swapcase", "", swap_case)
      .method("capitalize", "", capitalize)
      .method("title", "", title);
}

}  // namespace grove
