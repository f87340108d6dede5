// A task's life: it is spawned, parks, is woken or broken off, and ends.
#include <utility>

#include "engine/runtime/runtime.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/parking_lot.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove {

TaskSlot Runtime::spawn(Value coroutine, std::string_view name, std::string library_name,
                        NurserySlot parent, bool shown) {
  const TaskSlot slot{static_cast<int32_t>(kernel.tasks.size())};
  Task& task = kernel.tasks.emplace_back();
  task.library_name = std::move(library_name);
  task.stack = machine.start_coroutine(coroutine);
  if (parent) trio::add_child(*this, parent, slot);
  if (shown) {
    Nursery& nursery = trio.nursery(parent);
    task.shown = TaskId{kernel.shown_count++};
    ++kernel.alive_count;
    task.name = recorder.record.add_text(name);
    task.label = recorder.label_for(name, task.name);
    task.spawned = recorder.happen(TaskSpawned{.task = task.shown,
                                               .name = task.name,
                                               .label = task.label,
                                               .nursery = nursery.id,
                                               .parent = kernel.task(nursery.owner).shown,
                                               .line = machine.current_line()});
  }
  // A child of a cancelled nursery runs up to its first checkpoint (semantics D2).
  if (parent) trio::activate_status(*this, slot, trio.nursery(parent).status, task.spawned);
  reschedule(slot, Resume{Resume::Kind::kStart, Value{}}, task.spawned);
  return slot;
}

void Runtime::reschedule(TaskSlot slot, Resume resume, EventId cause) {
  Task& task = kernel.task(slot);
  if (task.queued) {
    machine.heap.release(resume.value);
    if (!failure_.is_null()) return;
    failure_ = machine.new_exception(machine.exception_class("AssertionError"), {});
    return hold_code_back();
  }
  if (task.queue) trio::wake_by_hand(*this, slot);
  task.queued = true;
  task.abort = AbortAction::kNone;
  machine.heap.assign(task.abort_function, Value{});
  machine.heap.assign(task.sleep_data, Value{});
  task.next = resume;
  if (task.shown) {
    task.scheduled =
        recorder.happen_because(cause ? cause : recorder.step, TaskScheduled{.task = task.shown});
  }
  kernel.run_queue.push_back(slot);
}

void Runtime::block(const BlockRequest& request) {
  Task& task = current_task();
  if (task.shown) {
    task.blocked = recorder.happen(TaskBlocked{.task = task.shown,
                                               .on = request.on,
                                               .object = request.object,
                                               .nursery = request.nursery,
                                               .other = {},
                                               .until = {request.until}});
  }
  task.abort = request.abort;
  task.exits = request.exits;
  parked_ = Parked::kBlock;
}

void Runtime::block_shielded_checkpoint() { parked_ = Parked::kShielded; }

void Runtime::block_unrecorded() {
  Task& task = current_task();
  task.abort = AbortAction::kSucceed;
  task.blocked = recorder.step;  // not what it was blocked on before
  parked_ = Parked::kBlock;
}

void Runtime::attempt_delivery(TaskSlot slot) {
  Task& task = kernel.task(slot);
  // Not before its step is over: a task that runs is not parked yet, whatever it said.
  if (task.abort == AbortAction::kNone || (slot == current_ && code_runs_)) return;
  if (!trio::is_cancelled(*this, slot)) return;
  switch (std::exchange(task.abort, AbortAction::kNone)) {
    case AbortAction::kNone:
    case AbortAction::kFail:
      return;
    case AbortAction::kLeaveQueue:
      trio::leave_queue(*this, slot);
      break;
    case AbortAction::kEndSleep:
      // Nearly always the sleep catches its own Cancelled, so none is made until it must be seen:
      // making one costs as much as the rest of the sleep.
      if (!trio::ended_by_own_deadline(*this, slot)) break;
      return reschedule(slot, Resume{Resume::Kind::kValue, Value::none()}, task.blocked);
    case AbortAction::kSucceed:
      break;
    case AbortAction::kAskProgram:
      return call_abort_function(slot);
  }
  const Value cancelled = trio::new_cancelled(*this, slot, handled_by_canceller());
  reschedule(slot, Resume{Resume::Kind::kException, cancelled},
             task.requested ? task.requested : task.blocked);
}

