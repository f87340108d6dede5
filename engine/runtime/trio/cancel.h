// Cancel scopes and statuses: who asks, and how the request travels (semantics C).
#pragma once

#include <string>

#include "engine/runtime/runtime.h"

namespace grove::trio {

// Trio's mark on a group that stands for its only member, should there be one (semantics D6).
inline constexpr const char* kLooseNote =
    "This is a \"loose\" ExceptionGroup, and may be collapsed by Trio if it only contains one "
    "exception - typically after `Cancelled` has been stripped from it. Note this has consequences "
    "for exception handling, and strict_exception_groups=True is recommended.";

// A new scope, not entered. One that is not shown is machinery inside sleep() or checkpoint(); it
// is given back by close_scope().
ScopeSlot new_scope(Runtime& rt, ScopeKind how, bool shown = true);

// The running task enters the scope (semantics C1, C9, C11). `line`: of the block.
void enter_scope(Runtime& rt, ScopeSlot scope, int32_t line);

// The running task leaves the scope with `exception` (or null; reference taken over). Returns what
// goes on after the scope caught what is its own (semantics C5, C15): the same exception, another
// one, or null. New reference.
Value close_scope(Runtime& rt, ScopeSlot scope, Value exception);

// Whether a Cancelled that reaches the scope ends there (semantics C5). REQUIRES: it is entered and
// not closed.
bool catches_cancelled(Runtime& rt, ScopeSlot scope);
// Whether what breaks off the task's block is the deadline of the scope it is in, and nothing else.
bool ended_by_own_deadline(Runtime& rt, TaskSlot task);

// Asks (semantics C4). `because`: the event that caused it, for the record.
void cancel(Runtime& rt, ScopeSlot scope, CancelCause cause, EventId because);

// A run is over: scopes that were never left expire no more.
void forget_deadlines(Runtime& rt);

// Changes of deadline and shield take effect at once (semantics C10, C12).
void set_deadline(Runtime& rt, ScopeSlot scope, SimTime deadline, Value far = {});
void set_shield(Runtime& rt, ScopeSlot scope, bool shield);
// Reading cancel_called notices a deadline that has passed (semantics C8).
bool cancel_called(Runtime& rt, ScopeSlot scope);

// Moves a task to another status (unset: to none), with all that follows.
void activate_status(Runtime& rt, TaskSlot task, StatusSlot status, EventId because);

// All tasks but `stays`, and all statuses, that are under one status come under another, as at once
// (semantics D10). `because`: what put them there.
void move_status_contents(Runtime& rt, StatusSlot from, TaskSlot stays, StatusSlot to,
                          EventId because);

// semantics C13
struct EffectiveDeadline {
  SimTime time = kNever;
  bool as_int = false;  // given as one, and reads back as one
  Value far;            // as in CancelScope
};
EffectiveDeadline effective_deadline(Runtime& rt, StatusSlot status);
bool is_cancelled(Runtime& rt, TaskSlot task);

// A new Cancelled with the reason of the task's status (semantics B8, C16). New reference.
// `context`: what the canceller was handling, borrowed, or null.
Value new_cancelled(Runtime& rt, TaskSlot task, Value context);
// A Cancelled is raised in the task's own step: the record hears of it, once for each.
void note_delivery(Runtime& rt, TaskSlot task, Value cancelled);

// What Trio adds where scopes or nurseries were not left as they were entered (semantics C15, D12).
extern const char* const kMisnestingAdvice;

// "<trio.CancelScope at 0x…, active>"
std::string scope_repr(Runtime& rt, ScopeSlot scope);
// "<Task 'r0' at 0x…>"
std::string task_repr(Runtime& rt, TaskSlot task);

}  // namespace grove::trio
