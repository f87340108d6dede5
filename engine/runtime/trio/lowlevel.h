// Low-level waits (semantics B5, B6): a task parks with an abort function of the program's, and
// somebody reschedules it.
#pragma once

#include "engine/runtime/runtime.h"

namespace grove::trio {

// What an abort function is called with: a callable that raises the Cancelled, or `raises` if it is
// not null. New reference.
Value new_raise_cancel(Machine& machine, TaskSlot task, Value raises);

// What it answered; kNone for anything that is no member of Abort.
enum class AbortAnswer { kNone, kSucceeded, kFailed };
AbortAnswer abort_answer(Machine& machine, Value answer);

void add_lowlevel(Library& library);

}  // namespace grove::trio
