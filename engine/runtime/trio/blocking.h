// How a task parks and becomes runnable again.
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// What the record says about a block, and how it can be broken off.
struct BlockRequest {
  WaitKind on = WaitKind::kForever;
  ObjectId object;
  NurseryId nursery;
  TaskId other;
  SimTime until = kNever;
  AbortAction abort = AbortAction::kSucceed;
  NurserySlot exits = {};  // of kFail
};

// The running task parks: records it; the built-in then returns Turn::block(). Every block is
// ended by exactly one reschedule().
void block(Kernel& k, const BlockRequest& request);
// A schedule point without a cancellation point: parks, and is runnable again after the step.
void block_shielded_checkpoint(Kernel& k);
// A block that the record does not show: the second half of a checkpoint in a cancelled scope.
void block_unrecorded(Kernel& k);

// A parked task becomes runnable, to be resumed with that; `cause` is what woke it. A program that
// reschedules tasks by hand can have made it so before, or it can be over: what Trio makes of that
// follows, an AssertionError in the code that runs now, or the end of the run.
void reschedule(Kernel& k, TaskSlot task, Resume resume, EventId cause);

// --- In a queue (wait_queue.h) ---
// The running task waits here; the built-in returns Turn::block() next. `offer` (or null;
// reference taken over) is what it brings along.
void wait_in(Kernel& k, QueueSlot queue, BlockRequest request, Value offer = Value{});

// Wakes the oldest waiter with a value (reference taken over); false if nobody waits.
bool wake_one(Kernel& k, QueueSlot queue, Value value, EventId because);
void wake_all(Kernel& k, QueueSlot queue, EventId because);

}  // namespace grove::trio
