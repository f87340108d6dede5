// sleep, checkpoint and their kin (semantics B). Each is a built-in of several turns: it parks its
// task in one and goes on in the next.

#include <cmath>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/causes.h"
#include "engine/runtime/trio/checkpoints.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/clock.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/tasks.h"

namespace grove::trio {

namespace {

Turn finish_block(Machine& m, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise(resume.value);
    return Turn::raised();
  }
  return Turn::done(resume.value);
}

// The error of a sleep that lowlevel.reschedule() woke with this value (taken over).
Value woken_by_hand(Machine& m, Value value) {
  m.heap.release(value);
  return m.new_exception(m.exception_class("RuntimeError"),
                         {m.heap.new_str("Should never have been rescheduled!")});
}

// What leaves a scope that the runtime itself put around a block: nothing, or Cancelled on its way
// to an outer scope, of which the record has not heard yet (semantics B4).
Turn leave_hidden_scope(Machine& m, ScopeSlot scope, Resume resume) {
  Kernel& k = kernel_of(m);
  const bool raised = resume.kind == Resume::Kind::kException;
  if (!raised) m.heap.release(resume.value);
  const Value rest = close_scope(k, scope, raised ? resume.value : Value{});
  if (rest.is_null()) return Turn::done(Value::none());
  if (m.is_cancellation(rest)) note_delivery(k, k.current(), rest);
  m.raise(rest);
  return Turn::raised();
}

// Parks until `deadline`: a scope of that deadline around a block without end (semantics B3).
Turn begin_sleep(Machine& m, FrameBody& frame, SimTime deadline) {
  Kernel& k = kernel_of(m);
  const ScopeSlot scope = new_scope(k, ScopeKind::kMoveOnAt, false);
  trio_of(k).scope(scope).deadline = deadline;
  enter_scope(k, scope, 0);
  block(k,
        BlockRequest{.on = WaitKind::kSleep, .until = deadline, .abort = AbortAction::kEndSleep});
  trio_of(k).scope(scope).deadline_set = k.current_task().blocked;
  frame.scratch[0] = scope.value;
  return Turn::block();
}

Turn end_sleep(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  const ScopeSlot scope{static_cast<int32_t>(frame.scratch[0])};
  if (resume.kind == Resume::Kind::kValue) {
    if (!trio_of(k).scope(scope).cancel_called) {
      resume = Resume{Resume::Kind::kException, woken_by_hand(m, resume.value)};
    } else if (!catches_cancelled(k, scope)) {
      // Its deadline woke it, and then a scope further out was cancelled before it stepped (B4).
      resume = Resume{Resume::Kind::kException, new_cancelled(k, k.current(), Value{})};
    }
  }
  return leave_hidden_scope(m, scope, resume);
}

}  // namespace

namespace {

// A checkpoint in a task of another library's, which does not know what it yields. True: *turn is
// to be returned.
constexpr int32_t kForeign = 70;
bool is_foreign(Machine& m, FrameBody& frame, Resume resume, const char* what, Turn* turn) {
  Kernel& k = kernel_of(m);
  if (frame.state == kForeign) {
    *turn = finish_block(m, resume);
    return true;
  }
  if (frame.state != 0 || !k.in_task()) return false;
  if (k.in_task_of(static_cast<std::size_t>(DialectSlot::kTrio))) return false;
  frame.state = kForeign;
  k.park_foreign(what);
  *turn = Turn::block();
  return true;
}

constexpr const char* kCheckpoint = "<class 'trio._core._traps.CancelShieldedCheckpoint'>";

}  // namespace

bool must_break_off(Kernel& k) {
  return is_cancelled(k, k.current()) ||
         (k.current() == trio_of(k).main && trio_of(k).interrupt_pending);
}

Turn begin_checkpoint(Machine& m, FrameBody& frame) {
  block_shielded_checkpoint(kernel_of(m));
  frame.state = kYielded;
  return Turn::block();
}

Turn begin_checkpoint_since_cancelled(Machine& m, FrameBody& frame) {
  const Turn turn = begin_checkpoint(m, frame);
  frame.state = kYieldedSinceCancelled;
  return turn;
}

Turn go_on_checkpoint(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  const bool since_cancelled = frame.state >= kYieldedSinceCancelled;
  const bool blocked =
      frame.state == kCancelledBlock || frame.state == kCancelledBlockSinceCancelled;
  if (!blocked && !since_cancelled) ++trio_of(k).task(k.current()).cancel_points;
  if (blocked || !must_break_off(k)) {
    const ScopeSlot scope{static_cast<int32_t>(frame.scratch[0])};
    const Turn turn = blocked ? leave_hidden_scope(m, scope, resume) : finish_block(m, resume);
    if (!since_cancelled || turn.kind == Turn::Kind::kRaise) return turn;
    m.raise_error("AssertionError", "this should never happen");
    return Turn::raised();
  }
  m.heap.release(resume.value);
  // The throw-away scope only makes the block end at once; Cancelled passes through it.
  const ScopeSlot scope = new_scope(k, ScopeKind::kCancelScope, false);
  CancelScope& outer =
      trio_of(k).scope(trio_of(k).status(trio_of(k).task(k.current()).status).scope);
  if (outer.cause < 0 && k.current() == trio_of(k).main && trio_of(k).interrupt_pending) {
    // That control-C was here stays its reason, whatever cancels it later (semantics F5).
    outer.cause = add_cause(k, {.source = CancelReason::kKeyboardInterrupt});
  }
  trio_of(k).scope(scope).deadline = kAlwaysPast;
  trio_of(k).scope(scope).cause = outer.cause;
  trio_of(k).scope(scope).cause_scope = outer.cause_scope;
  enter_scope(k, scope, 0);
  block_unrecorded(k);
  frame.scratch[0] = scope.value;
  frame.state = since_cancelled ? kCancelledBlockSinceCancelled : kCancelledBlock;
  return Turn::block();
}

