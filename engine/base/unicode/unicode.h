// Unicode: what kind of character a code point is, and its other cases, as Python's str has them
// (Unicode 14). From tables; nothing depends on the system or its locale.
#pragma once

#include <string>

namespace grove {

// str.isspace of one character, and so on.
bool is_space(char32_t c);
bool is_alphabetic(char32_t c);
bool is_decimal(char32_t c);
bool is_digit(char32_t c);
bool is_numeric(char32_t c);
bool is_uppercase(char32_t c);
bool is_lowercase(char32_t c);
bool is_titlecase(char32_t c);
inline bool is_cased(char32_t c) { return is_uppercase(c) || is_lowercase(c) || is_titlecase(c); }

// 0 to 9. REQUIRES: is_decimal(c).
int decimal_digit(char32_t c);

enum class CaseChange { kUpper, kLower, kTitle, kFold };
// Appends the character as the change makes it, which may be several ('ß' → "SS").
void append_changed(std::string* out, char32_t c, CaseChange change);

}  // namespace grove
