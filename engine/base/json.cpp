#include "engine/base/json.h"

#include <array>
#include <utility>

#include "engine/base/utf8.h"

namespace grove {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Whether a byte of a string can be taken as it is.
constexpr std::array<bool, 256> plain_bytes() {
  std::array<bool, 256> plain{};
  for (int c = 0x20; c < 0x80; ++c) plain[static_cast<std::size_t>(c)] = c != '"' && c != '\\';
  return plain;
}
constexpr std::array<bool, 256> kPlain = plain_bytes();

bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

}  // namespace

std::string_view name_of(JsonType type) {
  constexpr std::string_view kNames[] = {"null",     "true or false", "a number",
                                         "a string", "a list",        "an object"};
  return kNames[static_cast<std::size_t>(type)];
}

bool JsonCursor::fail_at(std::size_t at, std::string message, std::string hint) {
  if (failed_) return false;
  failed_ = true;
  error_ = JsonError{at, std::move(message), std::move(hint)};
  return false;
}

bool JsonCursor::fail(std::string message, std::string hint) {
  return fail_at(value_begin_, std::move(message), std::move(hint));
}

void JsonCursor::skip_space() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') return;
    ++at_;
  }
}

// The character where a value should begin is none that a value can begin with.
bool JsonCursor::wrong_value() {
  if (at_ >= text_.size()) return fail_at(at_, "the text ends where a value was expected");
  const char c = text_[at_];
  if (c == '\'') return fail_at(at_, "expected a value, got `'`", "JSON puts strings in \"…\"");
  if (c == '#' || c == '/') {
    return fail_at(at_, "expected a value, got a comment", "JSON has no comments");
  }
  if (!is_word_character(c)) {
    std::size_t end = at_;
    next_code_point(text_, &end);
    return fail_at(at_,
                   "expected a value, got `" + std::string(text_.substr(at_, end - at_)) + "`");
  }
  std::size_t end = at_;
  while (end < text_.size() && is_word_character(text_[end])) ++end;
  const std::string_view word = text_.substr(at_, end - at_);
  const char* hint = word == "True"                        ? "JSON writes it `true`"
                     : word == "False"                     ? "JSON writes it `false`"
                     : word == "None"                      ? "JSON writes it `null`"
                     : word == "NaN" || word == "Infinity" ? "JSON has only finite numbers"
                                                           : "strings are put in \"…\"";
  return fail_at(at_, "expected a value, got `" + std::string(word) + "`", hint);
}

bool JsonCursor::peek(JsonType* type) {
  if (failed_) return false;
  skip_space();
  value_begin_ = at_;
  if (at_ >= text_.size()) return wrong_value();
  switch (text_[at_]) {
    case '{':
      *type = JsonType::kObject;
      return true;
    case '[':
      *type = JsonType::kList;
      return true;
    case '"':
      *type = JsonType::kString;
      return true;
    case 't':
    case 'f':
      *type = JsonType::kBool;
      return true;
    case 'n':
      *type = JsonType::kNull;
      return true;
    default:
      if (!is_digit(text_[at_]) && text_[at_] != '-') return wrong_value();
      *type = JsonType::kNumber;
      return true;
  }
}

bool JsonCursor::expect_type(JsonType wanted) {
  JsonType type{};
  if (!peek(&type)) return false;
  if (type == wanted) return true;
  return fail("expected " + std::string(name_of(wanted)) + ", got " + std::string(name_of(type)));
}

bool JsonCursor::begin_object() {
  if (!expect_type(JsonType::kObject)) return false;
  ++at_;
  first_ = true;
  return true;
}

bool JsonCursor::begin_list() {
  if (!expect_type(JsonType::kList)) return false;
  ++at_;
  first_ = true;
  return true;
}