namespace {

Turn checkpoint(Machine& m, FrameBody& frame, Resume resume) {
  Turn turn;
  if (is_foreign(m, frame, resume, kCheckpoint, &turn)) return turn;
  if (frame.state == 0) {
    if (in_task(m) == nullptr) return Turn::raised();
    return begin_checkpoint(m, frame);
  }
  return go_on_checkpoint(m, frame, resume);
}

// semantics B2
Turn checkpoint_if_cancelled(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 0) {
    Kernel* k = in_task(m);
    if (k == nullptr) return Turn::raised();
    if (!must_break_off(*k)) {
      ++trio_of(*k).task(k->current()).cancel_points;
      return Turn::done(Value::none());
    }
    return begin_checkpoint_since_cancelled(m, frame);
  }
  return go_on_checkpoint(m, frame, resume);
}

Turn cancel_shielded_checkpoint(Machine& m, FrameBody& frame, Resume resume) {
  Turn turn;
  if (is_foreign(m, frame, resume, kCheckpoint, &turn)) return turn;
  if (frame.state == 0) {
    Kernel* k = in_task(m);
    if (k == nullptr) return Turn::raised();
    block_shielded_checkpoint(*k);
    frame.state = 1;
    return Turn::block();
  }
  return finish_block(m, resume);
}

Turn sleep(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == kForeign) return finish_block(m, resume);
  if (frame.state >= kYielded) return go_on_checkpoint(m, frame, resume);
  if (frame.state == 1) return end_sleep(m, frame, resume);
  double seconds = 0;
  if (!to_timeout_arg(m, frame.slots[0], &seconds)) return Turn::raised();
  if (seconds < 0) {
    m.raise_error("ValueError", "`seconds` must be non-negative");
    return Turn::raised();
  }
  Turn turn;
  if (seconds == 0 && is_foreign(m, frame, resume, kCheckpoint, &turn)) return turn;
  Kernel* k = in_task(m);
  if (k == nullptr) return Turn::raised();
  if (seconds == 0) return begin_checkpoint(m, frame);
  if (std::isnan(seconds)) {
    m.raise_error("ValueError", "deadline must not be NaN");
    return Turn::raised();
  }
  frame.state = 1;
  return begin_sleep(m, frame, k->now() + sim_time_from_seconds(seconds));
}

Turn sleep_until(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) return end_sleep(m, frame, resume);
  double deadline = 0;
  if (!to_seconds_arg(m, frame.slots[0], &deadline)) return Turn::raised();
  if (std::isnan(deadline)) {
    m.raise_error("ValueError", "deadline must not be NaN");
    return Turn::raised();
  }
  if (in_task(m) == nullptr) return Turn::raised();
  frame.state = 1;
  return begin_sleep(m, frame, from_clock(kernel_of(m), deadline));
}

Turn sleep_forever(Machine& m, FrameBody& frame, Resume resume) {
  Turn turn;
  if (is_foreign(m, frame, resume,
                 "WaitTaskRescheduled(abort_func=<function sleep_forever.<locals>.<lambda> at "
                 "0x7f5e00000000>)",
                 &turn)) {
    return turn;
  }
  if (frame.state == 1) {
    if (resume.kind == Resume::Kind::kException) return finish_block(m, resume);
    m.raise(woken_by_hand(m, resume.value));
    return Turn::raised();
  }
  Kernel* k = in_task(m);
  if (k == nullptr) return Turn::raised();
  block(*k, BlockRequest{.on = WaitKind::kForever});
  frame.state = 1;
  return Turn::block();
}

Value current_time(Machine& m, Args) {
  Kernel& k = kernel_of(m);
  if (!trio_of(k).running)
    return m.raise_error("RuntimeError", "must be called from async context");
  return Value::of_float(clock_seconds(k));
}

}  // namespace

void add_checkpoints(Library& library) {
  library.module("trio")
      .coroutine("sleep", "seconds", sleep)
      .coroutine("sleep_until", "deadline", sleep_until)
      .coroutine("sleep_forever", "", sleep_forever)
      .function("current_time", "", current_time)
      .submodule("lowlevel");
  library.module("trio.lowlevel")
      .coroutine("checkpoint", "", checkpoint)
      .coroutine("checkpoint_if_cancelled", "", checkpoint_if_cancelled)
      .coroutine("cancel_shielded_checkpoint", "", cancel_shielded_checkpoint);
}

}  // namespace grove::trio
