// sleep (semantics G4): a future that a timer sets, or for no time just one iteration.

#include "engine/machine/protocols/operators.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

enum SleepState : int32_t { kYielded = 1, kSleeps };

Turn begin_sleep(Machine& m, FrameBody& frame, double delay) {
  const int32_t loop = running_loop(m);
  if (loop < 0) return Turn::raised();
  Kernel& k = kernel_of(m);
  const Value future = new_future(k, loop);
  frame.slots.push_back(future);
  const SimTime until = time_after(k, delay);
  const HandleRef handle = call_at(k, loop,
                                   Callback{.kind = CallbackKind::kSetResult,
                                            .target = m.heap.retain(future),
                                            .argument = m.heap.retain(frame.slots[1])},
                                   until);
  frame.scratch[0] = handle.number;
  frame.scratch[1] = handle.generation;
  frame.state = kSleeps;
  const Turn turn = wait_for_future(m, future, Wait{.on = WaitKind::kSleep, .until = until});
  if (turn.kind == Turn::Kind::kCall) return turn;  // driven by hand, within a loop
  if (turn.kind != Turn::Kind::kBlock || !k.in_task()) {
    // A coroutine that is driven by hand, outside of all tasks.
    cancel_handle(k, handle);
    return turn;
  }
  asyncio_of(k).handle(static_cast<int32_t>(handle.number)).cause = k.current_task().blocked;
  return turn;
}

// sleep(delay, result=None)
Turn sleep(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  if (frame.state == 0) {
    bool failed = false;
    const bool none = compares(m, CompareOperator::kLe, frame.slots[0], Value::of_int(0), &failed);
    if (failed) return Turn::raised();
    if (none) return begin_yield(m, frame, kYielded);
    double delay = 0;
    if (!m.to_double(frame.slots[0], &delay)) return Turn::raised();
    return begin_sleep(m, frame, delay);
  }
  if (frame.state == kSleeps) {
    cancel_handle(k, HandleRef{frame.scratch[0], frame.scratch[1]});
  }
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  m.heap.release(resume.value);
  return Turn::done(m.heap.retain(frame.slots[1]));
}

}  // namespace

void add_sleep(Library& library) {
  library.module("asyncio")
      .shown_as("asyncio.tasks")
      .coroutine("sleep", "delay, result=None", sleep);
}

}  // namespace grove::aio
