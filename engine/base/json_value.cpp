// JSON as a tree, and the writing of it.
#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "engine/base/ensure.h"
#include "engine/base/json.h"
#include "engine/base/utf8.h"

namespace grove {

namespace {

constexpr int kMaxTreeDepth = 200;

bool needs_no_escape(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80 &&
         c != '"' && c != '\\';
}

// The three bytes of an encoded surrogate (ED A0..BF 80..BF) at `at`, or nothing.
bool encoded_surrogate(std::string_view text, std::size_t at, char32_t* unit) {
  if (at + 2 >= text.size() || text[at] != '\xED') return false;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const auto third = static_cast<unsigned char>(text[at + 2]);
  if (second < 0xA0 || second > 0xBF || third < 0x80 || third > 0xBF) return false;
  *unit = 0xD000u | (second & 0x3Fu) << 6 | (third & 0x3Fu);
  return true;
}

void append_escape(std::string* out, char32_t unit) {
  constexpr char kHex[] = "0123456789abcdef";
  *out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) *out += kHex[(unit >> shift) & 0xF];
}

// Recursion is bounded by kMaxTreeDepth.
bool read_tree(JsonCursor& cursor, int depth, JsonValue* out) {
  if (!cursor.peek(&out->type)) return false;
  if (depth > kMaxTreeDepth) return cursor.fail("values are nested too deep");
  out->begin = cursor.value_begin();
  std::string_view text;
  switch (out->type) {
    case JsonType::kNull:
      if (!cursor.read_null()) return false;
      break;
    case JsonType::kBool:
      if (!cursor.read_bool(&out->boolean)) return false;
      break;
    case JsonType::kNumber:
      if (!cursor.read_number(&text)) return false;
      out->text = text;
      break;
    case JsonType::kString:
      if (!cursor.read_string(&text)) return false;
      out->text = text;
      break;
    case JsonType::kList:
      if (!cursor.begin_list()) return false;
      while (cursor.next_element()) {
        out->elements.emplace_back();
        if (!read_tree(cursor, depth + 1, &out->elements.back())) return false;
      }
      break;
    case JsonType::kObject:
      if (!cursor.begin_object()) return false;
      while (cursor.next_key(&text)) {
        out->members.emplace_back();
        JsonMember& member = out->members.back();
        member.key = text;
        member.key_begin = cursor.value_begin();
        member.key_end = cursor.key_end();
        if (!read_tree(cursor, depth + 1, &member.value)) return false;
      }
      break;
  }
  out->end = cursor.offset();
  return !cursor.failed();
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  for (const JsonMember& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

std::optional<JsonValue> parse_json(std::string_view text, JsonError* error) {
  JsonCursor cursor(text);
  JsonValue value;
  if (read_tree(cursor, 0, &value) && cursor.at_end()) return value;
  *error = cursor.error();
  return std::nullopt;
}

bool json_int64(std::string_view number, int64_t* value) {
  const char* end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, *value);
  return error == std::errc() && stop == end;
}

double json_double(std::string_view number) {
  double value = 0;
  fast_float::from_chars(number.data(), number.data() + number.size(), value);
  return value;
}

void append_json_string(std::string* out, std::string_view value) {
  *out += '"';
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t begin = at;
    while (at < value.size() && needs_no_escape(value[at])) ++at;
    out->append(value, begin, at - begin);
    if (at >= value.size()) break;
    const char c = value[at];
    constexpr std::string_view kMeanings = "\"\\\b\f\n\r\t";
    constexpr std::string_view kLetters = "\"\\bfnrt";
    const std::size_t simple = kMeanings.find(c);
    char32_t high = 0;
    char32_t low = 0;
    if (simple != std::string_view::npos) {
      *out += '\\';
      *out += kLetters[simple];
      ++at;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      append_escape(out, static_cast<unsigned char>(c));
      ++at;
    } else if (encoded_surrogate(value, at, &high)) {
      at += 3;
      // Two that make a pair would be read back as the one character they stand for.
      if (high < 0xDC00 && encoded_surrogate(value, at, &low) && low >= 0xDC00) {
        at += 3;
        append_utf8(out, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
      } else {
        append_escape(out, high);
      }
    } else {
      append_utf8(out, next_code_point(value, &at));
    }
  }
  *out += '"';
}

std::string json_string(std::string_view value) {
  std::string out;
  append_json_string(&out, value);
  return out;
}

std::string json_number(double value) {
  ENSURE(std::isfinite(value), "JSON has only finite numbers");
  return fmt::format("{}", value);
}

}  // namespace grove
