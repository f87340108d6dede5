// Mro: the order in which the bases of a class are asked for an attribute (C3, as Python's
// __mro__).
#pragma once

#include <vector>

#include "engine/machine/core/heap.h"

namespace grove {

// The order in which a class with these bases looks attributes up after itself. Borrowed values.
// False if the bases contradict each other.
bool linearize(Heap& heap, const std::vector<Value>& bases, std::vector<Value>* mro);

}  // namespace grove
