// Awaiting: how a task of asyncio's gives way, to a future or for one iteration.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// In a native of several turns: the running task waits for the future. The native returns the Turn;
// in its next turn `resume` says whether to raise. `wait`: what the record says.
Turn wait_for_future(Machine& m, Value future, const Wait& wait);
// The same, and the record says what kind of future it is.
Turn wait_for_future(Machine& m, Value future);
// In a coroutine that the program drives by hand: hands the future (or None) out to whoever does,
// and looks whether it is done when that goes on.
Turn hand_out(Machine& m, FrameBody& frame, Resume resume);
// The coroutine in which what takes steps of its own runs as a task: a plain generator, or a
// coroutine that had begun before, or that is over, or what is like one. Its first slot.
Turn drive(Machine& m, FrameBody& frame, Resume resume);
// What an `__await__` of the program's hands out to the loop: None, to give way.
Turn take_yield(Machine& m, FrameBody& frame, Resume resume);
// The running task gives way for one iteration; `state`: that of the native's next turn.
Turn begin_yield(Machine& m, FrameBody& frame, int32_t state);
// That next turn's raise.
Turn raise_resumed(Machine& m, Resume resume);

}  // namespace grove::aio
