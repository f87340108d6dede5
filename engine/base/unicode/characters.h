// Characters of a Python source: what may stand in a name, what can be printed.
#pragma once

#include <string>

namespace grove {

inline bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
inline bool is_utf8_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
inline bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_hexadecimal_digit(char c) {
  return is_decimal_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
inline bool is_ascii_identifier_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_decimal_digit(c) || c == '_';
}
// A letter, an underscore, or the first byte of something that is not ASCII.
inline bool is_identifier_start_byte(char c) {
  return !is_ascii(c) || (is_ascii_identifier_char(c) && !is_decimal_digit(c));
}

// Beyond ASCII, by Unicode's XID_Start and XID_Continue.
bool is_identifier_start(char32_t code_point);
bool is_identifier_continue(char32_t code_point);
// As str.isprintable of Python, for what is no part of a name.
bool is_printable(char32_t code_point);

// What to write instead of a typographic sign, such as a curly quotation mark; may be empty.
std::string plain_character_hint(char32_t code_point);

}  // namespace grove
