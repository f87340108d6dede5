// Index: an integer, or what says which one it stands for (`__index__`).
#pragma once

#include <cstdint>
#include <optional>

#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// Nothing where v is neither (then nothing is raised), where asking it failed, or where it is too
// large: OverflowError "cannot fit 'int' into an index-sized integer" (pending).
std::optional<int64_t> index_of(Machine& machine, Value v);
// The same for what is cut to a length anyway: what is too large is the largest there is.
std::optional<int64_t> clamped_index_of(Machine& machine, Value v);

}  // namespace grove
