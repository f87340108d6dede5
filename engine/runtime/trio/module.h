// The module `trio`, with all its parts, as programs import it.
#pragma once

#include "engine/machine/core/library.h"

namespace grove {

void add_trio(Library& library);

}  // namespace grove
