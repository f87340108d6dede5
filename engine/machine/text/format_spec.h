// FormatSpec: the mini-language behind f"{x:*>10,.2f}", and numbers laid out by it.
//
//   [[fill]align][sign][z][#][0][width][grouping][.precision][type]
//
// Faults raise CPython 3.11's ValueErrors. Used by format.cpp and percent_format.cpp.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// Digits behind the point that a float may be asked for.
inline constexpr int64_t kMostPrecise = int64_t{1} << 28;
// What is given as more than a C int holds.
inline constexpr int kTooPrecise = std::numeric_limits<int>::max();

struct FormatSpec {
  std::string fill = " ";  // one character
  char align = '>';        // < > ^, and = for numbers: padding behind the sign
  char sign = 0;           // + or space: what a positive number gets; - is the same as none
  bool no_negative_zero = false;
  bool alternate = false;
  int width = -1;
  char grouping = 0;  // , or _
  int precision = -1;
  char32_t type = 0;  // as given; 0: none
};

// `type_name` and `default_type` ('s' for str, 'd' for int, 0 for float) word the faults.
// False: ValueError pending.
bool parse_format_spec(Machine& machine, std::string_view text, std::string_view type_name,
                       char default_align, char default_type, FormatSpec* out);

// Before anything is made by a spec: the text, and what it is made of on the way.
void reserve_for(Machine& machine, int64_t width, int64_t precision);

// Raise ValueError for a type that the value does not have.
Value raise_unknown_format_code(Machine& machine, char32_t code, std::string_view type_name);

// A number in pieces: sign ("-", "+", " " or ""), prefix ("0x"), digits before the point, and all
// that comes after them.
struct NumberText {
  std::string_view sign;
  std::string prefix, digits, rest;
};
std::string lay_out(const FormatSpec& spec, const NumberText& number);
// Any text, to the width.
std::string pad(const FormatSpec& spec, std::string text);

// format(i, spec). REQUIRES: `value` is an int (integers.h), the type is 0 or one of bcdnoxX.
void format_int(Machine& machine, const FormatSpec& spec, Value value, std::string* out,
                bool* failed);
// format(d, spec). False with nothing raised if floats have no such type.
bool format_double(const FormatSpec& spec, double value, std::string* out);

}  // namespace grove
