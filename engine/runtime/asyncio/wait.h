// wait(): until the first, or all, of some futures are done.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

void wait_child_done(Kernel& k, Value state, Value child);

}  // namespace grove::aio
