// What a loop does in threads: run_in_executor(), and the end of those threads. It is written in
// Python (modules/_asyncio_threads.py).
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// A coroutine that ends when the loop's threads have ended: new reference. Null if there is nothing
// to wait for, or with an exception pending.
Value executor_shutdown(Machine& m, int32_t loop);

Turn run_in_executor(Machine& m, FrameBody& frame, Resume resume);
Turn set_default_executor(Machine& m, FrameBody& frame, Resume resume);

}  // namespace grove::aio
