// wait_for, as CPython 3.11 has it (semantics G7): what is broken off is waited for.

#include <utility>

#include "engine/machine/protocols/operators.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/cancelling.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"

namespace grove::aio {

namespace {

enum WaitForState : int32_t {
  kAwaits = 1,         // no timeout: as `await` does
  kEnsures,            // a task is made of what is waited for
  kWaits,              // for its end or the timer
  kEndsForCancel,      // for its end, since the caller is cancelled
  kEndsForTimeout,     // for its end, since time is up
  kEndsForNoTimeLeft,  // the same, there having been none
};
// Slots: fut, timeout, then the future, the waiter of the moment, and what is raised later.
enum Slot : std::size_t { kFuture = 2, kWaiter = 3, kError = 4 };
enum Scratch : std::size_t { kTimer, kTimerGeneration, kHasTimer };

Turn raise_timeout(Machine& m, Value cause) {
  const Value error = m.new_exception(m.exception_class("TimeoutError"), {});
  ExceptionBody& body = m.heap.exception(error);
  body.cause = m.heap.retain(cause);
  body.context = cause;
  body.suppress_context = true;
  m.raise_as_is(error);
  return Turn::raised();
}

Turn finish(Machine& m, Value future) {
  const Value result = result_of(m, future);
  if (!result.is_null()) return Turn::done(result);
  if (!m.is_instance(m.pending(), m.exception_class(kCancelledError))) return Turn::raised();
  return raise_timeout(m, m.take_pending());
}

void make_waiter(Machine& m, FrameBody& frame) {
  Kernel& k = kernel_of(m);
  m.heap.assign(frame.slots[kWaiter], new_future(k, running_loop_or_none(k)));
}

void arm_timer(Machine& m, FrameBody& frame, SimTime until) {
  Kernel& k = kernel_of(m);
  const HandleRef timer = call_at(
      k, running_loop_or_none(k),
      Callback{.kind = CallbackKind::kSetResult, .target = m.heap.retain(frame.slots[kWaiter])},
      until);
  frame.scratch[kTimer] = timer.number;
  frame.scratch[kTimerGeneration] = timer.generation;
  frame.scratch[kHasTimer] = 1;
}

void release_when_done(Machine& m, Value future, Value waiter) {
  add_callback(kernel_of(m), future,
               Callback{.kind = CallbackKind::kSetResult, .target = m.heap.retain(waiter)});
}

Turn wait_for_waiter(Machine& m, FrameBody& frame, int32_t state, SimTime until = kNever) {
  Kernel& k = kernel_of(m);
  const AioFuture& f = future_of(k, frame.slots[kFuture]);
  frame.state = state;
  return wait_for_future(m, frame.slots[kWaiter],
                         Wait{.on = f.task ? WaitKind::kTask : WaitKind::kFuture,
                              .object = f.id,
                              .other = f.task ? k.task(f.task).shown : TaskId{},
                              .until = until});
}

// _cancel_and_wait
Turn cancel_and_wait(Machine& m, FrameBody& frame, int32_t state) {
  make_waiter(m, frame);
  release_when_done(m, frame.slots[kFuture], frame.slots[kWaiter]);
  cancel(kernel_of(m), frame.slots[kFuture], Value::none());
  return wait_for_waiter(m, frame, state);
}

Turn begin(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  const int32_t loop = running_loop(m);
  if (loop < 0) return Turn::raised();
  const Value timeout = frame.slots[1];
  if (timeout.is_none()) {
    frame.state = kAwaits;
    return Turn::await(m.heap.retain(frame.slots[0]));
  }
  bool failed = false;
  const bool none = compares(m, CompareOperator::kLe, timeout, Value::of_int(0), &failed);
  if (failed) return Turn::raised();
  double seconds = 0;
  if (!m.to_double(timeout, &seconds)) return Turn::raised();
  Kernel& k = kernel_of(m);
  frame.slots.resize(kError + 1);
  const SimTime until = time_after(k, seconds);
  if (!none && frame.state == 0) {
    make_waiter(m, frame);
    arm_timer(m, frame, until);
  }
  const bool asked = frame.state == kEnsures;
  if (!asked && ensuring_asks(m, frame.slots[0], loop)) {
    frame.state = kEnsures;
    return call_ensure_future(m, frame.slots[0], loop);
  }
  const Value future = asked ? resume.value : ensure_future(m, frame.slots[0], loop);
  if (future.is_null()) return Turn::raised();
  frame.slots[kFuture] = future;
  if (none) {
    if (is_done(future_of(k, future))) return Turn::done(result_of(m, future));
    return cancel_and_wait(m, frame, kEndsForNoTimeLeft);
  }
  release_when_done(m, future, frame.slots[kWaiter]);
  return wait_for_waiter(m, frame, kWaits, until);
}

Turn end_wait(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  const Value future = frame.slots[kFuture];
  const bool raised = resume.kind == Resume::Kind::kException;
  const bool cancelled = raised && m.is_instance(resume.value, m.exception_class(kCancelledError));
  if (raised && !cancelled) return raise_resumed(m, resume);
  if (is_done(future_of(k, future))) {
    if (cancelled) {
      m.heap.assign(frame.handled, resume.value);
    } else {
      m.heap.release(resume.value);
    }
    return Turn::done(result_of(m, future));
  }
  remove_callbacks(kernel_of(m), future, CallbackKind::kSetResult, frame.slots[kWaiter]);
  if (!cancelled) {
    m.heap.release(resume.value);
    return cancel_and_wait(m, frame, kEndsForTimeout);
  }
  frame.slots[kError] = resume.value;
  m.heap.assign(frame.handled, m.heap.retain(frame.slots[kError]));
  return cancel_and_wait(m, frame, kEndsForCancel);
}

Turn go_on(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == kWaits) return end_wait(m, frame, resume);
  // Whatever comes of waiting for its end.
  const Value future = frame.slots[kFuture];
  remove_callbacks(kernel_of(m), future, CallbackKind::kSetResult, frame.slots[kWaiter]);
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  m.heap.release(resume.value);
  if (frame.state != kEndsForCancel) return finish(m, future);
  m.raise_as_is(std::exchange(frame.slots[kError], Value{}));
  return Turn::raised();
}

// wait_for(fut, timeout)
Turn wait_for(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == kAwaits) {
    if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  const Turn turn = frame.state == 0 || frame.state == kEnsures ? begin(m, frame, resume)
                                                                : go_on(m, frame, resume);
  const bool over = turn.kind == Turn::Kind::kReturn || turn.kind == Turn::Kind::kRaise;
  if (over && frame.scratch[kHasTimer] == 1) {
    cancel_handle(kernel_of(m), HandleRef{frame.scratch[kTimer], frame.scratch[kTimerGeneration]});
  }
  return turn;
}

}  // namespace

void add_wait_for(Library& library) {
  library.module("asyncio")
      .shown_as("asyncio.tasks")
      .coroutine("wait_for", "fut, timeout", wait_for);
}

}  // namespace grove::aio
