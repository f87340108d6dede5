// UTF-8, read one character (code point) at a time.
//
//   for (std::size_t at = 0; at < text.size();) { char32_t c = next_code_point(text, &at); … }
//
// Bytes that are no UTF-8 read as kReplacement, one character a byte, so that reading never stops
// and never fails; valid_utf8 tells whether there are any.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace grove {

inline constexpr char32_t kReplacement = 0xFFFD;

// The character at byte `*at`, which is moved past it. REQUIRES: *at < text.size().
char32_t next_code_point(std::string_view text, std::size_t* at);

// Length in characters.
std::size_t count_code_points(std::string_view text);

// As many whole characters as fit into so many bytes.
std::string_view first_bytes(std::string_view text, std::size_t most);

// Where the first byte stands that is no UTF-8 (surrogates and overlong forms are none); npos if
// all is well.
std::size_t find_invalid_utf8(std::string_view text);

void append_utf8(std::string* out, char32_t code_point);

// Columns a terminal gives the character: 0 for combining marks, 2 for East Asian wide ones.
int display_width(char32_t code_point);

}  // namespace grove
