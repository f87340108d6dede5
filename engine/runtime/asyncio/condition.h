// Condition, as a barrier uses one.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

Value new_condition(Machine& m, Value klass, Value lock);
Value lock_of_condition(Machine& m, Value condition);  // borrowed
// wait() as a native whose first slot is the condition.
Turn wait_for_condition(Machine& m, FrameBody& frame, Resume resume);
void notify(Kernel& k, Value condition, int64_t count);
inline constexpr int64_t kAllWaiters = -1;

}  // namespace grove::aio