// Goes past the comma before the next item, or past the bracket that ends the container.
bool JsonCursor::next_item(char close, bool* found) {
  *found = false;
  if (failed_) return false;
  skip_space();
  if (at_ < text_.size() && text_[at_] == close) {
    ++at_;
    first_ = false;
    return true;
  }
  if (!first_) {
    if (at_ >= text_.size() || text_[at_] != ',') {
      const std::string expected = std::string("expected `,` or `") + close + "`";
      if (at_ >= text_.size()) return fail_at(at_, expected + ", but the text ends here");
      return fail_at(at_, expected);
    }
    const std::size_t comma = at_++;
    skip_space();
    if (at_ < text_.size() && text_[at_] == close) {
      return fail_at(comma, std::string("a `,` before `") + close + "`",
                     "JSON has no comma after the last item");
    }
  }
  first_ = false;
  *found = true;
  return true;
}

bool JsonCursor::next_key(std::string_view* key) {
  bool found = false;
  if (!next_item('}', &found) || !found) return false;
  value_begin_ = at_;
  if (at_ >= text_.size() || text_[at_] != '"') {
    if (at_ >= text_.size()) return fail_at(at_, "expected a key, but the text ends here");
    return fail_at(at_, "expected a key", "keys are put in \"…\"");
  }
  if (!read_string(key)) return false;
  const std::size_t key_begin = value_begin_;
  key_end_ = at_;
  skip_space();
  if (at_ >= text_.size() || text_[at_] != ':') return fail_at(at_, "expected `:` after the key");
  ++at_;
  value_begin_ = key_begin;
  return true;
}

bool JsonCursor::next_element() {
  bool found = false;
  return next_item(']', &found) && found;
}

bool JsonCursor::read_null() {
  if (!expect_type(JsonType::kNull)) return false;
  if (text_.substr(at_, 4) != "null") return wrong_value();
  at_ += 4;
  if (at_ < text_.size() && is_word_character(text_[at_])) {
    at_ = value_begin_;
    return wrong_value();
  }
  return true;
}

bool JsonCursor::read_bool(bool* value) {
  if (!expect_type(JsonType::kBool)) return false;
  *value = text_[at_] == 't';
  const std::string_view word = *value ? "true" : "false";
  const std::size_t end = at_ + word.size();
  if (text_.substr(at_, word.size()) != word ||
      (end < text_.size() && is_word_character(text_[end]))) {
    return wrong_value();
  }
  at_ = end;
  return true;
}

// Goes past a number; leaves `at_` at its end.
bool JsonCursor::scan_number() {
  const auto digits = [this] {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ - begin;
  };
  const auto next_is = [this](char c) { return at_ < text_.size() && text_[at_] == c; };
  if (next_is('-')) ++at_;
  const bool zero = next_is('0');
  const std::size_t whole = digits();
  if (whole == 0) return fail("`-` without a number");
  if (zero && whole > 1) return fail("a number begins with 0", "leave the leading zeros out");
  if (next_is('.')) {
    ++at_;
    if (digits() == 0) return fail("no digit after the decimal point");
  }
  if (next_is('e') || next_is('E')) {
    ++at_;
    if (next_is('+') || next_is('-')) ++at_;
    if (digits() == 0) return fail("no digit in the exponent");
  }
  if (at_ < text_.size() && is_word_character(text_[at_])) {
    return fail("a number is followed directly by a letter");
  }
  return true;
}

bool JsonCursor::read_number(std::string_view* number) {
  if (!expect_type(JsonType::kNumber) || !scan_number()) return false;
  *number = text_.substr(value_begin_, at_ - value_begin_);
  return true;
}

bool JsonCursor::read_int64(int64_t* value) {
  std::string_view number;
  if (!read_number(&number)) return false;
  if (json_int64(number, value)) return true;
  const bool whole = number.find_first_of(".eE") == std::string_view::npos;
  return fail(whole ? "the number is too large" : "expected an integer, got a fraction");
}

bool JsonCursor::read_string(std::string_view* value) {
  if (!expect_type(JsonType::kString)) return false;
  const std::size_t begin = ++at_;
  while (at_ < text_.size() && is_plain(text_[at_])) ++at_;
  if (at_ < text_.size() && text_[at_] == '"') {
    *value = text_.substr(begin, at_ - begin);
    ++at_;
    return true;
  }
  return read_string_slowly(begin, value);
}

