// The fold, for tasks: their lives, steps, lines and blocks, and the state a person sees.
#include <algorithm>

#include "engine/model/state.h"

namespace grove {
namespace {

struct LineOfFunction {
  int32_t line = 0;
  Text function;
};

struct PlaceInList {
  uint32_t place = 0;
  TaskId task;
};

}  // namespace

void ModelState::apply(const TaskSpawned& e) {
  ENSURE(e.task.index() == tasks.size(), "tasks must be numbered in order of creation");
  TaskRow& task = add_row(tasks);
  task.name = e.name;
  task.label = e.label;
  task.parent = e.parent;
  task.spawn_line = e.line;
  task.spawned_at = event().t;
  task.spawned = event_id();
  ++status_counts[static_cast<std::size_t>(task.status)];
  set<&RunFacts::alive>(run, run.alive + 1);
  if (e.nursery) {
    add_child(row(e.nursery), task);
  } else if (e.parent) {
    TaskRow& creator = row(e.parent);
    push<&TaskFacts::created>(creator, task.id);
  }
}

void ModelState::apply(const TaskScheduled& e) {
  TaskRow& task = row(e.task);
  set<&TaskFacts::runnable>(task, true);
  unblock(task);
  set<&TaskFacts::scheduled>(task, event_id());
  refresh(task);
}

void ModelState::apply(const BeforeTaskStep& e) {
  TaskRow& task = row(e.task);
  set<&TaskFacts::running>(task, true);
  set<&TaskFacts::runnable>(task, false);
  unblock(task);
  set<&RunFacts::running>(run, e.task);
  set<&RunFacts::step>(run, e.step);
  refresh(task);
}

void ModelState::apply(const AfterTaskStep& e) {
  TaskRow& task = row(e.task);
  set<&TaskFacts::running>(task, false);
  if (run.running == e.task) set<&RunFacts::running>(run, TaskId{});
  refresh(task);
}

// A place is more than an entry holds: its depth goes in one of its own.
void ModelState::pop_place(TaskRow& task) {
  const CodePlace& top = task.stack.back();
  journal.push([](ModelState& s, uint32_t number,
                  uint64_t old) { s.tasks[number].stack.back().depth = unpacked<int32_t>(old); },
               number_of(task), packed(top.depth));
  journal.push(
      [](ModelState& s, uint32_t number, uint64_t old) {
        const auto place = unpacked<LineOfFunction>(old);
        s.tasks[number].stack.push_back({place.line, place.function, 0});
      },
      number_of(task), packed(LineOfFunction{top.line, top.function}));
  task.stack.pop_back();
}

void ModelState::apply(const Line& e) {
  TaskRow& task = row(e.task);
  // A line less deep says that the functions above it have returned.
  while (!task.stack.empty() && task.stack.back().depth > e.depth) pop_place(task);
  if (task.stack.empty() || task.stack.back().depth < e.depth) {
    return push<&TaskFacts::stack>(task, CodePlace{e.line, e.function, e.depth});
  }
  CodePlace& top = task.stack.back();
  journal.push(
      [](ModelState& s, uint32_t number, uint64_t old) {
        const auto place = unpacked<LineOfFunction>(old);
        s.tasks[number].stack.back().line = place.line;
        s.tasks[number].stack.back().function = place.function;
      },
      number_of(task), packed(LineOfFunction{top.line, top.function}));
  top.line = e.line;
  top.function = e.function;
}

void ModelState::apply(const TaskBlocked& e) {
  TaskRow& task = row(e.task);
  unblock(task);
  set<&TaskFacts::blocked>(task, true);
  count_waiting(e.object, +1);
  set<&TaskFacts::block, &Block::on>(task, e.on);
  set<&TaskFacts::block, &Block::object>(task, e.object);
  set<&TaskFacts::block, &Block::nursery>(task, e.nursery);
  set<&TaskFacts::block, &Block::other>(task, e.other);
  set<&TaskFacts::block, &Block::since>(task, event().t);
  set<&TaskFacts::block, &Block::until>(task, e.until.time);
  refresh(task);
}

void ModelState::apply(const TaskExited& e) {
  TaskRow& task = row(e.task);
  ENSURE(task.alive, "a task can exit only once");
  set<&TaskFacts::alive>(task, false);
  set<&TaskFacts::runnable>(task, false);
  unblock(task);
  set<&TaskFacts::outcome>(task, e.outcome);
  set<&TaskFacts::exited>(task, event_id());
  set<&TaskFacts::exited_at>(task, event().t);
  set<&RunFacts::alive>(run, run.alive - 1);
  if (e.outcome == Outcome::kOk) {
    set_in_flight(task, ExceptionId{}, EventId{});
  } else if (e.exception) {
    const ExceptionRow& exception = mention(e.exception);
    if (task.exception != e.exception) set_in_flight(task, e.exception, exception.raised);
  }
  if (task.nursery) {
    NurseryRow& nursery = row(task.nursery);
    set<&NurseryFacts::alive>(nursery, nursery.alive - 1);
  }
  refresh(task);
}

void ModelState::add_child(NurseryRow& nursery, TaskRow& task) {
  set<&TaskFacts::nursery>(task, nursery.id);
  push<&NurseryFacts::children>(nursery, task.id);
  if (task.alive) set<&NurseryFacts::alive>(nursery, nursery.alive + 1);
}

void ModelState::remove_child(NurseryRow& nursery, TaskRow& task) {
  std::vector<TaskId>& children = nursery.children;
  // A task moves soon after it was started: it is found near the end.
  const auto found = std::find(children.rbegin(), children.rend(), task.id);
  ENSURE(found != children.rend(), "a task must be among its nursery's children");
  const auto place = static_cast<std::size_t>(children.rend() - found - 1);
  journal.push(
      [](ModelState& s, uint32_t number, uint64_t old) {
        const auto taken = unpacked<PlaceInList>(old);
        std::vector<TaskId>& list = s.nurseries[number].children;
        list.insert(list.begin() + static_cast<std::ptrdiff_t>(taken.place), taken.task);
      },
      number_of(nursery), packed(PlaceInList{static_cast<uint32_t>(place), task.id}));
  children.erase(children.begin() + static_cast<std::ptrdiff_t>(place));
  if (task.alive) set<&NurseryFacts::alive>(nursery, nursery.alive - 1);
}

void ModelState::apply(const TaskMoved& e) {
  TaskRow& task = row(e.task);
  NurseryRow& to = row(e.nursery);
  const ScopeId old_outer = task.nursery ? row(task.nursery).scope : ScopeId{};
  if (task.nursery) remove_child(row(task.nursery), task);
  add_child(to, task);
  set<&TaskFacts::parent>(task, to.task);
  // Its scopes hung under the nursery it was started in.
  for (const ScopeId id : task.scopes) {
    ScopeRow& scope = row(id);
    if (!scope.open || scope.parent != old_outer || inside(to.scope, id)) continue;
    set<&ScopeFacts::parent>(scope, to.scope);
  }
  drop_request_unless_held(task);
}

void ModelState::apply(const TaskOrphaned& e) {
  TaskRow& task = row(e.task);
  set<&TaskFacts::orphaned>(task, true);
  set<&TaskFacts::orphaned_by>(task, event_id());
}

void ModelState::apply(const AwaitStarted& e) { set<&TaskFacts::awaits>(row(e.task), e.on); }

void ModelState::apply(const AwaitEnded& e) {
  TaskRow& task = row(e.task);
  if (task.awaits == e.on) set<&TaskFacts::awaits>(task, Place{});
}

void ModelState::apply(const Printed&) { push<&RunFacts::printed>(run, event_id()); }

void ModelState::apply(const RunFinished& e) {
  set<&RunFacts::finished>(run, true);
  set<&RunFacts::outcome>(run, e.outcome);
}

// The table in model.h, row by row.
TaskStatus ModelState::status_of(const TaskRow& task) const {
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

void ModelState::refresh(TaskRow& task) {
  const bool excused = task.alive && task.requested && !can_be_told(task);
  if (excused != task.excused) {
    set<&TaskRow::excused>(task, excused);
    set<&RunFacts::excused>(run, run.excused + (excused ? 1 : -1));
  }
  const TaskStatus status = status_of(task);
  if (status == task.status) return;
  journal.push([](ModelState& s, uint32_t number,
                  uint64_t old) { s.set_status(s.tasks[number], unpacked<TaskStatus>(old)); },
               number_of(task), packed(task.status));
  set_status(task, status);
}

// Without the journal.
void ModelState::set_status(TaskRow& task, TaskStatus status) {
  --status_counts[static_cast<std::size_t>(task.status)];
  ++status_counts[static_cast<std::size_t>(status)];
  task.status = status;
}

}  // namespace grove
