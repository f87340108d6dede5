// Numbers: int, float and bool as classes, and the built-in functions that compute.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/machine/core/value.h"

namespace grove {

class Library;
class Machine;

void add_numbers(Library& library);
void add_int(Library& library);
void add_complex(Library& library);

// The text without white space around it, and with all decimal digits as ASCII ones; characters
// beyond ASCII that are neither become '?', which no number has.
std::string plain_digits(std::string_view text);
// Without underscores, each of which has to stand between digits; nothing if one does not.
std::optional<std::string> without_underscores(const std::string& text);

// round(d, places) for a finite d; infinite when it is too large for a float.
double round_to_places(double d, int64_t places);

}  // namespace grove
