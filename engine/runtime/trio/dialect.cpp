// What the kernel tells and asks Trio.
#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/delivery.h"
#include "engine/runtime/trio/idle.h"
#include "engine/runtime/trio/instruments.h"
#include "engine/runtime/trio/runs.h"
#include "engine/runtime/trio/sockets.h"
#include "engine/runtime/trio/state.h"
#include "engine/runtime/trio/system_tasks.h"
#include "engine/runtime/trio/tasks.h"

namespace grove {

// --- A pass of the loop (semantics A1) ---

bool Trio::adopt_async_generator(Kernel& k, Value generator) {
  return trio::close_abandoned(k, generator);
}

void Trio::pass_begins(Kernel& k) {
  if (heard != 0) trio::tell_before_wait(k);
}

void Trio::poll(Kernel& k) {
  trio::poll_sockets(k);
  trio::poll_wakeup(k);
  if (heard != 0) trio::tell_after_wait(k);
}

bool Trio::clock_stands(Kernel&) { return clock_rate == 0 && std::isinf(autojump); }

void Trio::pass_ended(Kernel& k) {
  if (std::exchange(init_is_over, false)) trio::end_run(k, trio::outcome_of_run(k));
}

void Trio::timer_fired(Kernel& k, int32_t number) {
  const ScopeSlot slot{number};
  CancelScope& expired = scope(slot);
  expired.ticket = Timers::kNoTicket;
  expired.registered = kNever;
  trio::cancel(k, slot, CancelCause{.source = CancelReason::kDeadline}, expired.deadline_set);
}

EventId Trio::timer_cause(Kernel&, int32_t number) { return scope(ScopeSlot{number}).deadline_set; }

bool Trio::nothing_can_run(Kernel& k) { return trio::wake_idle_waiters(k); }

void Trio::order(Kernel& k, std::vector<Ready>* batch) {
  schedule.order(*batch,
                 [&k](TaskSlot slot) { return k.recorder.record.text(k.task(slot).label); });
}

// --- A step ---

void Trio::step_begins(Kernel& k, TaskSlot slot) {
  trio::tell_of_task(k, Hook::kBeforeTaskStep, slot);
  const Resume& resume = k.task(slot).stack.resume;
  if (k.task(slot).shown && resume.kind == Resume::Kind::kException &&
      k.machine.is_instance(resume.value, k.machine.exception_class("trio.Cancelled"))) {
    trio::note_delivery(k, slot, resume.value);
  }
}

void Trio::step_ends(Kernel& k, TaskSlot slot) {
  trio::tell_of_task(k, Hook::kAfterTaskStep, slot);
}

void Trio::take_foreign(Kernel& k, std::string_view what) {
  const std::string text = "trio.run received unrecognized yield message " + std::string(what) +
                           ". Are you trying to use a library written for some other framework "
                           "like asyncio? That won't work without some kind of compatibility shim.";
  foreign_error = k.machine.new_exception(k.machine.exception_class("TypeError"),
                                          {k.machine.heap.new_str(text)});
  parked = Parked::kForeign;
}

void Trio::task_parked(Kernel& k, TaskSlot slot) {
  const Parked how = std::exchange(parked, Parked::kNothing);
  ++task(slot).schedule_points;
  if (how == Parked::kForeign) {
    const Value error = std::exchange(foreign_error, Value{});
    return trio::reschedule(k, slot, Resume{Resume::Kind::kException, error}, k.recorder.step);
  }
  if (how == Parked::kShielded) {
    return trio::reschedule(k, slot, Resume{Resume::Kind::kValue, Value::none()}, k.recorder.step);
  }
  ENSURE(how == Parked::kBlock, "a built-in parked its task without saying how");
  ++task(slot).cancel_points;
  if (slot == main && interrupt_pending) trio::deliver_interrupt(k);
  trio::attempt_delivery(k, slot);
}

void Trio::task_exited(Kernel& k, TaskSlot slot, bool raised, Value result) {
  parked = Parked::kNothing;
  trio::task_exited(k, slot, raised, result);
}

void Trio::step_ended(Kernel& k, TaskSlot slot) {
  if (slot == main && !k.task(main).alive) k.recorder.step = main_exit;
}

// The program rescheduled it by hand: Trio ends it for the second time and finds that it knows no
// such task.
void Trio::finished_task_steps(Kernel& k, TaskSlot slot) {
  Task& finished = k.task(slot);
  k.machine.heap.release(std::exchange(finished.stack.resume, Resume{}).value);
  // By that object the program rescheduled it.
  ENSURE(!finished.object.is_null(),
         "a task is rescheduled by hand that the program does not hold");
  const Value key = k.machine.heap.retain(finished.object);
  trio::crash_run(k, k.machine.new_exception(k.machine.exception_class("KeyError"), {key}));
}

void Trio::go_on(Kernel& k, TaskSlot slot, Resume resume, EventId because) {
  if (k.task(slot).queued) return k.machine.heap.release(resume.value);
  trio::reschedule(k, slot, resume, because);
}

void Trio::loop_failed(Kernel& k, Value exception) { trio::crash_run(k, exception); }

// --- The outside world ---

void Trio::interrupt(Kernel& k, EventId because) { trio::interrupt(k, because); }

bool Trio::interrupt_running(Kernel& k, EventId because) {
  if (!trio::is_interrupt_kept_off(k.machine)) return false;
  trio::interrupt(k, because);
  return true;
}

bool Trio::can_break_off(Kernel&, TaskSlot slot) { return task(slot).abort != AbortAction::kNone; }

void Trio::break_off(Kernel& k, TaskSlot slot, Value exception, EventId because) {
  const bool broken =
      trio::break_off(k, slot, exception, CancelCause{.source = CancelReason::kOutside}, because);
  ENSURE(broken, "a task that can be broken off was not");
}

namespace {

ScopeSlot slot_of(Trio& trio, ScopeId id) {
  for (std::size_t s = 0; s < trio.scopes.size(); ++s) {
    if (trio.scopes[s].id == id) return ScopeSlot{static_cast<int32_t>(s)};
  }
  return {};
}

}  // namespace

std::string Trio::objection(Kernel&, const ScopeAct& act) {
  const CancelScope& target = scope(slot_of(*this, act.scope));
  if (!target.status) return fmt::format("the scope `{}` is closed by then", act.name);
  if (act.kind == Intervention::Kind::kShield) {
    if (target.shield != act.shield) return "";
    return fmt::format("the scope `{}` {} shielded", act.name, act.shield ? "is" : "is not");
  }
  if (target.cancel_called) return fmt::format("the scope `{}` is cancelled already", act.name);
  if (act.kind == Intervention::Kind::kCancel || target.deadline != act.deadline) return "";
  return act.deadline == kNever
             ? fmt::format("the scope `{}` has no deadline", act.name)
             : fmt::format("the scope `{}` ends at {} anyway", act.name, format_time(act.deadline));
}

void Trio::perform(Kernel& k, const ScopeAct& act, EventId because) {
  const ScopeSlot slot = slot_of(*this, act.scope);
  if (act.kind == Intervention::Kind::kCancel) {
    return trio::cancel(k, slot, CancelCause{.source = CancelReason::kOutside}, because);
  }
  // Changes take the step as their cause.
  const EventId before = std::exchange(k.recorder.step, because);
  if (act.kind == Intervention::Kind::kDeadline) {
    trio::set_deadline(k, slot, act.deadline);
  } else {
    trio::set_shield(k, slot, act.shield);
  }
  k.recorder.step = before;
}

TaskSlot Trio::parent_of(Kernel&, TaskSlot slot) {
  const NurserySlot above = task(slot).parent;
  return above ? nursery(above).owner : TaskSlot{};
}

// --- What a task waits for ---

namespace {

std::string label_of(Kernel& k, TaskSlot slot) {
  return std::string(k.recorder.record.text(k.task(slot).label));
}

std::string children_of(Kernel& k, const Nursery& nursery) {
  std::string labels;
  int32_t shown = 0;
  for (TaskSlot t = nursery.first_child; t; t = trio_of(k).task(t).next_sibling) {
    if (!k.task(t).shown) continue;
    if (++shown > 5) return labels + fmt::format(" and {} more", nursery.child_count - 5);
    labels += (labels.empty() ? "" : ", ") + label_of(k, t);
  }
  return labels.empty() ? "a task that is being started" : labels;
}

}  // namespace

std::optional<std::string> Trio::wait_words(Kernel& k, const TaskBlocked& blocked) {
  if (!blocked.nursery) {
    if (blocked.on != WaitKind::kReschedule) return {};
    return "to be rescheduled";
  }
  for (const Nursery& each : nurseries) {
    if (each.id != blocked.nursery) continue;
    return fmt::format("in the nursery of line {} for {}", each.line, children_of(k, each));
  }
  return {};
}

// The one task that could end the wait, if there is such a one.
std::string Trio::holder_words(Kernel& k, ObjectId object) {
  for (const TrioLock& lock : locks) {
    if (lock.id == object && lock.owner) return ", which " + label_of(k, lock.owner) + " holds";
  }
  return "";
}

}  // namespace grove
