#include "engine/language/parse/literals.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include "engine/base/ensure.h"
#include "engine/base/unicode/characters.h"
#include "engine/base/utf8.h"

namespace grove {
namespace {

// CPython's bound on the digits of a decimal number, which take a time to read that grows with
// their square.
constexpr std::size_t kMostDigits = 4300;

NumberLiteral read_integer(const std::string& digits, int base) {
  int64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
  NumberLiteral literal;
  literal.value.value = value;
  if (error == std::errc::result_out_of_range) {
    if (base == 10 && digits.size() > kMostDigits) {
      literal.fault = fmt::format(
          "Exceeds the limit ({} digits) for integer string conversion: value has {} digits; use "
          "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
          "integer literals to avoid decimal conversion limits.",
          kMostDigits, digits.size());
      return literal;
    }
    literal.value.value = BigIntConstant{digits, base};
    return literal;
  }
  ENSURE(error == std::errc() && stop == end, "The tokenizer let a malformed integer pass.");
  return literal;
}

NumberLiteral read_float(const std::string& digits) {
  double value = 0;
  const char* const end = digits.data() + digits.size();
  // Out of range is no fault: 1e999 is infinity and 1e-999 is 0.0, in Python too.
  const auto result = fast_float::from_chars(digits.data(), end, value);
  ENSURE(result.ptr == end, "The tokenizer let a malformed float pass.");
  NumberLiteral literal;
  literal.value.value = value;
  return literal;
}

uint32_t value_of(std::string_view digits, int base) {
  uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  return value;
}

std::size_t count_digits(std::string_view text, std::size_t pos, std::size_t most, bool octal) {
  std::size_t count = 0;
  while (count < most && pos + count < text.size()) {
    const char c = text[pos + count];
    const bool is_one = octal ? c >= '0' && c <= '7' : is_hexadecimal_digit(c);
    if (!is_one) break;
    ++count;
  }
  return count;
}

// The escapes of one character; 0 if `c` begins none.
char simple_escape(char c) {
  switch (c) {
    case '\\':
      return '\\';
    case '\'':
      return '\'';
    case '"':
      return '"';
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return 0;
  }
}

class EscapeDecoder {
 public:
  EscapeDecoder(std::string_view body, std::string& decoded) : body_(body), decoded_(decoded) {}

  std::optional<EscapeFault> run() {
    while (pos_ < body_.size() && !fault_) {
      const std::size_t backslash = std::min(body_.find('\\', pos_), body_.size());
      decoded_ += body_.substr(pos_, backslash - pos_);
      pos_ = backslash;
      if (pos_ < body_.size()) decode_one();
    }
    return fault_;
  }

 private:
  void decode_one() {
    const std::size_t start = pos_;
    const char c = start + 1 < body_.size() ? body_[start + 1] : '\0';
    pos_ += 2;
    if (const char simple = simple_escape(c)) {
      decoded_ += simple;
    } else if (c == '\n') {
      return;  // joins two lines
    } else if (c >= '0' && c <= '7') {
      const std::size_t count = count_digits(body_, start + 1, 3, true);
      append_utf8(&decoded_, value_of(body_.substr(start + 1, count), 8));
      pos_ = start + 1 + count;
    } else if (c == 'x') {
      decode_hexadecimal(start, 2, "\\xXX");
    } else if (c == 'u') {
      decode_hexadecimal(start, 4, "\\uXXXX");
    } else if (c == 'U') {
      decode_hexadecimal(start, 8, "\\UXXXXXXXX");
    } else if (c == 'N') {
      fault_ = EscapeFault{start, 2, "characters by name (`\\N{…}`) are not supported",
                           "write the character itself, or its code as \\uXXXX"};
    } else {
      decoded_ += '\\';
      pos_ = start + 1;
    }
  }

  void decode_hexadecimal(std::size_t start, std::size_t digits, std::string_view form) {
    const std::size_t count = count_digits(body_, start + 2, digits, false);
    pos_ = start + 2 + count;
    if (count < digits) return fail(start, fmt::format("truncated {} escape", form));
    const uint32_t value = value_of(body_.substr(start + 2, count), 16);
    if (value > 0x10FFFF) return fail(start, "illegal Unicode character");
    if (value >= 0xD800 && value < 0xE000) {
      fault_ = EscapeFault{start, digits + 2, "half of a surrogate pair is no character",
                           "write the whole character's code as \\UXXXXXXXX"};
      return;
    }
    append_utf8(&decoded_, value);
  }

