// How a cancellation reaches a task that waits: its block is broken off, if it can be (semantics
// B5, B6, C3).
//
// Abort functions written in the program are called by whoever cancels, at once. Here the code that
// cancels is made to pause, the calls are made on stacks of their own, and then it goes on, so that
// no C++ call stands between the two.
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// Breaks off the block of a task whose status is cancelled, if it can be.
void attempt_delivery(Kernel& k, TaskSlot task);

// The program's abort function of the task is called. `raises`: what breaks it off (taken over), or
// null for a Cancelled.
void call_abort_function(Kernel& k, TaskSlot task, Value raises = Value{});

// Members of Abort: the ids of their objects, and their values.
inline constexpr int32_t kAbortSucceeded = 1, kAbortFailed = 2;

// An exception from outside was raised in the task: if it is main, control-C is pending no longer.
void interrupt_arrived(Kernel& k, TaskSlot task);

}  // namespace grove::trio
