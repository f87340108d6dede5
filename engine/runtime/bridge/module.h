// trio_asyncio: a loop of asyncio's that has its turns within a task of Trio's (semantics H). What
// the library is stands in engine/modules/trio_asyncio.py; here is what of it needs both runtimes.
#pragma once

#include "engine/machine/core/library.h"

namespace grove {

// Each adds its part to the module `_trio_asyncio`. REQUIRES: Trio and asyncio were added before.
void add_trio_asyncio(Library& library);

namespace bridge {

void add_guest_loops(Library& library);
void add_waits(Library& library);

}  // namespace bridge

}  // namespace grove
