// Locks, as Condition needs them too.
#pragma once

#include "engine/runtime/trio/support.h"

namespace grove::trio {

int32_t new_lock(Kernel& k);  // its number
TrioLock& lock_of(Machine& m, Value self);

// Turns of an acquisition of `lock_object` (objects.h): states 0 and on.
Turn acquire(Machine& m, FrameBody& frame, Value lock_object, Resume resume);
Value acquire_nowait_of(Machine& m, Value lock_object);
// None, or an error pending.
Value release(Machine& m, Value lock_object);
Value statistics_of_lock(Machine& m, Value lock_object);

}  // namespace grove::trio
