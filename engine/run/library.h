// The one Library of all that is built in: Python's built-ins and modules, and Trio.
#pragma once

#include "engine/machine/core/library.h"

namespace grove {

// Made on first use, never changed after.
const Library& builtin_library();

}  // namespace grove
