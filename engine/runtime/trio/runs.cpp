#include "engine/runtime/trio/runs.h"

#include <utility>

#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/clock.h"

namespace grove::trio {

void end_run(Kernel& k, Resume outcome) {
  Trio& trio = trio_of(k);
  leave_clock(k);
  trio.running = false;
  trio.init_is_over = false;
  forget_deadlines(k);
  k.end_loop(trio.loop, outcome);
}

Resume outcome_of_run(Kernel& k) {
  Trio& trio = trio_of(k);
  Machine& m = k.machine;
  const Resume outcome = std::exchange(trio.main_outcome, Resume{});
  if (!std::exchange(trio.interrupt_pending, false)) return outcome;
  const Value interrupt = m.new_exception(m.exception_class("KeyboardInterrupt"), {});
  if (outcome.kind == Resume::Kind::kException) {
    m.heap.exception(interrupt).context = outcome.value;
  } else {
    m.heap.release(outcome.value);
  }
  return Resume{Resume::Kind::kException, interrupt};
}

void crash_run(Kernel& k, Value exception) {
  Trio& trio = trio_of(k);
  Machine& m = k.machine;
  Value error = exception;
  const Value internal_error = m.exception_class("trio.TrioInternalError");
  if (!m.is_instance(exception, internal_error)) {
    error = m.new_exception(internal_error,
                            {m.heap.new_str("internal error in Trio - please file a bug!")});
    ExceptionBody& body = m.heap.exception(error);
    body.cause = exception;
    body.context = m.heap.retain(exception);
    body.suppress_context = true;
  }
  for (auto& [number, call] : trio.abort_calls) {
    m.heap.release(call.handled);
    m.heap.release(call.raises);
  }
  trio.abort_calls.clear();
  for (std::size_t i = 0; i < k.tasks.size(); ++i) {
    Task& task = k.tasks[i];
    if (task.loop != trio.loop) continue;
    m.heap.release(std::exchange(task.next, Resume{}).value);
    task.queued = false;
    trio.tasks[i].abort = AbortAction::kNone;
    if (!task.alive) continue;
    if (task.shown) --k.alive_count;
    k.retire(TaskSlot{static_cast<int32_t>(i)});
  }
  m.heap.release(std::exchange(trio.main_outcome, Resume{}).value);
  k.recorder.step = k.outside_steps;
  end_run(k, Resume{Resume::Kind::kException, error});
}

}  // namespace grove::trio
