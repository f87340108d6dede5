// The fold, for tasks: their lives, steps, lines and blocks, and the state a person sees.
#include <algorithm>

#include "engine/model/state.h"

namespace grove {

void Model::State::apply(const TaskSpawned& e) {
  ENSURE(e.task.index() == tasks.size(), "tasks must be numbered in order of creation");
  TaskRow& task = add_row(tasks);
  task.name = e.name;
  task.label = e.label;
  task.parent = e.parent;
  task.spawn_line = e.line;
  task.spawned_at = event().t;
  task.spawned = event_id();
  ++status_counts[static_cast<std::size_t>(task.status)];
  set(run, run.alive, run.alive + 1);
  if (e.nursery) {
    add_child(row(e.nursery), task);
  } else if (e.parent) {
    TaskRow& creator = row(e.parent);
    push(creator, creator.created, task.id);
  }
}

void Model::State::apply(const TaskScheduled& e) {
  TaskRow& task = row(e.task);
  set(task, task.runnable, true);
  set(task, task.blocked, false);
  set(task, task.scheduled, event_id());
  refresh(task);
}

void Model::State::apply(const BeforeTaskStep& e) {
  TaskRow& task = row(e.task);
  set(task, task.running, true);
  set(task, task.runnable, false);
  set(task, task.blocked, false);
  set(run, run.running, e.task);
  set(run, run.step, e.step);
  refresh(task);
}

void Model::State::apply(const AfterTaskStep& e) {
  TaskRow& task = row(e.task);
  set(task, task.running, false);
  if (run.running == e.task) set(run, run.running, TaskId{});
  refresh(task);
}

void Model::State::pop_place(TaskRow& task) {
  const CodePlace& top = task.stack.back();
  Journal::Entry depth = entry_for(task, task.stack, Journal::Op::kTopDepth);
  depth.old = static_cast<uint32_t>(top.depth);
  journal.push(depth);
  Journal::Entry place = entry_for(task, task.stack, Journal::Op::kAddPlace);
  place.old =
      uint64_t{static_cast<uint32_t>(top.line)} << 32 | static_cast<uint32_t>(top.function.value);
  journal.push(place);
  task.stack.pop_back();
}

void Model::State::apply(const Line& e) {
  TaskRow& task = row(e.task);
  // A line less deep says that the functions above it have returned.
  while (!task.stack.empty() && task.stack.back().depth > e.depth) pop_place(task);
  if (task.stack.empty() || task.stack.back().depth < e.depth) {
    journal.push(entry_for(task, task.stack, Journal::Op::kDropPlace));
    task.stack.push_back(CodePlace{e.line, e.function, e.depth});
    return;
  }
  CodePlace& top = task.stack.back();
  Journal::Entry entry = entry_for(task, task.stack, Journal::Op::kTopPlace);
  entry.old =
      uint64_t{static_cast<uint32_t>(top.line)} << 32 | static_cast<uint32_t>(top.function.value);
  journal.push(entry);
  top.line = e.line;
  top.function = e.function;
}

void Model::State::apply(const TaskBlocked& e) {
  TaskRow& task = row(e.task);
  set(task, task.blocked, true);
  set(task, task.block.on, e.on);
  set(task, task.block.object, e.object);
  set(task, task.block.nursery, e.nursery);
  set(task, task.block.other, e.other);
  set(task, task.block.since, event().t);
  set(task, task.block.until, e.until.time);
  refresh(task);
}

void Model::State::apply(const TaskExited& e) {
  TaskRow& task = row(e.task);
  ENSURE(task.alive, "a task can exit only once");
  set(task, task.alive, false);
  set(task, task.runnable, false);
  set(task, task.blocked, false);
  set(task, task.outcome, e.outcome);
  set(task, task.exited, event_id());
  set(task, task.exited_at, event().t);
  set(run, run.alive, run.alive - 1);
  if (e.outcome == Outcome::kOk) {
    set_in_flight(task, ExceptionId{}, EventId{});
  } else if (e.exception) {
    const ExceptionRow& exception = mention(e.exception);
    if (task.exception != e.exception) set_in_flight(task, e.exception, exception.raised);
  }
  if (task.nursery) {
    NurseryRow& nursery = row(task.nursery);
    set(nursery, nursery.alive, nursery.alive - 1);
  }
  refresh(task);
}

void Model::State::add_child(NurseryRow& nursery, TaskRow& task) {
  set(task, task.nursery, nursery.id);
  push(nursery, nursery.children, task.id);
  if (task.alive) set(nursery, nursery.alive, nursery.alive + 1);
}

void Model::State::remove_child(NurseryRow& nursery, TaskRow& task) {
  std::vector<TaskId>& children = nursery.children;
  // A task moves soon after it was started: it is found near the end.
  const auto found = std::find(children.rbegin(), children.rend(), task.id);
  ENSURE(found != children.rend(), "a task must be among its nursery's children");
  const auto place = static_cast<std::size_t>(children.rend() - found - 1);
  Journal::Entry entry = entry_for(nursery, children, Journal::Op::kInsertTask);
  entry.old = uint64_t{place} << 32 | static_cast<uint32_t>(task.id.value);
  journal.push(entry);
  children.erase(children.begin() + static_cast<std::ptrdiff_t>(place));
  if (task.alive) set(nursery, nursery.alive, nursery.alive - 1);
}

void Model::State::apply(const TaskMoved& e) {
  TaskRow& task = row(e.task);
  NurseryRow& to = row(e.nursery);
  const ScopeId old_outer = task.nursery ? row(task.nursery).scope : ScopeId{};
  if (task.nursery) remove_child(row(task.nursery), task);
  add_child(to, task);
  set(task, task.parent, to.task);
  // Its scopes hung under the nursery it was started in.
  for (const ScopeId id : task.scopes) {
    ScopeRow& scope = row(id);
    if (!scope.open || scope.parent != old_outer || inside(to.scope, id)) continue;
    set(scope, scope.parent, to.scope);
  }
  drop_request_unless_held(task);
}

void Model::State::apply(const TaskOrphaned& e) {
  TaskRow& task = row(e.task);
  set(task, task.orphaned, true);
}

void Model::State::apply(const Printed&) { push(run, run.printed, event_id()); }

void Model::State::apply(const RunFinished& e) {
  set(run, run.finished, true);
  set(run, run.outcome, e.outcome);
}

// The table in model.h, row by row.
TaskStatus Model::State::status_of(const TaskRow& task) const {
  if (!task.alive && task.outcome == Outcome::kOk) return TaskStatus::kDone;
  if (!task.alive && task.outcome == Outcome::kCancelled) return TaskStatus::kCancelled;
  bool cancelled_in_flight = false;
  if (task.exception) {
    const ExceptionRow& exception = exceptions[task.exception.index()];
    cancelled_in_flight = task.alive && exception.cancellation;
    if (!cancelled_in_flight) {
      const bool began_here = exception.began && exception.task == task.id;
      return began_here ? TaskStatus::kFailed : TaskStatus::kPassesOn;
    }
  }
  if (!task.alive) return TaskStatus::kFailed;
  if (task.delivered || cancelled_in_flight) return TaskStatus::kCancelling;
  if (task.requested && !task.excused) return TaskStatus::kAsked;
  if (task.running) return TaskStatus::kRunning;
  if (task.runnable) return TaskStatus::kReady;
  return task.blocked ? TaskStatus::kWaiting : TaskStatus::kReady;
}

void Model::State::refresh(TaskRow& task) {
  const bool excused = task.alive && task.requested && !can_be_told(task);
  if (excused != task.excused) {
    set(task, task.excused, excused);
    set(run, run.excused, run.excused + (excused ? 1 : -1));
  }
  const TaskStatus status = status_of(task);
  if (status == task.status) return;
  Journal::Entry entry = entry_for(task, task.status, Journal::Op::kStatus);
  entry.old = static_cast<uint64_t>(task.status);
  journal.push(entry);
  --status_counts[static_cast<std::size_t>(task.status)];
  ++status_counts[static_cast<std::size_t>(status)];
  task.status = status;
}

}  // namespace grove
