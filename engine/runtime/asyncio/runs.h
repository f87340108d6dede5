// How code that is no coroutine waits for a loop: run_forever and run_until_complete, as turns.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

Turn run_forever(Machine& m, FrameBody& frame, Resume resume);
Turn run_until_complete(Machine& m, FrameBody& frame, Resume resume);
// Two helper tasks of CPython's shut asynchronous generators and threads down; each takes a name
// and two iterations. As a native with the loop as its first slot.
Turn run_shutdown_task(Machine& m, FrameBody& frame, Resume resume);

}  // namespace grove::aio
