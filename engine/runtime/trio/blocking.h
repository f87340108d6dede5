// How a task parks and becomes runnable again.
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// What the record says about a block, and how it can be broken off.
struct BlockRequest {
  WaitKind on = WaitKind::kForever;
  ObjectId object;
  NurseryId nursery;
  SimTime until = kNever;
  AbortAction abort = AbortAction::kSucceed;
};

// The running task parks: records it; the built-in then returns Turn::block(). Every block is
// ended by exactly one reschedule().
void block(Kernel& k, const BlockRequest& request);
// A schedule point without a cancellation point: parks, and is runnable again after the step.
void block_shielded_checkpoint(Kernel& k);
// A block that the record does not show: the second half of a checkpoint in a cancelled scope.
void block_unrecorded(Kernel& k);

// A parked task becomes runnable, to be resumed with that; `cause` is what woke it.
void reschedule(Kernel& k, TaskSlot task, Resume resume, EventId cause);

}  // namespace grove::trio
