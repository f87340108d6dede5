// A story whose steps begin and end by themselves: each call leaves the events that Trio would,
// with their causes.
//
//   SteppedStory story;
//   const TaskId main = story.spawn_main();
//   const NurseryId nursery = story.open_nursery(main);
//   const TaskId child = story.spawn(nursery, "child");
//   story.sleep(child, 0.3);
//   const Record& record = story.record();
//
// Seconds are simulated.
#pragma once

#include <string>
#include <vector>

#include "tests/model/story.h"

namespace grove::test {

class SteppedStory {
 public:
  SteppedStory() {
    record().header.title = "story";
    record().header.program = {"import trio", "", "async def main():", "    pass"};
  }

  Record& record() { return told_.record; }

  // The clock goes on.
  void at(double seconds) {
    end_step();
    const SimTime from = told_.now;
    told_.now = sim_time_from_seconds(seconds);
    told_.tell(ClockJumped{.from = from}, EventId{0});
  }

  TaskId spawn_main() { return add_task("main", {}, {}, 0); }
  TaskId spawn(NurseryId nursery, const std::string& name, int32_t line = 0) {
    step(nurseries_[nursery.index()].task);
    return add_task(name, nursery, nurseries_[nursery.index()].task, line);
  }
  NurseryId open_nursery(TaskId task, int32_t line = 1) {
    step(task);
    const NurseryId nursery = told_.open_nursery(task, tasks_[task.index()].scope, line);
    const ScopeId scope = enter(task);
    nurseries_.push_back({task, scope});
    return nursery;
  }
  // Nothing but the body of its task is done: it waits for the children.
  void wait_for_children(NurseryId nursery) {
    const TaskId task = nurseries_[nursery.index()].task;
    step(task);
    told_.tell(NurseryClosing{
        .nursery = nursery, .task = task, .scope = nurseries_[nursery.index()].scope, .line = 1});
    told_.tell(TaskBlocked{.task = task, .on = WaitKind::kNursery, .nursery = nursery});
  }
  void close_nursery(NurseryId nursery, ExceptionId exception = {}) {
    const auto [task, scope] = nurseries_[nursery.index()];
    step(task);
    told_.close_nursery(nursery, task, scope, exception);
    close_scope(scope, false);
  }
  // Deadline 0: never.
  ScopeId open_scope(TaskId task, ScopeKind how, double deadline, int32_t line = 1) {
    step(task);
    told_.open_scope(task, tasks_[task.index()].scope, how,
                     deadline > 0 ? sim_time_from_seconds(deadline) : kNever, false, line);
    return enter(task);
  }
  void close_scope(ScopeId scope, bool caught) {
    const auto [task, parent] = scopes_[scope.index()];
    step(task);
    told_.close_scope(scope, caught);
    tasks_[task.index()].scope = parent;
  }

  // In its own function, or in one that was called from there.
  void comes_to(TaskId task, int32_t line, const std::string& function = "main",
                int32_t depth = 0) {
    step(task);
    told_.line(task, line, depth, function);
  }
  void sleep(TaskId task, double until) {
    step(task);
    tasks_[task.index()].woken_by = told_.tell(
        TaskBlocked{.task = task, .on = WaitKind::kSleep, .until = {sim_time_from_seconds(until)}});
  }
  void print(TaskId task, const std::string& text) {
    step(task);
    told_.tell(Printed{.task = task, .text = record().add_text(text), .line = 1});
  }
  void exit(TaskId task) {
    step(task);
    told_.exit(task, Outcome::kOk);
  }
  // Ends it with an exception that came from elsewhere.
  void exit_with(TaskId task, ExceptionId exception) {
    step(task);
    last_cancel_ = told_.exit(task, Outcome::kError, exception);
    const NurseryId nursery = tasks_[task.index()].nursery;
    if (nursery) told_.pass_on(exception, task, nursery, last_cancel_);
  }
  // Raises in the task, ends it and takes the exception to its nursery.
  ExceptionId fail(TaskId task, const std::string& type) {
    step(task);
    const ExceptionId exception = told_.raise(task, type, "", 2);
    exit_with(task, exception);
    return exception;
  }
  void cancel(NurseryId nursery, TaskId because_of) {
    last_cancel_ = told_.tell(ScopeCancelled{.scope = nurseries_[nursery.index()].scope,
                                             .reason = CancelReason::kNursery,
                                             .text = record().add_text("child failed"),
                                             .task = because_of},
                              last_cancel_);
  }
  void ask(TaskId task, ScopeId scope) {
    tasks_[task.index()].woken_by = told_.request(task, scope, true, last_cancel_);
  }
  void tell(TaskId task, ScopeId scope) {
    step(task);
    told_.deliver(task, scope, tasks_[task.index()].woken_by);
  }
  void exit_cancelled(TaskId task) {
    step(task);
    told_.exit(task, Outcome::kCancelled);
  }
  void finish() {
    end_step();
    told_.tell(RunFinished{.outcome = Outcome::kOk}, last());
  }

 private:
  struct TaskNote {
    NurseryId nursery;
    ScopeId scope;
    EventId woken_by;
  };
  struct ScopeNote {
    TaskId task;
    ScopeId parent;
  };
  struct NurseryNote {
    TaskId task;
    ScopeId scope;
  };

  EventId last() { return EventId{static_cast<int32_t>(record().size() - 1)}; }

  TaskId add_task(const std::string& name, NurseryId nursery, TaskId parent, int32_t line) {
    const TaskId task = told_.spawn_idle(name, nursery, parent, line);
    const ScopeId scope = nursery ? nurseries_[nursery.index()].scope : ScopeId{};
    tasks_.push_back({nursery, scope, last()});
    return task;
  }
  // The scope that it has just opened.
  ScopeId enter(TaskId task) {
    const ScopeId scope{static_cast<int32_t>(scopes_.size())};
    scopes_.push_back({task, tasks_[task.index()].scope});
    tasks_[task.index()].scope = scope;
    return scope;
  }
  // What follows is of the task's step.
  void step(TaskId task) {
    if (running_ == task) return;
    end_step();
    told_.because = told_.tell(TaskScheduled{task}, tasks_[task.index()].woken_by);
    told_.because = told_.step(task);
    running_ = task;
  }
  void end_step() {
    if (!running_) return;
    told_.end_step(running_);
    running_ = {};
    told_.because = EventId{0};
  }

  Story told_;
  TaskId running_;
  EventId last_cancel_;
  std::vector<TaskNote> tasks_;
  std::vector<ScopeNote> scopes_;
  std::vector<NurseryNote> nurseries_;
};

}  // namespace grove::test
