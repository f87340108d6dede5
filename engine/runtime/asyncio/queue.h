// Queue, as as_completed() uses one.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

Value new_queue(Machine& m, Value klass, Value maxsize);
// put_nowait(): false with QueueFull (or what comparing items raises) pending. `item` borrowed.
bool put_now(Kernel& k, Value queue, Value item);
// get() as a native whose first slot is the queue.
Turn get_from_queue(Machine& m, FrameBody& frame, Resume resume);

}  // namespace grove::aio
