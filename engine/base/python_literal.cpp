#include "engine/base/python_literal.h"

#include "engine/base/utf8.h"

namespace grove {

namespace {

constexpr int kMaxDepth = 200;

void append_hex(std::string* out, char32_t c, int digits) {
  constexpr char kHex[] = "0123456789abcdef";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) *out += kHex[(c >> shift) & 0xF];
}

// Characters that would not be seen, or would move what follows them.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x2060 && c <= 0x206F) || c == 0x3000 ||
         (c >= 0xD800 && c <= 0xF8FF) || c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFFB) ||
         c >= 0xE0000;
}

void append_escape(std::string* out, char32_t c) {
  if (c == '\n' || c == '\r' || c == '\t') {
    *out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
  } else if (c < 0x100) {
    *out += "\\x";
    append_hex(out, c, 2);
  } else if (c < 0x10000) {
    *out += "\\u";
    append_hex(out, c, 4);
  } else {
    *out += "\\U";
    append_hex(out, c, 8);
  }
}

// Reads what python_literal writes.
class LiteralReader {
 public:
  explicit LiteralReader(std::string_view text) : text_(text) {}

  bool read(std::string* json) { return value(json, 0) && at_ == text_.size(); }

 private:
  bool take(std::string_view expected) {
    if (text_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }

  // Recursion is bounded by kMaxDepth.
  bool value(std::string* json, int depth) {
    if (depth > kMaxDepth || at_ >= text_.size()) return false;
    if (take("True")) return append(json, "true");
    if (take("False")) return append(json, "false");
    if (take("None")) return append(json, "null");
    const char c = text_[at_];
    if (c == '\'' || c == '"') return string(json);
    if (c == '[' || c == '{') return container(json, depth);
    return number(json);
  }

  static bool append(std::string* json, std::string_view word) {
    *json += word;
    return true;
  }

  bool number(std::string* json) {
    const std::size_t end = std::min(text_.find_first_of(",]}: ", at_), text_.size());
    const std::string_view written = text_.substr(at_, end - at_);
    JsonCursor cursor(written);
    std::string_view number;
    if (!cursor.read_number(&number) || !cursor.at_end()) return false;
    at_ = end;
    return append(json, number);
  }

  bool container(std::string* json, int depth) {
    const bool list = text_[at_++] == '[';
    const char close = list ? ']' : '}';
    *json += list ? '[' : '{';
    for (bool first = true; !take(std::string_view(&close, 1)); first = false) {
      if (!first && !take(", ")) return false;
      if (!first) *json += ", ";
      if (!list) {
        const bool quote = at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"');
        if (!quote || !string(json) || !take(": ")) return false;
        *json += ": ";
      }
      if (!value(json, depth + 1)) return false;
    }
    *json += close;
    return true;
  }

  bool string(std::string* json) {
    const char quote = text_[at_++];
    std::string characters;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\') {
        if (!escape(&characters)) return false;
      } else {
        characters += text_[at_++];
      }
    }
    if (at_ >= text_.size()) return false;
    ++at_;
    append_json_string(json, characters);
    return true;
  }

  bool escape(std::string* characters) {
    const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    at_ += 2;
    constexpr std::string_view kLetters = "\\'\"nrt";
    constexpr std::string_view kMeanings = "\\'\"\n\r\t";
    const std::size_t simple = kLetters.find(c);
    if (c != '\0' && simple != std::string_view::npos) {
      *characters += kMeanings[simple];
      return true;
    }
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits == 0 || at_ + digits > text_.size()) return false;
    char32_t code = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const std::size_t digit = std::string_view("0123456789abcdef").find(text_[at_ + i]);
      if (digit == std::string_view::npos) return false;
      code = code * 16 + static_cast<char32_t>(digit);
    }
    if (code > 0x10FFFF) return false;
    at_ += digits;
    append_utf8(characters, code);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string python_repr(std::string_view text) {
  const bool double_quotes =
      text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos;
  const char quote = double_quotes ? '"' : '\'';
  std::string out(1, quote);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    char32_t c = next_code_point(text, &at);
    // A lone surrogate is kept in three bytes that are no UTF-8 (json.h).
    if (c == kReplacement && at - begin == 1 && begin + 2 < text.size() && text[begin] == '\xED') {
      c = 0xD000u | (static_cast<unsigned char>(text[begin + 1]) & 0x3Fu) << 6 |
          (static_cast<unsigned char>(text[begin + 2]) & 0x3Fu);
      at = begin + 3;
    }
    if (c == '\\' || c == static_cast<char32_t>(quote)) {
      out += '\\';
      out += static_cast<char>(c);
    } else if (is_invisible(c)) {
      append_escape(&out, c);
    } else {
      append_utf8(&out, c);
    }
  }
  return out + quote;
}

std::string python_literal(const JsonValue& value) {
  std::string out;
  switch (value.type) {
    case JsonType::kNull:
      return "None";
    case JsonType::kBool:
      return value.boolean ? "True" : "False";
    case JsonType::kNumber:
      return value.text;
    case JsonType::kString:
      return python_repr(value.text);
    case JsonType::kList:
      for (const JsonValue& element : value.elements) {
        out += (out.empty() ? "" : ", ") + python_literal(element);
      }
      return "[" + out + "]";
    case JsonType::kObject:
      for (const JsonMember& member : value.members) {
        out += (out.empty() ? "" : ", ") + python_repr(member.key) + ": " +
               python_literal(member.value);
      }
      return "{" + out + "}";
  }
  return out;
}

std::optional<std::string> json_of_python_literal(std::string_view literal) {
  std::string json;
  if (!LiteralReader(literal).read(&json)) return std::nullopt;
  return json;
}

}  // namespace grove
