// The full checkpoint as turns that other built-ins can end in (semantics B1): a schedule point,
// then a cancellation point.
//
//   if (frame.state >= kYielded) return go_on_checkpoint(m, frame, resume);
//   … return begin_checkpoint(m, frame);
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// States of a frame that is inside the checkpoint; its own states stay below.
enum CheckpointState : int32_t {
  kYielded = 100,
  kCancelledBlock,
  kYieldedSinceCancelled,
  kCancelledBlockSinceCancelled,
};

// Whether a checkpoint of the running task must raise: it is cancelled, or main and interrupted.
bool must_break_off(Kernel& k);

Turn begin_checkpoint(Machine& m, FrameBody& frame);
// The same where it is only made because the task is cancelled, and so is bound to raise: should it
// not (a shield went up in between), that is an AssertionError, as in Trio (semantics B2).
Turn begin_checkpoint_since_cancelled(Machine& m, FrameBody& frame);
Turn go_on_checkpoint(Machine& m, FrameBody& frame, Resume resume);

}  // namespace grove::trio
