// What the runtime's own callbacks do when they are called.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// `future`: the one that is done and called it, or null. All borrowed.
void run_internal(Kernel& k, int32_t loop, const Callback& callback, Value future);

}  // namespace grove::aio
