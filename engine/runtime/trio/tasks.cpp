#include "engine/runtime/trio/tasks.h"

#include <utility>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/delivery.h"
#include "engine/runtime/trio/instruments.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/parking_lot.h"
#include "engine/runtime/trio/runs.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/wait_queue.h"
#include "engine/runtime/trio/words.h"

namespace grove::trio {

namespace {

int32_t add_name(Kernel& k, std::string_view name) {
  Arena<std::string>& names = trio_of(k).names;
  const auto count = static_cast<int32_t>(names.size());
  if (count > 0 && names[static_cast<std::size_t>(count) - 1] == name) return count - 1;
  k.machine.heap.charge_for_good(name.size());
  return add_row(k, names, name);
}

}  // namespace

TaskSlot spawn(Kernel& k, Value coroutine, std::string_view name, std::string_view library_name,
               NurserySlot parent, bool shown) {
  Trio& trio = trio_of(k);
  const TaskSlot slot = k.new_task(trio.loop, coroutine);
  // Slots that another library's tasks have stay unused here.
  while (trio.tasks.size() <= slot.index()) add_row(k, trio.tasks);
  trio.task(slot).name = add_name(k, library_name);
  if (parent) add_child(k, parent, slot);
  const TaskSlot owner = parent ? trio.nursery(parent).owner : TaskSlot{};
  k.task(slot).acts_for_program =
      !shown && owner && (k.task(owner).shown || k.task(owner).acts_for_program);
  tell_of_task(k, Hook::kTaskSpawned, slot);
  const Task& task = k.task(slot);
  if (shown) {
    const Nursery& nursery = trio.nursery(parent);
    k.announce(slot, name, nursery.id, k.task(nursery.owner).shown);
    trio.task(slot).shown = task.shown;
  }
  // A child of a cancelled nursery runs up to its first checkpoint (semantics D2).
  if (parent) activate_status(k, slot, trio.nursery(parent).status, task.spawned);
  reschedule(k, slot, Resume{Resume::Kind::kStart, Value{}}, task.spawned);
  return slot;
}

bool break_off(Kernel& k, TaskSlot slot, Value exception, CancelCause cause, EventId because) {
  TrioTask& task = trio_of(k).task(slot);
  switch (std::exchange(task.abort, AbortAction::kNone)) {
    case AbortAction::kNone:
      k.machine.heap.release(exception);
      return false;
    case AbortAction::kAskProgram:
      call_abort_function(k, slot, exception);
      return true;
    case AbortAction::kFail:
      fail_nursery(k, task.exits, exception, std::move(cause), because);
      k.machine.heap.release(exception);
      return true;
    case AbortAction::kLeaveQueue:
      leave_queue(k, slot);
      break;
    case AbortAction::kEndSleep:
    case AbortAction::kSucceed:
      break;
  }
  reschedule(k, slot, Resume{Resume::Kind::kException, exception}, because);
  return true;
}

namespace {

// semantics D12
Value corrupted_stack_error(Kernel& k, TaskSlot slot, Value exception) {
  Machine& m = k.machine;
  const char* what = trio_of(k).task(slot).child_nurseries.empty() ? "Cancel scope" : "Nursery";
  const Value text = m.heap.new_str(std::string(what) + " stack corrupted: " + what +
                                    " surrounding " + task_repr(k, slot) +
                                    " was closed before the task exited\n" + kMisnestingAdvice);
  const Value error = m.new_exception(m.exception_class("RuntimeError"), std::vector<Value>{text});
  m.heap.assign(m.heap.exception(error).context, exception);
  return error;
}

// `raised`: the exception that the task ends with, or null; borrowed.
EventId record_exit(Kernel& k, TaskSlot slot, Value raised) {
  const TrioTask& task = trio_of(k).task(slot);
  Heap& heap = k.machine.heap;
  const bool cancelled = !raised.is_null() && k.machine.is_cancellation(raised);
  const bool failed = !raised.is_null() && !cancelled;
  // Nothing of the program's code was on its way.
  if (failed && !heap.exception(raised).in_flight)
    k.recorder.raised(k.machine, task.shown, raised, 0);
  const ExceptionId exception = failed ? heap.exception(raised).recorded : ExceptionId{};
  const Outcome outcome = failed ? Outcome::kError : cancelled ? Outcome::kCancelled : Outcome::kOk;
  --k.alive_count;
  const EventId exit =
      k.recorder.happen(TaskExited{.task = task.shown, .outcome = outcome, .exception = exception});
  if (!exception) return exit;
  heap.exception(raised).in_flight = false;
  const NurseryId to = trio_of(k).nursery(task.parent).id;
  k.recorder.happen_because(
      exit, ExceptionPropagated{.exception = exception,
                                .from = task.shown,
                                .to = to ? Place{Place::Kind::kNursery, to.value} : Place{}});
  return exit;
}

}  // namespace

void task_exited(Kernel& k, TaskSlot slot, bool raised, Value result) {
  Trio& trio = trio_of(k);
  TrioTask& task = trio.task(slot);
  for (NurserySlot open : task.child_nurseries) abandon(k, open, slot);
  break_lots_of(k, slot);
  const bool cut_off =
      task.status && trio.status(task.status).abandoned && !trio.status(task.status).parent;
  if (cut_off || !task.child_nurseries.empty()) {
    if (!raised) k.machine.heap.release(std::exchange(result, Value{}));
    result = corrupted_stack_error(k, slot, result);
    k.recorder.raised(k.machine, task.shown, result, 0);
    raised = true;
  }
  EventId exit = k.task(slot).acts_for_program ? k.recorder.step : EventId{};
  if (task.shown) exit = record_exit(k, slot, raised ? result : Value{});
  k.task(slot).alive = false;
  activate_status(k, slot, StatusSlot{}, EventId{});
  if (const Value seen = trio.extras_of(slot).coroutine; !seen.is_null()) {
    CoroutineBody& coroutine = k.machine.heap.coroutine(seen);
    k.machine.heap.assign(coroutine.frame, Value{});
    coroutine.running = false;
  }
  keep_context(k, slot);
  k.retire(slot);
  if (slot == trio.init) {
    if (raised) return crash_run(k, result);
    k.machine.heap.release(result);
    if (trio.heard == 0) return end_run(k, outcome_of_run(k));
    trio.init_is_over = true;
    return tell_of_task(k, Hook::kTaskExited, slot);
  }
  const bool is_main = slot == trio.main;
  // The outcome is handed over before the step ends (semantics A8).
  child_finished(k, task.parent, slot, raised && !is_main ? result : Value{}, exit);
  if (is_main) {
    trio.main_exit = k.outside_steps = exit;
    trio.main_outcome = Resume{raised ? Resume::Kind::kException : Resume::Kind::kValue, result};
  } else {
    k.machine.heap.release(result);
  }
  tell_of_task(k, Hook::kTaskExited, slot);
}

}  // namespace grove::trio
