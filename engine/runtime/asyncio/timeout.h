// timeout() and timeout_at(): a block that cancels its own task when its time is up (semantics G8).
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

void timeout_expired(Kernel& k, Value timeout);

}  // namespace grove::aio
