// Classes: how they inherit. Internal to the machine.
#pragma once

#include <vector>

#include "engine/machine/heap.h"

namespace grove {

// The order in which a class with these bases looks attributes up after itself (C3, as Python's
// __mro__). Borrowed values. False if the bases contradict each other.
bool linearize(Heap& heap, const std::vector<Value>& bases, std::vector<Value>* mro);

}  // namespace grove
