// Numbers: int, float and bool as classes, and the built-in functions that compute.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/machine/value.h"

namespace grove {

class Library;
class Machine;

void add_numbers(Library& library);

// round(d, places) for a finite d; infinite when it is too large for a float.
double round_to_places(double d, int64_t places);

}  // namespace grove
