// Knobs: values for a program's constants that come from outside (a scenario, `--set`).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/language/syntax/faults.h"
#include "engine/language/syntax/syntax.h"

namespace grove {

// Replaces, for each knob, the value of the first top-level assignment to its name. The new value
// stands where the old one stood, so lines do not change. A knob without such an assignment, or
// with a value that is no Python literal, is a fault.
void set_knobs(SyntaxTree& tree, const std::vector<std::pair<std::string, std::string>>& knobs,
               Faults& faults);

}  // namespace grove
