// The values of number and string literals.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/language/code/program.h"

namespace grove {

struct NumberLiteral {
  Constant value;     // an integer, a double or an imaginary number
  std::string fault;  // why it is none; else empty
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
// The same for the body of a bytes literal, which may hold ASCII only.
std::optional<EscapeFault> decode_bytes(std::string_view body, bool is_raw, std::string& decoded);

}  // namespace grove
