// TaskGroup (semantics G9).
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

void group_child_done(Kernel& k, Value group, Value task);

}  // namespace grove::aio
