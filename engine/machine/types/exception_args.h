// The arguments of an exception: the program may give it others than it was made with.
#pragma once

#include <vector>

#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// The arguments that it was made with, whatever the program has made of `args` since: a group's
// message and what a Cancelled carries are among them.
const std::vector<Value>& made_with(Machine& machine, Value exception);

// The new ones' reference is handed over.
void replace_args(Machine& machine, Value exception, Value tuple);

}  // namespace grove
