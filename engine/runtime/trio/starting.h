// nursery.start() and task_status (semantics D10).
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// Turns of start(async_fn, *args, name=None) of a nursery.
Turn start(Machine& m, FrameBody& frame, Resume resume);

}  // namespace grove::trio
