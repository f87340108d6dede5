#include "engine/runtime/trio/cancel.h"

#include <utility>
#include <vector>

#include "engine/machine/builtins/exceptions.h"

namespace grove::trio {

namespace {

bool parent_cancellation_is_visible(Runtime& rt, const CancelStatus& status) {
  return status.parent && !rt.trio.scope(status.scope).shield &&
         rt.trio.status(status.parent).effectively_cancelled;
}

// The scope whose cancellation this status carries: the one whose reason Cancelled will have, but
// for what Trio opens for itself (in sleep, checkpoint), which the program does not know of. Unset
// if it carries none.
ScopeSlot origin(Runtime& rt, StatusSlot slot) {
  while (slot && !rt.trio.scope(rt.trio.status(slot).scope).shown) {
    if (!parent_cancellation_is_visible(rt, rt.trio.status(slot))) return {};
    slot = rt.trio.status(slot).parent;
  }
  if (!slot || !rt.trio.status(slot).effectively_cancelled) return {};
  const ScopeSlot from = rt.trio.scope(rt.trio.status(slot).scope).cause_scope;
  if (from && rt.trio.scope(from).shown) return from;
  // By Trio's own nurseries round all tasks first, or by control-C.
  while (slot) {
    const CancelStatus& status = rt.trio.status(slot);
    const CancelScope& scope = rt.trio.scope(status.scope);
    if (scope.shown && scope.cancel_called) return status.scope;
    if (!parent_cancellation_is_visible(rt, status)) return {};
    slot = status.parent;
  }
  return {};
}

// Keeps the record's cancel_requested in step with the truth: which cancellation, if any, holds
// for the task now. An inner scope's deadline inside sleep() is nobody's business.
void note_request(Runtime& rt, TaskSlot slot, EventId because) {
  Task& task = rt.kernel.task(slot);
  const ScopeSlot from = task.status ? origin(rt, task.status) : ScopeSlot{};
  if (from == task.requested_scope) return;
  task.requested_scope = from;
  task.requested = EventId{};
  if (!from || !task.shown) return;
  const bool aborted = task.abort != AbortAction::kNone && task.abort != AbortAction::kFail;
  // The walk that came here may have been set off by another scope, whose news this is not.
  const EventId own = rt.trio.scope(from).cancelled;
  if (own && because && rt.recorder.record[because].get_if<ScopeCancelled>()) because = own;
  task.requested = rt.recorder.happen_because(
      because ? because : rt.recorder.step,
      CancelRequested{.task = task.shown, .scope = rt.trio.scope(from).id, .aborted = aborted});
}

// Brings Deadlines in line with the scope (only active, not cancelled scopes expire).
void update_registration(Runtime& rt, ScopeSlot slot) {
  CancelScope& scope = rt.trio.scope(slot);
  const SimTime wanted = !scope.status || scope.cancel_called ? kNever : scope.deadline;
  if (wanted == scope.registered) return;
  if (scope.ticket != Deadlines::kNoTicket) rt.kernel.deadlines.remove(scope.ticket);
  scope.ticket = wanted == kNever ? Deadlines::kNoTicket : rt.kernel.deadlines.add(wanted, slot);
  scope.registered = wanted;
}

// The scope itself is cancelled from here on; what that means for those in it comes after.
void mark_cancelled(Runtime& rt, ScopeSlot slot, CancelCause cause, EventId because) {
  CancelScope& scope = rt.trio.scope(slot);
  scope.cancel_called = true;
  update_registration(rt, slot);
  // The record says why it was cancelled itself; Cancelled may carry an outer scope's reason.
  if (scope.shown && scope.id) {
    scope.cancelled = rt.recorder.happen_because(
        because,
        ScopeCancelled{.scope = scope.id,
                       .reason = cause.source,
                       .text = cause.has_text ? rt.recorder.record.add_text(cause.text) : Text{},
                       .task = cause.task});
  }
  if (!scope.has_cause) {
    scope.has_cause = true;
    scope.cause = std::move(cause);
    scope.cause_scope = slot;
  }
}

// Looking at an active scope notices a deadline that has passed (semantics C8).
bool deadline_unnoticed(Runtime& rt, const CancelScope& scope) {
  return (scope.status || !scope.entered) && !scope.cancel_called &&
         rt.kernel.now >= scope.deadline;
}

// Brings a status and all below it up to date (semantics C2, C3a, A6). An explicit stack: the tree
// may be as deep as the program likes. The last-inserted child is visited first.
void recalculate(Runtime& rt, StatusSlot start, EventId because) {
  std::vector<StatusSlot>& todo = rt.trio.todo;
  ENSURE(todo.empty(), "statuses are brought up to date while they are");
  todo.push_back(start);
  while (!todo.empty()) {
    const StatusSlot slot = todo.back();
    todo.pop_back();
    // A shield that goes up and down over a thousand scopes is work as well.
    rt.machine.allowance.take_items(1);
    CancelStatus& status = rt.trio.status(slot);
    CancelScope& scope = rt.trio.scope(status.scope);
    if (deadline_unnoticed(rt, scope)) {
      mark_cancelled(rt, status.scope, CancelCause{.source = CancelReason::kDeadline},
                     scope.deadline_set);
    }
    const bool visible = parent_cancellation_is_visible(rt, status);
    const bool cancelled = scope.cancel_called || visible;
    if (cancelled == status.effectively_cancelled) {
      // A sleep that is over already now also lies under an outer cancellation, or no longer does
      // (semantics B4).
      if (!scope.shown) {
        for (TaskSlot t = status.first_task; t; t = rt.kernel.task(t).next_in_status) {
          note_request(rt, t, because);
        }
      }
      continue;
    }
    if (!scope.has_cause && visible) {
      const CancelScope& outer = rt.trio.scope(rt.trio.status(status.parent).scope);
      scope.has_cause = outer.has_cause;
      scope.cause = outer.cause;
      scope.cause_scope = outer.cause_scope;
    }
    status.effectively_cancelled = cancelled;
    for (TaskSlot t = status.first_task; t; t = rt.kernel.task(t).next_in_status) {
      rt.machine.allowance.take_items(1);
      note_request(rt, t, because);
      if (cancelled) rt.attempt_delivery(t);
    }
    for (StatusSlot c = status.first_child; c; c = rt.trio.status(c).next_sibling) {
      todo.push_back(c);
    }
  }
}

// Where Trio's own nurseries round all tasks, or control-C, are behind a cancellation, a scope of
// the program's that is cancelled within it is what those in it were asked by from then on.
void ask_again(Runtime& rt, StatusSlot start, EventId because) {
  std::vector<StatusSlot> todo{start};
  while (!todo.empty()) {
    const CancelStatus& status = rt.trio.status(todo.back());
    todo.pop_back();
    if (!status.effectively_cancelled) continue;
    for (TaskSlot t = status.first_task; t; t = rt.kernel.task(t).next_in_status) {
      note_request(rt, t, because);
    }
    for (StatusSlot c = status.first_child; c; c = rt.trio.status(c).next_sibling) {
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

void link_task(Runtime& rt, TaskSlot slot, StatusSlot to) {
  Task& task = rt.kernel.task(slot);
  task.status = to;
  if (!to) return;
  CancelStatus& status = rt.trio.status(to);
  task.previous_in_status = status.last_task;
  task.next_in_status = {};
  (status.last_task ? rt.kernel.task(status.last_task).next_in_status : status.first_task) = slot;
  status.last_task = slot;
}

void unlink_task(Runtime& rt, TaskSlot slot) {
  Task& task = rt.kernel.task(slot);
  if (!task.status) return;
  CancelStatus& status = rt.trio.status(task.status);
  (task.previous_in_status ? rt.kernel.task(task.previous_in_status).next_in_status
                           : status.first_task) = task.next_in_status;
  (task.next_in_status ? rt.kernel.task(task.next_in_status).previous_in_status
                       : status.last_task) = task.previous_in_status;
  task.status = {};
  task.next_in_status = task.previous_in_status = {};
}

StatusSlot new_status(Runtime& rt, ScopeSlot scope, StatusSlot parent, EventId because) {
  Trio& trio = rt.trio;
  StatusSlot slot;
  if (trio.free_statuses.empty()) {
    slot = StatusSlot{static_cast<int32_t>(trio.statuses.size())};
    trio.statuses.emplace_back();
  } else {
    slot = trio.free_statuses.back();
    trio.free_statuses.pop_back();
    trio.status(slot) = CancelStatus{};
  }
  trio.status(slot).scope = scope;
  trio.status(slot).in_use = true;
  link_child(trio, slot, parent);
  recalculate(rt, slot, because);
  return slot;
}

void mark_abandoned(Runtime& rt, StatusSlot start) {
  std::vector<StatusSlot> todo{start};
  while (!todo.empty()) {
    CancelStatus& status = rt.trio.status(todo.back());
    todo.pop_back();
    status.abandoned = true;
    for (StatusSlot c = status.first_child; c; c = rt.trio.status(c).next_sibling) {
      todo.push_back(c);
    }
  }
}

// The scope lets go of its status. If tasks or scopes are left in it (semantics C15), they are cut
// off from everybody else and stay cancelled.
void close_status(Runtime& rt, StatusSlot slot) {
  unlink_child(rt.trio, slot);
  CancelStatus& status = rt.trio.status(slot);
  if (!status.first_task && !status.first_child) {
    status.in_use = false;
    rt.trio.free_statuses.push_back(slot);
    return;
  }
  mark_abandoned(rt, slot);
  status.effectively_cancelled = true;
  for (TaskSlot t = status.first_task; t; t = rt.kernel.task(t).next_in_status) {
    rt.attempt_delivery(t);
  }
  for (StatusSlot c = status.first_child; c; c = rt.trio.status(c).next_sibling) {
    recalculate(rt, c, rt.recorder.step);
  }
}

bool encloses(Runtime& rt, StatusSlot outer, StatusSlot inner) {
  for (; inner; inner = rt.trio.status(inner).parent) {
    if (inner == outer) return true;
  }
  return false;
}

bool is_cancelled_leaf(Machine& machine, Value leaf, void*) {
  return machine.is_instance(leaf, machine.exception_class("trio.Cancelled"));
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
Value catch_cancelled(Runtime& rt, CancelScope& scope, Value exception) {
  Machine& m = rt.machine;
  if (m.heap.exception(exception).members.is_null()) {
    if (!is_cancelled_leaf(m, exception, nullptr)) return exception;
    scope.cancelled_caught = true;
    m.heap.release(exception);
    return {};
  }
  bool dropped = false;
  const Value rest = m.filter_leaves(exception, is_cancelled_leaf, nullptr, &dropped);
  m.heap.release(exception);
  if (dropped) scope.cancelled_caught = true;
  return rest.is_null() ? rest : collapse(m, rest);
}

// As Trio says it: whoever calls cancel() from outside calls it all the same.
std::string_view source_word(CancelReason source) {
  return word_of(source == CancelReason::kOutside ? CancelReason::kExplicit : source);
}

// semantics C15. Takes the exception over as the new error's context.
Value corrupted(Runtime& rt, const std::string& what, Value exception) {
  Machine& m = rt.machine;
  const Value text = m.heap.new_str("Cancel scope stack corrupted: attempted to exit " + what);
  const Value error = m.new_exception(m.exception_class("RuntimeError"), std::vector<Value>{text});
  m.heap.assign(m.heap.exception(error).context, exception);
  return error;
}

}  // namespace

ScopeSlot new_scope(Runtime& rt, ScopeKind how, bool shown) {
  Trio& trio = rt.trio;
  ScopeSlot slot;
  if (shown || trio.free_scopes.empty()) {
    rt.machine.heap.charge_for_good(sizeof(CancelScope));
    slot = ScopeSlot{static_cast<int32_t>(trio.scopes.size())};
    trio.scopes.emplace_back();
  } else {
    slot = trio.free_scopes.back();
    trio.free_scopes.pop_back();
    trio.scope(slot) = CancelScope{};
  }
  trio.scope(slot).how = how;
  trio.scope(slot).shown = shown;
  return slot;
}

void enter_scope(Runtime& rt, ScopeSlot slot, int32_t line) {
  CancelScope& scope = rt.trio.scope(slot);
  Task& task = rt.current_task();
  scope.entered = true;
  if (scope.relative_deadline != kNever) {
    scope.deadline = rt.kernel.now + std::exchange(scope.relative_deadline, kNever);
    if (!scope.far.is_null()) {
      const double seconds =
          scope.far.is(Type::kInt) ? static_cast<double>(scope.far.integer) : scope.far.real;
      scope.far = Value::of_float(to_seconds(rt.kernel.now) + seconds);
    }
    scope.given_as_int = false;
  }
  if (scope.shown) {
    const ScopeSlot outer = task.status ? rt.trio.status(task.status).scope : ScopeSlot{};
    scope.id = ScopeId{rt.recorder.scopes++};
    scope.deadline_set =
        rt.recorder.happen(ScopeOpened{.scope = scope.id,
                                       .task = task.shown,
                                       .parent = outer ? rt.trio.scope(outer).id : ScopeId{},
                                       .how = scope.how,
                                       .deadline = {scope.deadline},
                                       .shield = scope.shield,
                                       .line = line});
    if (scope.cancel_called) {
      // Cancelled before it was entered: the record learns of it only now.
      scope.cancelled = rt.recorder.happen(ScopeCancelled{
          .scope = scope.id,
          .reason = scope.cause.source,
          .text = scope.cause.has_text ? rt.recorder.record.add_text(scope.cause.text) : Text{},
          .task = scope.cause.task});
    }
  }
  if (rt.kernel.now >= scope.deadline) {
    cancel(rt, slot, CancelCause{.source = CancelReason::kDeadline}, scope.deadline_set);
  }
  const StatusSlot status = new_status(rt, slot, task.status, scope.cancelled);
  scope.status = status;
  activate_status(rt, rt.current(), status, scope.cancelled);
  update_registration(rt, slot);
}

bool catches_cancelled(Runtime& rt, ScopeSlot slot) {
  const CancelStatus& status = rt.trio.status(rt.trio.scope(slot).status);
  return status.effectively_cancelled && !parent_cancellation_is_visible(rt, status);
}

bool ended_by_own_deadline(Runtime& rt, TaskSlot task) {
  const ScopeSlot slot = rt.trio.status(rt.kernel.task(task).status).scope;
  const CancelScope& scope = rt.trio.scope(slot);
  return scope.cancel_called && scope.cause.source == CancelReason::kDeadline &&
         catches_cancelled(rt, slot);
}

Value close_scope(Runtime& rt, ScopeSlot slot, Value exception) {
  CancelScope& scope = rt.trio.scope(slot);
  if (!scope.status) {
    return corrupted(rt, scope_repr(rt, slot) + " which had already been exited", exception);
  }
  const StatusSlot status = scope.status;
  Task& task = rt.current_task();
  if (task.status == status) {
    activate_status(rt, rt.current(), rt.trio.status(status).parent, EventId{});
  } else if (!rt.trio.status(status).abandoned) {
    const std::string who = scope_repr(rt, slot);
    if (!encloses(rt, status, task.status)) {
      return corrupted(
          rt, who + " from unrelated " + task_repr(rt, rt.current()) + "\n" + kMisnestingAdvice,
          exception);
    }
    exception =
        corrupted(rt,
                  who + " in " + task_repr(rt, rt.current()) + " that's still within its child " +
                      scope_repr(rt, rt.trio.status(task.status).scope) + "\n" + kMisnestingAdvice,
                  exception);
    activate_status(rt, rt.current(), rt.trio.status(status).parent, EventId{});
  }
  const CancelStatus& closing = rt.trio.status(status);
  const bool catches = catches_cancelled(rt, slot) || (task.status != status && closing.abandoned);
  if (!exception.is_null() && catches) exception = catch_cancelled(rt, scope, exception);
  close_status(rt, status);
  scope.status = {};
  update_registration(rt, slot);
  if (scope.shown) {
    rt.recorder.happen(ScopeClosed{.scope = scope.id, .cancelled_caught = scope.cancelled_caught});
  } else if (scope.how != ScopeKind::kNursery) {
    rt.trio.free_scopes.push_back(slot);
  }
  return exception;
}

void cancel(Runtime& rt, ScopeSlot slot, CancelCause cause, EventId because) {
  CancelScope& scope = rt.trio.scope(slot);
  if (scope.cancel_called) return;
  mark_cancelled(rt, slot, std::move(cause), because);
  if (!scope.status) return;
  const bool by_program = scope.cause_scope && rt.trio.scope(scope.cause_scope).shown;
  if (!by_program && scope.shown) ask_again(rt, scope.status, scope.cancelled);
  recalculate(rt, scope.status, scope.cancelled);
}

void forget_deadlines(Runtime& rt) {
  // Not along all scopes there ever were: a program may run Trio a million times.
  ScopeSlot slot;
  while (rt.kernel.deadlines.pop_due(kNever, &slot)) {
    CancelScope& scope = rt.trio.scope(slot);
    scope.ticket = Deadlines::kNoTicket;
    scope.registered = kNever;
  }
  rt.kernel.deadlines = Deadlines{};
}

void set_deadline(Runtime& rt, ScopeSlot slot, SimTime deadline, Value far) {
  CancelScope& scope = rt.trio.scope(slot);
  scope.deadline = deadline;
  scope.far = far;
  scope.given_as_int = false;
  if (scope.status) {
    scope.deadline_set = rt.recorder.happen(
        ScopeChanged{.scope = scope.id, .deadline = {deadline}, .shield = scope.shield});
  }
  update_registration(rt, slot);
}

void set_shield(Runtime& rt, ScopeSlot slot, bool shield) {
  CancelScope& scope = rt.trio.scope(slot);
  scope.shield = shield;
  if (!scope.status) return;
  const EventId changed = rt.recorder.happen(
      ScopeChanged{.scope = scope.id, .deadline = {scope.deadline}, .shield = shield});
  recalculate(rt, scope.status, changed);
}

bool cancel_called(Runtime& rt, ScopeSlot slot) {
  CancelScope& scope = rt.trio.scope(slot);
  if (deadline_unnoticed(rt, scope)) {
    cancel(rt, slot, CancelCause{.source = CancelReason::kDeadline}, scope.deadline_set);
  }
  return scope.cancel_called;
}

void activate_status(Runtime& rt, TaskSlot slot, StatusSlot status, EventId because) {
  unlink_task(rt, slot);
  link_task(rt, slot, status);
  if (!status) return;
  if (!because) {
    const ScopeSlot from = origin(rt, status);
    if (from) because = rt.trio.scope(from).cancelled;
  }
  note_request(rt, slot, because);
  if (rt.trio.status(status).effectively_cancelled) rt.attempt_delivery(slot);
}

void move_status_contents(Runtime& rt, StatusSlot from, TaskSlot stays, StatusSlot to,
                          EventId because) {
  std::vector<StatusSlot> statuses;
  std::vector<TaskSlot> tasks;
  const CancelStatus& old = rt.trio.status(from);
  for (StatusSlot c = old.first_child; c; c = rt.trio.status(c).next_sibling) statuses.push_back(c);
  for (TaskSlot t = old.first_task; t; t = rt.kernel.task(t).next_in_status) {
    if (t != stays) tasks.push_back(t);
  }
  // Everything is broken off before anything is put in its new place: an abort function may act.
  for (StatusSlot c : statuses) {
    unlink_child(rt.trio, c);
    recalculate(rt, c, because);
  }
  for (TaskSlot t : tasks) activate_status(rt, t, StatusSlot{}, because);
  for (StatusSlot c : statuses) {
    link_child(rt.trio, c, to);
    recalculate(rt, c, because);
  }
  for (TaskSlot t : tasks) activate_status(rt, t, to, because);
}

namespace {

double number_of(Value far) {
  return far.is(Type::kInt) ? static_cast<double>(far.integer) : far.real;
}

// Of those that SimTime cannot hold, the numbers themselves decide.
bool is_sooner(const CancelScope& scope, const EffectiveDeadline& than) {
  if (scope.deadline != than.time || scope.far.is_null() || than.far.is_null()) {
    return scope.deadline < than.time;
  }
  return number_of(scope.far) < number_of(than.far);
}

}  // namespace

EffectiveDeadline effective_deadline(Runtime& rt, StatusSlot slot) {
  EffectiveDeadline least;
  while (slot) {
    rt.machine.allowance.take_items(1);
    const CancelStatus& status = rt.trio.status(slot);
    const CancelScope& scope = rt.trio.scope(status.scope);
    if (status.effectively_cancelled) return {kAlwaysPast, false, {}};
    if (is_sooner(scope, least)) least = {scope.deadline, scope.given_as_int, scope.far};
    if (scope.shield) break;
    slot = status.parent;
  }
  return least;
}

bool is_cancelled(Runtime& rt, TaskSlot task) {
  const StatusSlot status = rt.kernel.task(task).status;
  return status && rt.trio.status(status).effectively_cancelled;
}

Value new_cancelled(Runtime& rt, TaskSlot task, Value context) {
  Machine& m = rt.machine;
  const StatusSlot status = rt.kernel.task(task).status;
  const CancelScope scope = status ? rt.trio.scope(rt.trio.status(status).scope) : CancelScope{};
  // source, source_task, reason (semantics C16)
  const auto text_or_none = [&m](bool there, const std::string& text) {
    return there ? m.heap.new_str(text) : Value::none();
  };
  const CancelCause& cause = scope.cause;
  const Value reason =
      scope.has_cause ? text_or_none(cause.has_text, cause.text) : m.heap.new_str("misnesting");
  const Value cancelled = m.new_exception(
      m.exception_class("trio.Cancelled"),
      std::vector<Value>{m.heap.new_str(source_word(cause.source)),
                         text_or_none(!cause.source_task.empty(), cause.source_task), reason});
  m.heap.assign(m.heap.exception(cancelled).context, m.heap.retain(context));
  return cancelled;
}

void note_delivery(Runtime& rt, TaskSlot slot, Value cancelled) {
  const Task& task = rt.kernel.task(slot);
  ExceptionBody& body = rt.machine.heap.exception(cancelled);
  if (!task.shown || body.cancelled_scope) return;
  // Broken off by Trio's own scope round all tasks, and a shown scope was cancelled since.
  const ScopeSlot shown = task.requested || !task.status ? ScopeSlot{} : origin(rt, task.status);
  if (shown) note_request(rt, slot, rt.trio.scope(shown).cancelled);
  if (!task.requested) return;
  body.cancelled_scope = rt.trio.scope(task.requested_scope).id;
  rt.recorder.happen_because(task.requested,
                             CancelDelivered{.task = task.shown, .scope = body.cancelled_scope});
}

}  // namespace grove::trio
