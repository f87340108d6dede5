// Self-knowledge: what every function, class, module, … knows of itself without an entry in any
// namespace (`__name__`, `__qualname__`, `__mro__`, …). Internal to the machine.
#pragma once

#include "engine/machine/core/symbols.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// New reference, or null: the value knows no such thing of itself.
Value known_of_self(Machine& machine, Value v, Symbol name);

}  // namespace grove
