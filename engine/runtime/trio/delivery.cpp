#include "engine/runtime/trio/delivery.h"

#include <utility>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/instruments.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove {

namespace trio {

namespace {

// Nobody is seen to ask where the scope is not shown: it is another task's step that cancels it, or
// its deadline, which the task has set as it blocked.
EventId why_delivered(Kernel& k, TaskSlot slot) {
  Trio& trio = trio_of(k);
  if (trio.task(slot).requested) return trio.task(slot).requested;
  const CancelScope& scope = trio.scope(trio.status(trio.task(slot).status).scope);
  const bool by_other =
      slot != k.current() && trio.cause_of(scope).source != CancelReason::kDeadline;
  return by_other ? k.recorder.step : k.task(slot).blocked;
}

}  // namespace

void attempt_delivery(Kernel& k, TaskSlot slot) {
  TrioTask& task = trio_of(k).task(slot);
  // Not before its step is over: a task that runs is not parked yet, whatever it said.
  if (task.abort == AbortAction::kNone || (slot == k.current() && k.code_runs())) return;
  if (!is_cancelled(k, slot)) return;
  switch (std::exchange(task.abort, AbortAction::kNone)) {
    case AbortAction::kNone:
    case AbortAction::kFail:
      return;
    case AbortAction::kLeaveQueue:
      leave_queue(k, slot);
      break;
    case AbortAction::kEndSleep:
      // Nearly always the sleep catches its own Cancelled, so none is made until it must be seen:
      // making one costs as much as the rest of the sleep.
      if (!ended_by_own_deadline(k, slot)) break;
      return reschedule(k, slot, Resume{Resume::Kind::kValue, Value::none()}, k.task(slot).blocked);
    case AbortAction::kSucceed:
      break;
    case AbortAction::kAskProgram:
      return call_abort_function(k, slot);
  }
  const Value cancelled = new_cancelled(k, slot, k.handled_by_running_code());
  reschedule(k, slot, Resume{Resume::Kind::kException, cancelled}, why_delivered(k, slot));
}

void call_abort_function(Kernel& k, TaskSlot slot, Value raises) {
  Trio& trio = trio_of(k);
  const EventId requested = trio.task(slot).requested;
  const int32_t number = trio.next_call++;
  const EventId cause = requested ? requested : k.task(slot).blocked;
  trio.abort_calls[number] =
      AbortCall{.task = slot,
                .handled = k.machine.heap.retain(k.handled_by_running_code()),
                .cause = cause,
                .raises = raises};
  k.call(trio.loop, number, cause);
}

void interrupt_arrived(Kernel& k, TaskSlot task) {
  Trio& trio = trio_of(k);
  if (task == trio.main) trio.interrupt_pending = false;
}

namespace {

enum class AbortAnswer : uint8_t { kNone, kSucceeded, kFailed };

// What an abort function is called with: a callable that raises the Cancelled, or `raises` if it is
// not null. New reference.
Value new_raise_cancel(Machine& m, TaskSlot task, Value raises) {
  const Value made = m.new_object(class_named(m, "_RaiseCancel"), task.value);
  m.heap.object(made).values.push_back(raises.is_null() ? Value::none() : m.heap.retain(raises));
  return made;
}

// kNone for anything that is no member of Abort.
AbortAnswer abort_answer(Machine& m, Value answer) {
  if (!answer.is(Type::kObject) || !same(m.class_of(answer), class_named(m, "Abort"))) {
    return AbortAnswer::kNone;
  }
  return m.heap.object(answer).id == kAbortSucceeded ? AbortAnswer::kSucceeded
                                                     : AbortAnswer::kFailed;
}

}  // namespace

}  // namespace trio

Stack Trio::call_begins(Kernel& k, int32_t number) {
  if (hook_calls.contains(number)) return trio::begin_hook_call(k, number);
  const AbortCall& call = abort_calls[number];
  const Owned raise_cancel =
      own(k.machine.heap, trio::new_raise_cancel(k.machine, call.task, call.raises));
  const Value argument = raise_cancel.get();
  return k.machine.start_call(extras_of(call.task).abort_function, {&argument, 1});
}

void Trio::call_ended(Kernel& k, int32_t number, bool raised, Value result) {
  Machine& m = k.machine;
  if (trio::end_hook_call(k, number)) {
    return raised ? k.raise_behind_call(loop, result) : m.heap.release(result);
  }
  const AbortCall call = abort_calls[number];
  abort_calls.erase(number);
  const Owned handled = own(m.heap, call.handled);
  Owned raises = own(m.heap, call.raises);
  if (raised) return k.raise_behind_call(loop, result);
  const Owned answer = own(m.heap, result);
  switch (trio::abort_answer(m, answer.get())) {
    case trio::AbortAnswer::kFailed:
      return;
    case trio::AbortAnswer::kSucceeded: {
      if (raises) trio::interrupt_arrived(k, call.task);
      const Value exception =
          raises ? raises.release() : trio::new_cancelled(k, call.task, handled.get());
      return trio::reschedule(k, call.task, Resume{Resume::Kind::kException, exception},
                              call.cause);
    }
    case trio::AbortAnswer::kNone:
      break;
  }
  k.raise_behind_call(loop,
                      m.new_exception(m.exception_class("trio.TrioInternalError"),
                                      {m.heap.new_str("abort function must return Abort enum")}));
}

}  // namespace grove
