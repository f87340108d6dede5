// Sorting: stable, as Python's, and with the same comparisons first: of short lists the very same
// ones, so that where two items cannot be compared the same two are named.
#pragma once

#include <vector>

#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// Sorts `items` by `keys`, which has as many (or by themselves if it is empty). References are
// neither taken nor given. False with an exception pending where two keys cannot be compared;
// `items` then are the same ones in some order.
// Where keys have special methods of the program's, it asks (answers.h).
bool sort_values(Machine& machine, std::vector<Value>* items, std::vector<Value>* keys,
                 bool reverse);

// Whether comparing these may ask the program.
bool sorting_may_ask(Machine& machine, const std::vector<Value>& keys);

}  // namespace grove
