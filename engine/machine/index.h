// Index: an integer, or what says which one it stands for (`__index__`).
#pragma once

#include <cstdint>
#include <optional>

#include "engine/machine/value.h"

namespace grove {

class Machine;

// Nothing where v is neither (then nothing is raised), or where asking it failed (pending).
std::optional<int64_t> index_of(Machine& machine, Value v);

}  // namespace grove
