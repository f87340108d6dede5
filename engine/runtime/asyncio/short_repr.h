// A repr of limited length, as reprlib.repr makes it.
#pragma once

#include <string>

#include "engine/machine/core/machine.h"

namespace grove::aio {

std::string short_repr(Machine& m, Value value);

}  // namespace grove::aio