  void fail(std::size_t start, std::string_view why) {
    const std::string_view kCodec = "(unicode error) 'unicodeescape' codec can't decode bytes";
    fault_ = EscapeFault{start, pos_ - start,
                         fmt::format("{} in position {}-{}: {}", kCodec, start, pos_ - 1, why),
                         "write \\\\ for a backslash, or r before the quotes"};
  }

  std::string_view body_;
  std::string& decoded_;
  std::size_t pos_ = 0;
  std::optional<EscapeFault> fault_;
};

}  // namespace

NumberLiteral read_number(std::string_view text) {
  std::string digits(text);
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  const char marker = digits.size() > 1 && digits[0] == '0' ? digits[1] : '\0';
  switch (marker) {
    case 'x':
    case 'X':
      return read_integer(digits.substr(2), 16);
    case 'o':
    case 'O':
      return read_integer(digits.substr(2), 8);
    case 'b':
    case 'B':
      return read_integer(digits.substr(2), 2);
    default:
      break;
  }
  if (digits.back() == 'j' || digits.back() == 'J') {
    digits.pop_back();
    NumberLiteral literal = read_float(digits);
    literal.value.value = ImaginaryConstant{std::get<double>(literal.value.value)};
    return literal;
  }
  const bool is_float = digits.find_first_of(".eE") != std::string::npos;
  return is_float ? read_float(digits) : read_integer(digits, 10);
}

StringToken split_string_token(std::string_view text) {
  StringToken token;
  std::size_t pos = 0;
  for (; text[pos] != '"' && text[pos] != '\''; ++pos) {
    const char letter = static_cast<char>(text[pos] | 0x20);
    if (letter == 'r') token.is_raw = true;
    if (letter == 'b') token.is_bytes = true;
    if (letter == 'f') token.is_formatted = true;
  }
  const bool triple =
      text.size() >= pos + 6 && text[pos + 1] == text[pos] && text[pos + 2] == text[pos];
  const std::size_t quotes = triple ? 3 : 1;
  token.body_start = pos + quotes;
  token.body = text.substr(token.body_start, text.size() - token.body_start - quotes);
  return token;
}

std::optional<EscapeFault> decode_bytes(std::string_view body, bool is_raw, std::string& decoded) {
  for (std::size_t pos = 0; pos < body.size();) {
    const char c = body[pos];
    if (static_cast<unsigned char>(c) >= 0x80) {
      return EscapeFault{pos, 1, "bytes can only contain ASCII literal characters",
                         "write the byte as \\xXX, or encode a string"};
    }
    if (is_raw || c != '\\') {
      decoded += c;
      ++pos;
      continue;
    }
    const char escaped = pos + 1 < body.size() ? body[pos + 1] : '\0';
    if (const char simple = simple_escape(escaped)) {
      decoded += simple;
      pos += 2;
    } else if (escaped == '\n') {
      pos += 2;  // joins two lines
    } else if (escaped >= '0' && escaped <= '7') {
      const std::size_t count = count_digits(body, pos + 1, 3, true);
      decoded += static_cast<char>(value_of(body.substr(pos + 1, count), 8));
      pos += 1 + count;
    } else if (escaped == 'x') {
      if (count_digits(body, pos + 2, 2, false) < 2) {
        return EscapeFault{pos, 2,
                           fmt::format("(value error) invalid \\x escape at position {}", pos),
                           "write \\\\ for a backslash, or r before the quotes"};
      }
      decoded += static_cast<char>(value_of(body.substr(pos + 2, 2), 16));
      pos += 4;
    } else {
      decoded += '\\';
      ++pos;
    }
  }
  return std::nullopt;
}

std::optional<EscapeFault> decode_escapes(std::string_view body, std::string& decoded) {
  return EscapeDecoder(body, decoded).run();
}

}  // namespace grove
