// A task's life: it is spawned, may be broken off from outside, and ends.
#pragma once

#include <string>
#include <string_view>

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// A new task that will run `coroutine` (reference taken over). One that is not shown is a helper
// of Trio's own; `parent` is unset only for the outermost of these.
TaskSlot spawn(Kernel& k, Value coroutine, std::string_view name, std::string_view library_name,
               NurserySlot parent, bool shown = true);

// Breaks off the block of a task with an exception that comes from outside (taken over), for the
// reason `cause`; in a nursery's exit it becomes one of the nursery's exceptions (semantics F5).
// Where the program has an abort function it is asked (semantics B6). False, and nothing done, if
// the task is not blocked.
bool break_off(Kernel& k, TaskSlot task, Value exception, CancelCause cause, EventId because);

// The task's code has ended; `result` is taken over.
void task_exited(Kernel& k, TaskSlot task, bool raised, Value result);

}  // namespace grove::trio