bool Runtime::break_off(TaskSlot slot, Value exception, CancelCause cause, EventId because) {
  Task& task = kernel.task(slot);
  switch (std::exchange(task.abort, AbortAction::kNone)) {
    case AbortAction::kNone:
      machine.heap.release(exception);
      return false;
    case AbortAction::kAskProgram:
      call_abort_function(slot, exception);
      return true;
    case AbortAction::kFail:
      trio::fail_nursery(*this, task.exits, exception, std::move(cause), because);
      machine.heap.release(exception);
      return true;
    case AbortAction::kLeaveQueue:
      trio::leave_queue(*this, slot);
      break;
    case AbortAction::kEndSleep:
    case AbortAction::kSucceed:
      break;
  }
  reschedule(slot, Resume{Resume::Kind::kException, exception}, because);
  return true;
}

Value Runtime::handled_by_canceller() {
  return running_budget_ == nullptr ? Value{} : machine.handled_exception();
}

// semantics D12
Value Runtime::corrupted_stack_error(TaskSlot slot, Value exception) {
  const Task& task = kernel.task(slot);
  const char* what = task.child_nurseries.empty() ? "Cancel scope" : "Nursery";
  const Value text =
      machine.heap.new_str(std::string(what) + " stack corrupted: " + what + " surrounding " +
                           trio::task_repr(*this, slot) + " was closed before the task exited\n" +
                           trio::kMisnestingAdvice);
  const Value error =
      machine.new_exception(machine.exception_class("RuntimeError"), std::vector<Value>{text});
  machine.heap.assign(machine.heap.exception(error).context, exception);
  return error;
}

void Runtime::task_exited(bool raised, Value result) {
  const TaskSlot slot = current_;
  Task& task = kernel.task(slot);
  for (NurserySlot open : task.child_nurseries) trio::abandon(*this, open, slot);
  trio::break_lots_of(*this, slot);
  const bool cut_off =
      task.status && trio.status(task.status).abandoned && !trio.status(task.status).parent;
  if (cut_off || !task.child_nurseries.empty()) {
    if (!raised) machine.heap.release(std::exchange(result, Value{}));
    result = corrupted_stack_error(slot, result);
    recorder.raised(machine, task.shown, result, 0);
    raised = true;
  }
  const EventId exit = task.shown ? record_exit(slot, raised ? result : Value{}) : EventId{};
  task.alive = false;
  trio::activate_status(*this, slot, StatusSlot{}, EventId{});
  machine.discard(task.stack);
  if (slot == trio.init) {
    current_ = {};
    if (raised) return crash_trio_run(result);
    machine.heap.release(result);
    return end_trio_run(outcome_of_run());
  }
  const bool is_main = slot == trio.main;
  // The outcome is handed over before the step ends (semantics A8).
  trio::child_finished(*this, task.parent, slot, raised && !is_main ? result : Value{}, exit);
  if (is_main) {
    main_exit_ = exit;
    main_outcome_ = Resume{raised ? Resume::Kind::kException : Resume::Kind::kValue, result};
  } else {
    machine.heap.release(result);
  }
  end_step();
}

// `raised`: the exception that the task ends with, or null; borrowed.
EventId Runtime::record_exit(TaskSlot slot, Value raised) {
  const Task& task = kernel.task(slot);
  const bool cancelled = !raised.is_null() && Recorder::is_cancellation(machine, raised);
  const bool failed = !raised.is_null() && !cancelled;
  const ExceptionId exception = failed ? machine.heap.exception(raised).recorded : ExceptionId{};
  const Outcome outcome = failed ? Outcome::kError : cancelled ? Outcome::kCancelled : Outcome::kOk;
  --kernel.alive_count;
  const EventId exit =
      recorder.happen(TaskExited{.task = task.shown, .outcome = outcome, .exception = exception});
  if (exception) {
    machine.heap.exception(raised).in_flight = false;
    const NurseryId to = trio.nursery(task.parent).id;
    recorder.happen_because(
        exit, ExceptionPropagated{.exception = exception,
                                  .from = task.shown,
                                  .to = to ? Place{Place::Kind::kNursery, to.value} : Place{}});
  }
  return exit;
}

}  // namespace grove
