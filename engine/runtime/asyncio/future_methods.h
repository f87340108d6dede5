// What other built-ins use of Future's own methods.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// A future that the record shows: new reference.
Value new_program_future(Machine& m, int32_t loop);
// object_changed of such a one; unset for others.
EventId tell_change(Kernel& k, Value future, const char* op);

// `await future`, as turns of a native whose first slot is the future.
Turn await_future(Machine& m, FrameBody& frame, Resume resume);

}  // namespace grove::aio
