// Asynchronous generators that are left open: those that nobody refers to any more are closed in
// tasks of their own, the others as their loop ends.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

bool any_generator_open(Kernel& k);
// In the next iteration a task closes it (reference taken over). False, and nothing done: no loop
// runs.
bool close_later(Kernel& k, Value generator);

// loop.shutdown_asyncgens(), as the turns of a coroutine. Slot 0: the loop.
Turn shutdown_asyncgens(Machine& m, FrameBody& frame, Resume resume);

}  // namespace grove::aio
