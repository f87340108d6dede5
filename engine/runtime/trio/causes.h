// Why scopes were cancelled, as their Cancelleds and the record tell it (semantics C16).
//
//   scope.cause = add_cause(k, CancelCause{…});
//   m.new_exception(cancelled_class, cancelled_args(k, scope));
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// Its number, for CancelScope::cause.
int32_t add_cause(Kernel& k, CancelCause cause);

// What a Cancelled of this scope's carries: (source, source_task, reason), a tuple. Borrowed.
Value cancelled_args(Kernel& k, const CancelScope& scope);

// The reason in the record, unset if there is none.
Text reason_for_record(Kernel& k, const CancelCause& cause);

// Before the exception that the reason ends with may go: where somebody may still be told of it;
// where nobody is in the scope any more.
void write_out_cause(Kernel& k, const CancelScope& scope);
void forget_exception_of_cause(Kernel& k, const CancelScope& scope);

}  // namespace grove::trio
