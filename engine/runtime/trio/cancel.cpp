#include "engine/runtime/trio/cancel.h"

#include <utility>
#include <vector>

#include "engine/machine/types/exception_args.h"
#include "engine/runtime/trio/causes.h"
#include "engine/runtime/trio/clock.h"
#include "engine/runtime/trio/delivery.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/words.h"

namespace grove::trio {

namespace {

// Whether such an event can bring a task under a scope that was cancelled before.
bool puts_in_scope(EventKind kind) {
  return kind == EventKind::kTaskSpawned || kind == EventKind::kTaskMoved ||
         kind == EventKind::kScopeChanged;
}

// Keeps the record's cancel_requested in step with the truth: which cancellation, if any, holds
// for the task now. An inner scope's deadline inside sleep() is nobody's business.
void note_request(Kernel& k, TaskSlot slot, EventId because) {
  TrioTask& task = trio_of(k).task(slot);
  const ScopeSlot from = task.status ? origin(k, task.status) : ScopeSlot{};
  if (from == task.requested_scope) return;
  task.requested_scope = from;
  task.requested = EventId{};
  if (!from || !task.shown) return;
  const bool aborted = task.abort != AbortAction::kNone && task.abort != AbortAction::kFail;
  // Unless it was put there since, the scope's cancellation is why: the walk that came here may
  // have been set off by another scope, or by one that is not shown.
  const EventId own = trio_of(k).scope(from).cancelled;
  const bool put = because > own && puts_in_scope(k.recorder.record[because].kind());
  if (own && !put) because = own;
  task.requested = k.recorder.happen_because(
      because ? because : k.recorder.step,
      CancelRequested{.task = task.shown, .scope = trio_of(k).scope(from).id, .aborted = aborted});
}

// Brings the timers in line with the scope (only active, not cancelled scopes expire).
void update_registration(Kernel& k, ScopeSlot slot) {
  CancelScope& scope = trio_of(k).scope(slot);
  const SimTime wanted = !scope.status || scope.cancel_called ? kNever : scope.deadline;
  if (wanted == scope.registered) return;
  if (scope.ticket != Timers::kNoTicket) k.timers.remove(scope.ticket);
  scope.ticket = wanted == kNever ? Timers::kNoTicket
                                  : k.timers.add(wanted, TimerOwner{trio_of(k).loop, slot.value});
  scope.registered = wanted;
}

// The scope itself is cancelled from here on; what that means for those in it comes after.
void mark_cancelled(Kernel& k, ScopeSlot slot, CancelCause cause, EventId because) {
  CancelScope& scope = trio_of(k).scope(slot);
  scope.cancel_called = true;
  update_registration(k, slot);
  // The record says why it was cancelled itself; Cancelled may carry an outer scope's reason.
  if (scope.shown && scope.id) {
    scope.cancelled =
        k.recorder.happen_because(because, ScopeCancelled{.scope = scope.id,
                                                          .reason = cause.source,
                                                          .text = reason_for_record(k, cause),
                                                          .task = cause.task});
  }
  if (scope.cause < 0) {
    scope.cause = add_cause(k, std::move(cause));
    scope.cause_scope = slot;
  }
}

// Looking at an active scope notices a deadline that has passed (semantics C8).
bool deadline_unnoticed(Kernel& k, const CancelScope& scope) {
  return (scope.status || !scope.entered) && !scope.cancel_called && k.now() >= scope.deadline;
}

// Brings a status and all below it up to date (semantics C2, C3a, A6). An explicit stack: the tree
// may be as deep as the program likes. The last-inserted child is visited first.
void recalculate(Kernel& k, StatusSlot start, EventId because) {
  std::vector<StatusSlot>& todo = trio_of(k).todo;
  ENSURE(todo.empty(), "statuses are brought up to date while they are");
  todo.push_back(start);
  while (!todo.empty()) {
    const StatusSlot slot = todo.back();
    todo.pop_back();
    // A shield that goes up and down over a thousand scopes is work as well.
    k.machine.allowance.take_items(1);
    CancelStatus& status = trio_of(k).status(slot);
    CancelScope& scope = trio_of(k).scope(status.scope);
    if (deadline_unnoticed(k, scope)) {
      mark_cancelled(k, status.scope, CancelCause{.source = CancelReason::kDeadline},
                     scope.deadline_set);
    }
    const bool visible = parent_cancellation_is_visible(k, status);
    const bool cancelled = scope.cancel_called || visible;
    if (cancelled == status.effectively_cancelled) {
      // A sleep that is over already now also lies under an outer cancellation, or no longer does
      // (semantics B4).
      if (!scope.shown) {
        for (TaskSlot t = status.first_task; t; t = trio_of(k).task(t).next_in_status) {
          note_request(k, t, because);
        }
      }
      continue;
    }
    if (scope.cause < 0 && visible) {
      const CancelScope& outer = trio_of(k).scope(trio_of(k).status(status.parent).scope);
      scope.cause = outer.cause;
      scope.cause_scope = outer.cause_scope;
    }
    status.effectively_cancelled = cancelled;
    for (TaskSlot t = status.first_task; t; t = trio_of(k).task(t).next_in_status) {
      k.machine.allowance.take_items(1);
      note_request(k, t, because);
      if (cancelled) attempt_delivery(k, t);
    }
    for (StatusSlot c = status.first_child; c; c = trio_of(k).status(c).next_sibling) {
      todo.push_back(c);
    }
  }
}

// Where Trio's own nurseries round all tasks, or control-C, are behind a cancellation, a scope of
// the program's that is cancelled within it is what those in it were asked by from then on.
void ask_again(Kernel& k, StatusSlot start, EventId because) {
  std::vector<StatusSlot> todo{start};
  while (!todo.empty()) {
    const CancelStatus& status = trio_of(k).status(todo.back());
    todo.pop_back();
    if (!status.effectively_cancelled) continue;
    for (TaskSlot t = status.first_task; t; t = trio_of(k).task(t).next_in_status) {
      note_request(k, t, because);
    }
    for (StatusSlot c = status.first_child; c; c = trio_of(k).status(c).next_sibling) {
      todo.push_back(c);
    }
  }
}

void link_child(Trio& trio, StatusSlot slot, StatusSlot parent) {
  CancelStatus& status = trio.status(slot);
  status.parent = parent;
  if (!parent) return;
  CancelStatus& above = trio.status(parent);
  status.previous_sibling = above.last_child;
  status.next_sibling = {};
  (above.last_child ? trio.status(above.last_child).next_sibling : above.first_child) = slot;
  above.last_child = slot;
}

void unlink_child(Trio& trio, StatusSlot slot) {
  CancelStatus& status = trio.status(slot);
  if (!status.parent) return;
  CancelStatus& above = trio.status(status.parent);
  (status.previous_sibling ? trio.status(status.previous_sibling).next_sibling
                           : above.first_child) = status.next_sibling;
  (status.next_sibling ? trio.status(status.next_sibling).previous_sibling : above.last_child) =
      status.previous_sibling;
  status.parent = {};
  status.next_sibling = status.previous_sibling = {};
}

void link_task(Kernel& k, TaskSlot slot, StatusSlot to) {
  TrioTask& task = trio_of(k).task(slot);
  task.status = to;
  if (!to) return;
  CancelStatus& status = trio_of(k).status(to);
  task.previous_in_status = status.last_task;
  task.next_in_status = {};
  (status.last_task ? trio_of(k).task(status.last_task).next_in_status : status.first_task) = slot;
  status.last_task = slot;
}

void unlink_task(Kernel& k, TaskSlot slot) {
  TrioTask& task = trio_of(k).task(slot);
  if (!task.status) return;
  CancelStatus& status = trio_of(k).status(task.status);
  (task.previous_in_status ? trio_of(k).task(task.previous_in_status).next_in_status
                           : status.first_task) = task.next_in_status;
  (task.next_in_status ? trio_of(k).task(task.next_in_status).previous_in_status
                       : status.last_task) = task.previous_in_status;
  task.status = {};
  task.next_in_status = task.previous_in_status = {};
}

StatusSlot new_status(Kernel& k, ScopeSlot scope, StatusSlot parent, EventId because) {
  Trio& trio = trio_of(k);
  StatusSlot slot;
  if (trio.free_statuses.empty()) {
    slot = StatusSlot{add_row(k, trio.statuses)};
  } else {
    slot = trio.free_statuses.back();
    trio.free_statuses.pop_back();
    trio.status(slot) = CancelStatus{};
  }
  trio.status(slot).scope = scope;
  trio.status(slot).in_use = true;
  link_child(trio, slot, parent);
  recalculate(k, slot, because);
  return slot;
}

void mark_abandoned(Kernel& k, StatusSlot start) {
  std::vector<StatusSlot> todo{start};
  while (!todo.empty()) {
    CancelStatus& status = trio_of(k).status(todo.back());
    todo.pop_back();
    status.abandoned = true;
    for (StatusSlot c = status.first_child; c; c = trio_of(k).status(c).next_sibling) {
      todo.push_back(c);
    }
  }
}

// The scope lets go of its status. If tasks or scopes are left in it (semantics C15), they are cut
// off from everybody else and stay cancelled.
void close_status(Kernel& k, StatusSlot slot) {
  unlink_child(trio_of(k), slot);
  CancelStatus& status = trio_of(k).status(slot);
  if (!status.first_task && !status.first_child) {
    status.in_use = false;
    trio_of(k).free_statuses.push_back(slot);
    return;
  }
  mark_abandoned(k, slot);
  write_out_cause(k, trio_of(k).scope(status.scope));
  status.effectively_cancelled = true;
  for (TaskSlot t = status.first_task; t; t = trio_of(k).task(t).next_in_status) {
    attempt_delivery(k, t);
  }
  for (StatusSlot c = status.first_child; c; c = trio_of(k).status(c).next_sibling) {
    recalculate(k, c, k.recorder.step);
  }
}

bool encloses(Kernel& k, StatusSlot outer, StatusSlot inner) {
  for (; inner; inner = trio_of(k).status(inner).parent) {
    if (inner == outer) return true;
  }
  return false;
}

bool is_loose(Machine& m, const ExceptionBody& group) {
  const Value notes = group.attributes.find(m.symbols.find("__notes__"));
  if (!notes.is(Type::kList)) return false;
  for (Value note : m.heap.list(notes).items) {
    if (note.is(Type::kStr) && m.heap.str(note).utf8 == kLooseNote) return true;
  }
  return false;
}

// A loose group of one becomes that one, at any depth (semantics D6). Takes the reference over.
Value collapse(Machine& m, Value exception) {
  if (m.heap.exception(exception).members.is_null()) return exception;
  std::vector<Value> members;
  bool modified = false;
  for (Value member : m.heap.tuple(m.heap.exception(exception).members).items) {
    members.push_back(collapse(m, m.heap.retain(member)));
    modified = modified || !same(members.back(), member);
  }
  Value result = exception;
  if (members.size() == 1 && is_loose(m, m.heap.exception(exception))) {
    result = m.heap.retain(members[0]);
    m.heap.release(exception);
  } else if (modified) {
    const Owned message = own(m.heap, m.heap.retain(made_with(m, exception)[0]));
    for (Value member : members) m.heap.retain(member);
    result = m.new_group(m.heap.str(message.get()).utf8, members);
    m.heap.release(exception);
  }
  for (Value member : members) m.heap.release(member);
  return result;
}

// Takes what is this scope's own out of the exception (semantics C5).
Value catch_cancelled(Kernel& k, CancelScope& scope, Value exception) {
  Machine& m = k.machine;
  const Value cancelled = class_named(m, "Cancelled");
  if (!m.is_group(exception)) {
    if (!m.is_instance(exception, cancelled)) return exception;
    scope.cancelled_caught = true;
    m.heap.release(exception);
    return {};
  }
  const ExceptionBody& body = m.heap.exception(exception);
  const int32_t number = m.heap.klass(cancelled).native_class;
  const bool has_any = body.cancels_with == number || body.cancels_with == ExceptionBody::kSeveral;
  const bool may_be_loose = trio_of(k).any_loose || is_loose(m, body);
  if (has_any) scope.cancelled_caught = true;
  const Value rest = m.take_out_cancellations(exception, cancelled);
  m.heap.release(exception);
  return rest.is_null() || !may_be_loose ? rest : collapse(m, rest);
}

// semantics C15. Takes the exception over as the new error's context.
Value corrupted(Kernel& k, const std::string& what, Value exception) {
  Machine& m = k.machine;
  const Value text = m.heap.new_str("Cancel scope stack corrupted: attempted to exit " + what);
  const Value error = m.new_exception(m.exception_class("RuntimeError"), std::vector<Value>{text});
  m.heap.assign(m.heap.exception(error).context, exception);
  return error;
}

}  // namespace

ScopeSlot new_scope(Kernel& k, ScopeKind how, bool shown) {
  Trio& trio = trio_of(k);
  ScopeSlot slot;
  if (shown || trio.free_scopes.empty()) {
    slot = ScopeSlot{add_row(k, trio.scopes)};
  } else {
    slot = trio.free_scopes.back();
    trio.free_scopes.pop_back();
    trio.scope(slot) = CancelScope{};
  }
  trio.scope(slot).how = how;
  trio.scope(slot).shown = shown;
  return slot;
}

void enter_scope(Kernel& k, ScopeSlot slot, int32_t line) {
  CancelScope& scope = trio_of(k).scope(slot);
  TrioTask& task = trio_of(k).task(k.current());
  scope.entered = true;
  if (scope.relative_deadline != kNever) {
    scope.deadline = k.now() + std::exchange(scope.relative_deadline, kNever);
    if (!scope.far.is_null()) {
      const double seconds =
          scope.far.is(Type::kInt) ? static_cast<double>(scope.far.integer) : scope.far.real;
      scope.far = Value::of_float(clock_seconds(k) + seconds);
    }
    scope.given_as_int = false;
  }
  if (scope.shown && k.current_task().shown) {
    const ScopeSlot outer = task.status ? trio_of(k).status(task.status).scope : ScopeSlot{};
    scope.id = ScopeId{k.recorder.scopes++};
    scope.deadline_set =
        k.recorder.happen(ScopeOpened{.scope = scope.id,
                                      .task = task.shown,
                                      .parent = outer ? trio_of(k).scope(outer).id : ScopeId{},
                                      .how = scope.how,
                                      .deadline = {scope.deadline},
                                      .shield = scope.shield,
                                      .line = line});
    if (scope.cancel_called) {
      // Cancelled before it was entered: the record learns of it only now.
      const CancelCause& cause = trio_of(k).cause_of(scope);
      scope.cancelled = k.recorder.happen(ScopeCancelled{.scope = scope.id,
                                                         .reason = cause.source,
                                                         .text = reason_for_record(k, cause),
                                                         .task = cause.task});
    }
  } else {
    scope.deadline_set = k.recorder.step;  // a jump of the clock to it has that cause
  }
  if (k.now() >= scope.deadline) {
    cancel(k, slot, CancelCause{.source = CancelReason::kDeadline}, scope.deadline_set);
  }
  const StatusSlot status = new_status(k, slot, task.status, scope.cancelled);
  scope.status = status;
  activate_status(k, k.current(), status, scope.cancelled);
  update_registration(k, slot);
}

Value close_scope(Kernel& k, ScopeSlot slot, Value exception) {
  CancelScope& scope = trio_of(k).scope(slot);
  if (!scope.status) {
    return corrupted(k, scope_repr(k, slot) + " which had already been exited", exception);
  }
  const StatusSlot status = scope.status;
  TrioTask& task = trio_of(k).task(k.current());
  if (task.status == status) {
    activate_status(k, k.current(), trio_of(k).status(status).parent, EventId{});
  } else if (!trio_of(k).status(status).abandoned) {
    const std::string who = scope_repr(k, slot);
    if (!encloses(k, status, task.status)) {
      return corrupted(
          k, who + " from unrelated " + task_repr(k, k.current()) + "\n" + kMisnestingAdvice,
          exception);
    }
    exception = corrupted(
        k,
        who + " in " + task_repr(k, k.current()) + " that's still within its child " +
            scope_repr(k, trio_of(k).status(task.status).scope) + "\n" + kMisnestingAdvice,
        exception);
    activate_status(k, k.current(), trio_of(k).status(status).parent, EventId{});
  }
  const CancelStatus& closing = trio_of(k).status(status);
  const bool catches = catches_cancelled(k, slot) || (task.status != status && closing.abandoned);
  if (!exception.is_null() && catches) exception = catch_cancelled(k, scope, exception);
  close_status(k, status);
  scope.status = {};
  update_registration(k, slot);
  if (scope.shown) {
    if (scope.id) {
      k.recorder.happen(ScopeClosed{.scope = scope.id, .cancelled_caught = scope.cancelled_caught});
    }
  } else if (scope.how != ScopeKind::kNursery) {
    trio_of(k).free_scopes.push_back(slot);
  }
  return exception;
}

void cancel(Kernel& k, ScopeSlot slot, CancelCause cause, EventId because) {
  CancelScope& scope = trio_of(k).scope(slot);
  if (scope.cancel_called) return;
  mark_cancelled(k, slot, std::move(cause), because);
  if (!scope.status) return;
  const bool by_program = scope.cause_scope && trio_of(k).scope(scope.cause_scope).shown;
  if (!by_program && scope.shown) ask_again(k, scope.status, scope.cancelled);
  recalculate(k, scope.status, scope.cancelled);
}

void forget_deadlines(Kernel& k) {
  // Not along all scopes there ever were: a program may run Trio a million times.
  for (const TimerOwner& owner : k.timers.remove_all_of(trio_of(k).loop)) {
    CancelScope& scope = trio_of(k).scope(ScopeSlot{owner.number});
    scope.ticket = Timers::kNoTicket;
    scope.registered = kNever;
  }
}

void set_deadline(Kernel& k, ScopeSlot slot, SimTime deadline, Value far) {
  CancelScope& scope = trio_of(k).scope(slot);
  scope.deadline = deadline;
  scope.far = far;
  scope.given_as_int = false;
  if (scope.status && scope.id) {
    scope.deadline_set = k.recorder.happen(
        ScopeChanged{.scope = scope.id, .deadline = {deadline}, .shield = scope.shield});
  }
  update_registration(k, slot);
}

void set_shield(Kernel& k, ScopeSlot slot, bool shield) {
  CancelScope& scope = trio_of(k).scope(slot);
  scope.shield = shield;
  if (!scope.status) return;
  const EventId changed =
      !scope.id ? k.recorder.step
                : k.recorder.happen(ScopeChanged{
                      .scope = scope.id, .deadline = {scope.deadline}, .shield = shield});
  recalculate(k, scope.status, changed);
}

bool cancel_called(Kernel& k, ScopeSlot slot) {
  CancelScope& scope = trio_of(k).scope(slot);
  if (deadline_unnoticed(k, scope)) {
    cancel(k, slot, CancelCause{.source = CancelReason::kDeadline}, scope.deadline_set);
  }
  return scope.cancel_called;
}

void activate_status(Kernel& k, TaskSlot slot, StatusSlot status, EventId because) {
  unlink_task(k, slot);
  link_task(k, slot, status);
  if (!status) return;
  if (!because) {
    const ScopeSlot from = origin(k, status);
    if (from) because = trio_of(k).scope(from).cancelled;
  }
  note_request(k, slot, because);
  if (trio_of(k).status(status).effectively_cancelled) attempt_delivery(k, slot);
}

void move_status_contents(Kernel& k, StatusSlot from, TaskSlot stays, StatusSlot to,
                          EventId because) {
  std::vector<StatusSlot> statuses;
  std::vector<TaskSlot> tasks;
  const CancelStatus& old = trio_of(k).status(from);
  for (StatusSlot c = old.first_child; c; c = trio_of(k).status(c).next_sibling)
    statuses.push_back(c);
  for (TaskSlot t = old.first_task; t; t = trio_of(k).task(t).next_in_status) {
    if (t != stays) tasks.push_back(t);
  }
  // Everything is broken off before anything is put in its new place: an abort function may act.
  for (StatusSlot c : statuses) {
    unlink_child(trio_of(k), c);
    recalculate(k, c, because);
  }
  for (TaskSlot t : tasks) activate_status(k, t, StatusSlot{}, because);
  for (StatusSlot c : statuses) {
    link_child(trio_of(k), c, to);
    recalculate(k, c, because);
  }
  for (TaskSlot t : tasks) activate_status(k, t, to, because);
}

void note_delivery(Kernel& k, TaskSlot slot, Value cancelled) {
  const TrioTask& task = trio_of(k).task(slot);
  ExceptionBody& body = k.machine.heap.exception(cancelled);
  if (!task.shown || body.cancelled_scope) return;
  // Broken off by Trio's own scope round all tasks, and a shown scope was cancelled since.
  const ScopeSlot shown = task.requested || !task.status ? ScopeSlot{} : origin(k, task.status);
  if (shown) note_request(k, slot, trio_of(k).scope(shown).cancelled);
  if (!task.requested) return;
  body.cancelled_scope = trio_of(k).scope(task.requested_scope).id;
  k.recorder.happen_because(task.requested,
                            CancelDelivered{.task = task.shown, .scope = body.cancelled_scope});
}

}  // namespace grove::trio