bool JsonCursor::read_string_slowly(std::size_t begin, std::string_view* value) {
  unescaped_.assign(text_.substr(begin, at_ - begin));
  while (at_ < text_.size() && text_[at_] != '"') {
    const char c = text_[at_];
    if (c == '\\') {
      if (!read_escape()) return false;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      const bool line_end = c == '\n' || c == '\r';
      if (line_end) return fail("a string is not closed on its line", "end it with `\"`");
      return fail_at(at_, "a control character in a string",
                     "write it as an escape, \\t or \\u0000");
    } else {
      const std::size_t start = at_;
      if (static_cast<unsigned char>(c) < 0x80) {
        ++at_;
      } else if (next_code_point(text_, &at_) == kReplacement && at_ - start == 1) {
        return fail_at(start, "a byte that is no UTF-8", "save the file as UTF-8");
      }
      unescaped_.append(text_, start, at_ - start);
    }
  }
  if (at_ >= text_.size()) return fail("a string is not closed", "end it with `\"`");
  ++at_;
  *value = unescaped_;
  return true;
}

bool JsonCursor::read_hex4(char32_t* unit) {
  *unit = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const char c = at_ < text_.size() ? text_[at_] : '"';
    const int digit = is_digit(c)            ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return fail_at(at_, "expected four hexadecimal digits after `\\u`");
    *unit = *unit * 16 + static_cast<char32_t>(digit);
  }
  return true;
}

bool JsonCursor::read_escape() {
  const std::size_t backslash = at_++;
  const char c = at_ < text_.size() ? text_[at_] : '\0';
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t simple = kLetters.find(c);
  if (simple != std::string_view::npos && c != '\0') {
    unescaped_ += kMeanings[simple];
    ++at_;
    return true;
  }
  if (c != 'u') {
    return fail_at(backslash, "an unknown escape in a string", "a backslash is written `\\\\`");
  }
  ++at_;
  char32_t unit = 0;
  if (!read_hex4(&unit)) return false;
  if (unit >= 0xD800 && unit <= 0xDBFF && text_.substr(at_, 2) == "\\u") {
    const std::size_t second = at_;
    at_ += 2;
    char32_t low = 0;
    if (!read_hex4(&low)) return false;
    if (low >= 0xDC00 && low <= 0xDFFF) {
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    } else {
      at_ = second;  // no pair: the second is a character of its own
    }
  }
  append_utf8(&unescaped_, unit);
  return true;
}

bool JsonCursor::skip_value(std::string_view* raw) {
  JsonType type{};
  if (!peek(&type)) return false;
  const std::size_t begin = at_;
  // Not recursive: a value may be nested deeper than our own stack.
  std::string open;  // of the containers around, `{` or `[`
  do {
    std::string_view ignored;
    bool inner = false;
    bool ignored_bool = false;
    if (!peek(&type)) return false;
    if (type == JsonType::kObject || type == JsonType::kList) {
      if (open.size() >= kMaxDepth) return fail("values are nested too deep");
      open += text_[at_++];
      first_ = true;
    } else if (!(type == JsonType::kString   ? read_string(&ignored)
                 : type == JsonType::kNumber ? read_number(&ignored)
                 : type == JsonType::kBool   ? read_bool(&ignored_bool)
                                             : read_null())) {
      return false;
    }
    // On to the next value, out of all containers that end here.
    while (!open.empty() && !inner) {
      inner = open.back() == '{' ? next_key(&ignored) : next_element();
      if (failed_) return false;
      if (!inner) open.pop_back();
    }
  } while (!open.empty());
  value_begin_ = begin;
  if (raw != nullptr) *raw = text_.substr(begin, at_ - begin);
  return true;
}

bool JsonCursor::at_end() {
  if (failed_) return false;
  skip_space();
  return at_ >= text_.size() || fail_at(at_, "the text goes on after the value has ended");
}

}  // namespace grove
