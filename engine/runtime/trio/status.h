// What scopes and statuses say of a task (semantics C): questions only. What changes them is in
// cancel.h.
#pragma once

#include <string>

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// Whether a cancellation further out reaches into the status: no shield stands between.
bool parent_cancellation_is_visible(Kernel& k, const CancelStatus& status);

// The scope whose cancellation this status carries: the one whose reason Cancelled will have, but
// for what Trio opens for itself (in sleep, checkpoint), which the program does not know of. Unset
// if it carries none.
ScopeSlot origin(Kernel& k, StatusSlot status);

// Whether a Cancelled that reaches the scope ends there (semantics C5). REQUIRES: it is entered and
// not closed.
bool catches_cancelled(Kernel& k, ScopeSlot scope);
// Whether what breaks off the task's block is the deadline of the scope it is in, and nothing else.
bool ended_by_own_deadline(Kernel& k, TaskSlot task);

// semantics C13
struct EffectiveDeadline {
  SimTime time = kNever;
  bool as_int = false;  // given as one, and reads back as one
  Value far;            // as in CancelScope
};
EffectiveDeadline effective_deadline(Kernel& k, StatusSlot status);
bool is_cancelled(Kernel& k, TaskSlot task);

// A new Cancelled with the reason of the task's status (semantics B8, C16). New reference.
// `context`: what the canceller was handling, borrowed, or null.
Value new_cancelled(Kernel& k, TaskSlot task, Value context);

}  // namespace grove::trio
