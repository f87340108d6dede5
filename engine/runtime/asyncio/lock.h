// Lock, as a condition uses one.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

Value new_lock(Machine& m, Value klass);
bool is_locked(Machine& m, Value lock);
// acquire() as a native whose first slot is the lock.
Turn acquire_lock(Machine& m, FrameBody& frame, Resume resume);
// None; null with RuntimeError pending if it is not locked.
Value release_lock(Machine& m, Value lock);

}  // namespace grove::aio
