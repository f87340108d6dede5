// as_completed(): an iterator of coroutines, each of which gives the next that is done (G15).
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

void completed(Kernel& k, Value state, Value future);
void no_more_completed(Kernel& k, Value state);

}  // namespace grove::aio
