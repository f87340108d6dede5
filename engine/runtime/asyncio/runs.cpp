#include "engine/runtime/asyncio/runs.h"

#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"

namespace grove::aio {

namespace {

Turn finish_plainly(Machine& m, Resume resume) {
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  m.raise_as_is(resume.value);
  return Turn::raised();
}

}  // namespace

Turn run_forever(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) return finish_plainly(m, resume);
  const int32_t loop = m.heap.object(frame.slots[0]).id;
  if (!check_can_run(m, loop)) return Turn::raised();
  frame.state = 1;
  enter(kernel_of(m), loop);
  return Turn::block();
}

namespace {

enum RunState : int32_t { kEnsures = 1, kRuns };

// Slot 2: the future that it runs until.
Turn begin_until_complete(Machine& m, FrameBody& frame, Resume resume) {
  const int32_t loop = m.heap.object(frame.slots[0]).id;
  const bool asked = frame.state == kEnsures;
  if (resume.kind == Resume::Kind::kException) return finish_plainly(m, resume);
  if (!asked && !check_can_run(m, loop)) return Turn::raised();
  if (!asked && ensuring_asks(m, frame.slots[1], loop)) {
    frame.state = kEnsures;
    return call_ensure_future(m, frame.slots[1], loop);
  }
  bool made = asked;
  const Value future = asked ? resume.value : ensure_future(m, frame.slots[1], loop, &made);
  if (future.is_null()) return Turn::raised();
  Kernel& k = kernel_of(m);
  frame.slots.push_back(future);
  frame.scratch[0] = made ? 1 : 0;
  if (made) future_of(k, future).log_destroy_pending = false;
  add_callback(k, future, Callback{.kind = CallbackKind::kStopLoop});
  frame.state = kRuns;
  enter(k, loop);
  return Turn::block();
}

}  // namespace

Turn run_until_complete(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state != kRuns) return begin_until_complete(m, frame, resume);
  Kernel& k = kernel_of(m);
  const Value future = frame.slots[2];
  AioFuture& f = future_of(k, future);
  const bool raised = resume.kind == Resume::Kind::kException;
  if (raised && frame.scratch[0] == 1 && is_done(f) && !is_cancelled(f)) f.log_traceback = false;
  remove_callbacks(kernel_of(m), future, CallbackKind::kStopLoop, Value{});
  if (raised) return finish_plainly(m, resume);
  m.heap.release(resume.value);
  if (!is_done(f)) {
    m.raise_error("RuntimeError", "Event loop stopped before Future completed.");
    return Turn::raised();
  }
  return Turn::done(result_of(m, future));
}

Turn run_shutdown_task(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) return finish_plainly(m, resume);
  Kernel& k = kernel_of(m);
  const int32_t loop = m.heap.object(frame.slots[0]).id;
  ++asyncio_of(k).task_names;
  queue_soon(k, new_handle(k, loop, Callback{.kind = CallbackKind::kShutdownStep}),
             k.recorder.step);
  frame.state = 1;
  enter(k, loop);
  return Turn::block();
}

}  // namespace grove::aio
