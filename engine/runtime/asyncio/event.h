// Event, as other classes use one.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

Value new_event(Machine& m, Value klass, bool shown = true);
bool is_set(Machine& m, Value self);
void set_event(Kernel& k, Value self);
void clear_event(Kernel& k, Value self);
Turn wait_for_event(Machine& m, FrameBody& frame, Resume resume);

}  // namespace grove::aio
