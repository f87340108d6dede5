// The module `asyncio`, described to the Library.
#pragma once

#include "engine/machine/core/library.h"

namespace grove {

void add_asyncio(Library& library);

}  // namespace grove
