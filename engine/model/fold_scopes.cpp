// The fold, for nurseries, cancel scopes and cancellation.
#include "engine/model/state.h"

namespace grove {

void ModelState::apply(const NurseryOpened& e) {
  ENSURE(e.nursery.index() == nurseries.size(), "nurseries must be numbered in order of creation");
  NurseryRow& nursery = add_row(nurseries);
  nursery.task = e.task;
  nursery.scope = e.scope;
  nursery.line = e.line;
  nursery.opened = event_id();
  if (e.task) {
    TaskRow& task = row(e.task);
    push<&TaskFacts::nurseries>(task, nursery.id);
  }
  if (e.scope) {
    ScopeRow& scope = row(e.scope);
    set<&ScopeFacts::nursery>(scope, nursery.id);
  }
}

void ModelState::apply(const NurseryClosing& e) {
  NurseryRow& nursery = row(e.nursery);
  set<&NurseryFacts::phase>(nursery, NurseryPhase::kClosing);
  if (e.exception) {
    mention(e.exception);
    set<&NurseryFacts::exception>(nursery, e.exception);
  }
  if (nursery.task) refresh(row(nursery.task));
}

void ModelState::apply(const NurseryClosed& e) {
  NurseryRow& nursery = row(e.nursery);
  const ExceptionId of_body = nursery.exception;
  set<&NurseryFacts::phase>(nursery, NurseryPhase::kClosed);
  set<&NurseryFacts::closed>(nursery, event_id());
  set<&NurseryFacts::exception>(nursery, e.exception);
  while (!nursery.pending.empty()) pop<&NurseryFacts::pending>(nursery);
  if (!nursery.task) return;
  TaskRow& task = row(nursery.task);
  if (e.exception) {
    ExceptionRow& exception = mention(e.exception);
    if (!exception.task) set<&ExceptionFacts::task>(exception, task.id);
    judge(exception);
    set_in_flight(task, e.exception, exception.raised ? exception.raised : event_id());
  } else if (of_body && task.exception == of_body) {
    // The body's exception was Cancelled, and ended here.
    set_in_flight(task, ExceptionId{}, EventId{});
  }
  refresh(task);
}

void ModelState::apply(const ScopeOpened& e) {
  ENSURE(e.scope.index() == scopes.size(), "scopes must be numbered in order of creation");
  ScopeRow& scope = add_row(scopes);
  scope.task = e.task;
  scope.parent = e.parent;
  scope.how = e.how;
  scope.opened_at = event().t;
  scope.deadline = e.deadline.time;
  scope.deadline_set_at = event().t;
  scope.shield = e.shield;
  scope.line = e.line;
  scope.opened = event_id();
  if (!e.task) return;
  TaskRow& task = row(e.task);
  push<&TaskFacts::scopes>(task, scope.id);
  set<&TaskRow::innermost>(task, scope.id);
}

void ModelState::apply(const ScopeChanged& e) {
  ScopeRow& scope = row(e.scope);
  if (scope.deadline != e.deadline.time) {
    set<&ScopeFacts::deadline>(scope, e.deadline.time);
    set<&ScopeFacts::deadline_set_at>(scope, event().t);
  }
  if (scope.shield == e.shield) return;
  set<&ScopeFacts::shield>(scope, e.shield);
  drop_requests_unless_held_under(scope.id);
}

void ModelState::apply(const ScopeCancelled& e) {
  ScopeRow& scope = row(e.scope);
  if (scope.cancelled) return;  // the first reason wins (semantics C16)
  set<&ScopeFacts::cancelled>(scope, true);
  set<&ScopeFacts::cancelled_by>(scope, event_id());
  set<&ScopeFacts::reason>(scope, e.reason);
  set<&ScopeFacts::reason_text>(scope, e.text);
  set<&ScopeFacts::reason_task>(scope, e.task);
  // Tasks further in may now be told that could not be.
  if (run.excused > 0) drop_requests_unless_held_under(scope.id);
}

void ModelState::apply(const ScopeClosed& e) {
  ScopeRow& scope = row(e.scope);
  ENSURE(scope.open, "a scope can close only once");
  set<&ScopeFacts::open>(scope, false);
  set<&ScopeFacts::caught>(scope, e.cancelled_caught);
  set<&ScopeFacts::closed>(scope, event_id());
  if (!scope.task) return;
  TaskRow& task = row(scope.task);
  // Scopes may close out of order (semantics C15): out to the next that is open.
  ScopeId innermost = task.innermost;
  while (innermost && !row(innermost).open && row(innermost).task == task.id) {
    innermost = row(innermost).parent;
  }
  if (innermost && row(innermost).task != task.id) innermost = ScopeId{};
  set<&TaskRow::innermost>(task, innermost);

  const bool cancelled_in_flight = task.exception && row(task.exception).cancellation;
  if (task.alive && e.cancelled_caught && cancelled_in_flight) {
    set_in_flight(task, ExceptionId{}, EventId{});
  }
  drop_request_unless_held(task);
}

void ModelState::apply(const CancelRequested& e) {
  TaskRow& task = row(e.task);
  set<&TaskFacts::requested>(task, event_id());
  refresh(task);
}

void ModelState::apply(const CancelDelivered& e) {
  TaskRow& task = row(e.task);
  set<&TaskFacts::delivered>(task, event_id());
  refresh(task);
}

ScopeId ModelState::current_scope(const TaskRow& task) const {
  if (task.innermost) return task.innermost;
  return task.nursery ? nurseries[task.nursery.index()].scope : ScopeId{};
}

ScopeId ModelState::effective_cancel(ScopeId id) const {
  if (!id || !scopes[id.index()].open) return ScopeId{};
  for (ScopeId at = id; at;) {
    const ScopeRow& scope = scopes[at.index()];
    // One that closed before what was opened in it governs nothing any more.
    if (scope.open && scope.cancelled) return at;
    if (scope.open && scope.shield) break;
    at = scope.parent;
  }
  return ScopeId{};
}

bool ModelState::inside(ScopeId scope, ScopeId outer) const {
  while (scope && scope != outer) scope = scopes[scope.index()].parent;
  return scope == outer;
}

bool ModelState::request_holds(const TaskRow& task) const {
  const auto* request =
      task.requested ? (*record)[task.requested].get_if<CancelRequested>() : nullptr;
  if (request == nullptr) return false;
  // Not by a scope (asyncio's task.cancel(), control-C): nothing but the task itself ends it.
  if (!request->scope) return true;
  // Its block was broken off: Cancelled is on its way, whatever happens to the scopes (C12).
  if (request->aborted && task.delivered < task.requested) return true;
  return static_cast<bool>(effective_cancel(current_scope(task)));
}

// REQUIRES: there is a request.
bool ModelState::can_be_told(const TaskRow& task) const {
  const ScopeId id = current_scope(task);
  if (!id || scopes[id.index()].task != task.id) return true;
  const ScopeRow& scope = scopes[id.index()];
  const bool in_exit =
      scope.nursery && nurseries[scope.nursery.index()].phase != NurseryPhase::kOpen;
  const auto* request = (*record)[task.requested].get_if<CancelRequested>();
  if (!in_exit || request == nullptr || !request->scope) return true;
  return !scope.shield && effective_cancel(scope.parent);
}

void ModelState::drop_request_unless_held(TaskRow& task) {
  // A task that is over keeps its last request: it says why it ended.
  if (task.alive && !request_holds(task)) {
    set<&TaskFacts::requested>(task, EventId{});
    set<&TaskFacts::delivered>(task, EventId{});
  }
  refresh(task);
}

void ModelState::drop_requests_unless_held_under(ScopeId outer) {
  const auto asked = status_counts[static_cast<std::size_t>(TaskStatus::kAsked)];
  const auto cancelling = status_counts[static_cast<std::size_t>(TaskStatus::kCancelling)];
  // Without this a program that raises shields in a loop would be slow to fold.
  if (!outer || asked + cancelling + run.excused == 0) return;
  if (!row(outer).task) return;
  std::vector<TaskId> to_visit{row(outer).task};
  while (!to_visit.empty()) {
    TaskRow& task = row(to_visit.back());
    to_visit.pop_back();
    if (!task.alive) continue;
    if (inside(current_scope(task), outer)) drop_request_unless_held(task);
    for (const NurseryId id : task.nurseries) {
      const NurseryRow& nursery = row(id);
      if (nursery.phase == NurseryPhase::kClosed || !inside(nursery.scope, outer)) continue;
      to_visit.insert(to_visit.end(), nursery.children.begin(), nursery.children.end());
    }
  }
}

}  // namespace grove
