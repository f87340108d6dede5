// Plain attributes: the usual ways to an attribute of an instance, for the interpreter's fast path.
// Nothing is run, nothing fails, no object dies; what is not usual is left to lookup.h.
#pragma once

#include "engine/machine/core/symbols.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// REQUIRES for all: a kInstance. What is found is borrowed; null: it is another case.
Value plain_attribute(Machine& machine, Value instance, Symbol name);  // of its own
Value plain_method(Machine& machine, Value instance, Symbol name);     // a function of its class
// Takes the reference to value over. False: another case, and nothing was done.
bool plain_store(Machine& machine, Value instance, Symbol name, Value value);

}  // namespace grove
