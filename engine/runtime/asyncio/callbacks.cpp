#include "engine/runtime/asyncio/callbacks.h"

#include "engine/runtime/asyncio/as_completed.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/gather.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/shield.h"
#include "engine/runtime/asyncio/task_group.h"
#include "engine/runtime/asyncio/tasks.h"
#include "engine/runtime/asyncio/timeout.h"
#include "engine/runtime/asyncio/wait.h"

namespace grove::aio {

namespace {

// run_until_complete's own: what is leaving the loop anyway has stopped it.
void stop_loop(Kernel& k, int32_t loop, Value future) {
  if (!future.is_null()) {
    AioFuture& f = future_of(k, future);
    if (!is_cancelled(f)) {
      f.log_traceback = false;
      Machine& m = k.machine;
      if (!f.exception.is_null() &&
          (m.is_instance(f.exception, m.exception_class("KeyboardInterrupt")) ||
           m.is_instance(f.exception, m.exception_class("SystemExit")))) {
        return;
      }
    }
  }
  asyncio_of(k).loop(loop).stopping = true;
}

void begin_task(Kernel& k, int32_t loop, Value coroutine) {
  const Owned task =
      own(k.machine.heap, make_task(k.machine, NewTask{.loop = loop, .coroutine = coroutine}));
}

// A task of the loop's own has its only step: who waits for it stops the loop in the next
// iteration.
void shut_down(Kernel& k, int32_t loop) {
  queue_soon(k, new_handle(k, loop, Callback{.kind = CallbackKind::kStopLoop}), k.recorder.step);
}

// Here, and not where the task goes on, the future's outcome is asked for.
void resume_foreign(Kernel& k, Value target, Value future) {
  const TaskSlot slot{static_cast<int32_t>(target.integer)};
  const Value error = take_error(k, future);
  const Resume resume = error.is_null() ? Resume{Resume::Kind::kValue,
                                                 k.machine.heap.retain(future_of(k, future).result)}
                                        : Resume{Resume::Kind::kException, error};
  k.dialect(k.loop(k.task(slot).loop).dialect).go_on(k, slot, resume, k.recorder.step);
}

}  // namespace

void run_internal(Kernel& k, int32_t loop, const Callback& callback, Value future) {
  switch (callback.kind) {
    case CallbackKind::kProgram:
    case CallbackKind::kWakeup:
    case CallbackKind::kNothing:
    case CallbackKind::kHosted:
      return;
    case CallbackKind::kForeignTask:
      return resume_foreign(k, callback.target, future);
    case CallbackKind::kStopLoop:
      return stop_loop(k, loop, future);
    case CallbackKind::kCloser:
      return begin_task(k, loop, callback.target);
    case CallbackKind::kShutdownStep:
      return shut_down(k, loop);
    case CallbackKind::kSetResult:
      if (is_done(future_of(k, callback.target))) return;
      return set_result(
          k, callback.target,
          callback.argument.is_null() ? Value::none() : k.machine.heap.retain(callback.argument));
    case CallbackKind::kWaitDone:
      return wait_child_done(k, callback.target, future);
    case CallbackKind::kGatherChild:
      return gather_child_done(k, callback.target, future);
    case CallbackKind::kShieldInner:
      return shielded_done(k, callback.target, future);
    case CallbackKind::kShieldOuter:
      return shield_done(k, callback.target, future);
    case CallbackKind::kGroupChild:
      return group_child_done(k, callback.target, future);
    case CallbackKind::kTimeout:
      return timeout_expired(k, callback.target);
    case CallbackKind::kCompleted:
      return completed(k, callback.target, future);
    case CallbackKind::kCompletedTimeout:
      return no_more_completed(k, callback.target);
  }
}

}  // namespace grove::aio
