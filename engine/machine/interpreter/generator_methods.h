// Generator methods: what can be done to a generator besides going through it. Throwing is the same
// for asynchronous ones. Internal to the machine.
#pragma once

#include "engine/machine/core/library.h"

namespace grove {

// A coroutine that a task runs, and that waits, is the caller's from now on; any other is left
// alone.
void take_from_task(Machine& machine, Value coroutine);

// throw(type, value or null, traceback or null) of the generator in slots[0]; those follow it. The
// turn that begins it; resumed in state 1 with the exception that was made, which goes to
// throw_in(), and in state 2 with what came of it.
Turn begin_throw(Machine& machine, FrameBody& frame);
Turn throw_in(Machine& machine, FrameBody& frame, Value exception);

}  // namespace grove
