// The values of number and string literals.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/language/code/program.h"

namespace grove {

struct NumberLiteral {
  Constant value;       // an int64_t or a double
  std::string refusal;  // why Grove cannot have this number; else empty
  std::string hint;
  bool is_two_to_63 = false;  // refused, but its negative is the least integer
};

// REQUIRES: `text` is a number as the tokenizer takes it.
NumberLiteral read_number(std::string_view text);

// A string token taken apart.
struct StringToken {
  bool is_raw = false;
  bool is_bytes = false;
  bool is_formatted = false;
  std::size_t body_start = 0;  // bytes from the token's start
  std::string_view body;       // between the quotes
};

// REQUIRES: `text` is a whole string token, prefix and quotes included.
StringToken split_string_token(std::string_view text);

struct EscapeFault {
  std::size_t pos = 0;  // of the backslash, in bytes
  std::size_t size = 1;
  std::string message;
  std::string hint;
};

// Appends `body` to `decoded`, its backslash escapes replaced. What no escape is stays as written,
// as CPython has it.
std::optional<EscapeFault> decode_escapes(std::string_view body, std::string& decoded);

}  // namespace grove
