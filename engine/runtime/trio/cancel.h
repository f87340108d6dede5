// Cancel scopes and statuses: who asks, and how the request travels (semantics C).
#pragma once

#include <string>

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// Trio's mark on a group that stands for its only member, should there be one (semantics D6).
inline constexpr const char* kLooseNote =
    "This is a \"loose\" ExceptionGroup, and may be collapsed by Trio if it only contains one "
    "exception - typically after `Cancelled` has been stripped from it. Note this has consequences "
    "for exception handling, and strict_exception_groups=True is recommended.";

// A new scope, not entered. One that is not shown is machinery inside sleep() or checkpoint(); it
// is given back by close_scope().
ScopeSlot new_scope(Kernel& k, ScopeKind how, bool shown = true);

// The running task enters the scope (semantics C1, C9, C11). `line`: of the block.
void enter_scope(Kernel& k, ScopeSlot scope, int32_t line);

// The running task leaves the scope with `exception` (or null; reference taken over). Returns what
// goes on after the scope caught what is its own (semantics C5, C15): the same exception, another
// one, or null. New reference.
Value close_scope(Kernel& k, ScopeSlot scope, Value exception);

// Asks (semantics C4). `because`: the event that caused it, for the record.
void cancel(Kernel& k, ScopeSlot scope, CancelCause cause, EventId because);

// A run is over: scopes that were never left expire no more.
void forget_deadlines(Kernel& k);

// Changes of deadline and shield take effect at once (semantics C10, C12).
void set_deadline(Kernel& k, ScopeSlot scope, SimTime deadline, Value far = {});
void set_shield(Kernel& k, ScopeSlot scope, bool shield);
// Reading cancel_called notices a deadline that has passed (semantics C8).
bool cancel_called(Kernel& k, ScopeSlot scope);

// Moves a task to another status (unset: to none), with all that follows.
void activate_status(Kernel& k, TaskSlot task, StatusSlot status, EventId because);

// All tasks but `stays`, and all statuses, that are under one status come under another, as at once
// (semantics D10). `because`: what put them there.
void move_status_contents(Kernel& k, StatusSlot from, TaskSlot stays, StatusSlot to,
                          EventId because);

// A Cancelled is raised in the task's own step: the record hears of it, once for each.
void note_delivery(Kernel& k, TaskSlot task, Value cancelled);

}  // namespace grove::trio
