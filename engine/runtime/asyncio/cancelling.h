// Cancelling: what cancel() does to a future, a task and a gather, each of which may hand it on to
// the others (semantics G5).
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// cancel(msg), of a future, task or gather. Whether it had any effect.
bool cancel(Kernel& k, Value future, Value message);

// What the record says of a cancellation: what it is because of (unset: the step in progress), and
// whose it is, if a timeout's or group's.
struct CancelOrigin {
  EventId because = {};
  ScopeId scope = {};
};
bool cancel_task(Kernel& k, TaskSlot task, Value message, const CancelOrigin& origin = {});
// uncancel(): how many requests are left.
int32_t uncancel(Kernel& k, TaskSlot task);

}  // namespace grove::aio
