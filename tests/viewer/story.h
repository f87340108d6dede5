// Story: writes small records by hand, so that tests of the viewer need no engine.
//
//   Story story;
//   const TaskId main = story.spawn_main();
//   const NurseryId nursery = story.open_nursery(main);
//   const TaskId child = story.spawn(nursery, "child");
//   story.sleep(child, 0.3);
//   const Record& record = story.record();
//
// Every call appends the events that Trio would leave; the current task's step begins and ends by
// itself. Seconds are simulated.
#pragma once

#include <string>
#include <vector>

#include "engine/record/record.h"

namespace grove {

class Story {
 public:
  Story();

  Record& record() { return record_; }

  void at(double seconds);  // the clock goes on

  TaskId spawn_main();
  TaskId spawn(NurseryId nursery, const std::string& name, int32_t line = 0);
  NurseryId open_nursery(TaskId task, int32_t line = 1);
  // Nothing but the body of `task` is done: it waits for the children.
  void wait_for_children(NurseryId nursery);
  void close_nursery(NurseryId nursery, ExceptionId exception = {});
  ScopeId open_scope(TaskId task, ScopeKind how, double deadline, int32_t line = 1);
  void close_scope(ScopeId scope, bool caught);

  // In its own function, or in one that was called from there.
  void comes_to(TaskId task, int32_t line, const std::string& function = "main", int32_t depth = 0);
  void sleep(TaskId task, double until);
  void print(TaskId task, const std::string& text);
  void exit(TaskId task);
  // Ends it with an exception that came from elsewhere.
  void exit_with(TaskId task, ExceptionId exception);
  // Raises in the task, ends it and takes the exception to its nursery.
  ExceptionId fail(TaskId task, const std::string& type);
  void cancel(NurseryId nursery, TaskId because_of);
  void ask(TaskId task, ScopeId scope);
  void tell(TaskId task, ScopeId scope);
  void exit_cancelled(TaskId task);
  void finish();

 private:
  struct NurseryNote {
    TaskId task;
    ScopeId scope;
  };

  EventId step_of(TaskId task);
  void end_step();
  template <class Payload>
  EventId add(EventId cause, const Payload& payload) {
    return record_.append(now_, cause, payload);
  }

  Record record_;
  SimTime now_{0};
  TaskId running_;
  EventId step_, last_cancel_;
  int32_t steps_ = 0, tasks_ = 0, nurseries_ = 0, scopes_ = 0, exceptions_ = 0;
  std::vector<NurseryNote> notes_;      // by nursery
  std::vector<ScopeId> current_scope_;  // by task
  std::vector<ScopeId> scope_parents_;  // by scope
  std::vector<TaskId> scope_tasks_;     // by scope
  std::vector<EventId> woken_by_;       // by task
  std::vector<NurseryId> nursery_of_;   // by task
};

inline Story::Story() {
  record_.header.title = "story";
  record_.header.program = {"import trio", "", "async def main():", "    pass"};
  add({}, RunStarted{});
}

inline void Story::at(double seconds) {
  end_step();
  const SimTime from = now_;
  now_ = sim_time_from_seconds(seconds);
  add(EventId{0}, ClockJumped{.from = from});
}

inline void Story::end_step() {
  if (!running_) return;
  add(step_, AfterTaskStep{.task = running_});
  running_ = {};
}

inline EventId Story::step_of(TaskId task) {
  if (running_ == task) return step_;
  end_step();
  const EventId scheduled = add(woken_by_[task.index()], TaskScheduled{.task = task});
  step_ = add(scheduled, BeforeTaskStep{.task = task, .step = steps_++});
  running_ = task;
  return step_;
}

inline TaskId Story::spawn_main() {
  const TaskId task{tasks_++};
  const Text name = record_.add_text("main");
  woken_by_.push_back(add(EventId{0}, TaskSpawned{.task = task, .name = name, .label = name}));
  current_scope_.emplace_back();
  nursery_of_.emplace_back();
  return task;
}

inline TaskId Story::spawn(NurseryId nursery, const std::string& name, int32_t line) {
  const NurseryNote& note = notes_[nursery.index()];
  const EventId step = step_of(note.task);
  const TaskId task{tasks_++};
  const Text text = record_.add_text(name);
  woken_by_.push_back(add(step, TaskSpawned{.task = task,
                                            .name = text,
                                            .label = text,
                                            .nursery = nursery,
                                            .parent = note.task,
                                            .line = line}));
  current_scope_.push_back(note.scope);
  nursery_of_.push_back(nursery);
  return task;
}

inline ScopeId Story::open_scope(TaskId task, ScopeKind how, double deadline, int32_t line) {
  const EventId step = step_of(task);
  const ScopeId scope{scopes_++};
  const Deadline until{deadline > 0 ? sim_time_from_seconds(deadline) : kNever};
  add(step, ScopeOpened{.scope = scope,
                        .task = task,
                        .parent = current_scope_[task.index()],
                        .how = how,
                        .deadline = until,
                        .shield = false,
                        .line = line});
  scope_parents_.push_back(current_scope_[task.index()]);
  scope_tasks_.push_back(task);
  current_scope_[task.index()] = scope;
  return scope;
}

inline void Story::close_scope(ScopeId scope, bool caught) {
  const TaskId task = scope_tasks_[scope.index()];
  const EventId step = step_of(task);
  add(step, ScopeClosed{.scope = scope, .cancelled_caught = caught});
  current_scope_[task.index()] = scope_parents_[scope.index()];
}

inline NurseryId Story::open_nursery(TaskId task, int32_t line) {
  const ScopeId scope = open_scope(task, ScopeKind::kNursery, 0, line);
  const NurseryId nursery{nurseries_++};
  add(step_, NurseryOpened{.nursery = nursery, .task = task, .scope = scope, .line = line});
  notes_.push_back({task, scope});
  return nursery;
}

inline void Story::wait_for_children(NurseryId nursery) {
  const NurseryNote& note = notes_[nursery.index()];
  const EventId step = step_of(note.task);
  add(step, NurseryClosing{.nursery = nursery, .task = note.task, .scope = note.scope, .line = 1});
  add(step, TaskBlocked{.task = note.task, .on = WaitKind::kNursery, .nursery = nursery});
}

inline void Story::close_nursery(NurseryId nursery, ExceptionId exception) {
  const NurseryNote note = notes_[nursery.index()];
  const EventId step = step_of(note.task);
  add(step, NurseryClosed{.nursery = nursery,
                          .task = note.task,
                          .scope = note.scope,
                          .line = 1,
                          .exception = exception});
  close_scope(note.scope, false);
}

inline void Story::comes_to(TaskId task, int32_t line, const std::string& function, int32_t depth) {
  const EventId step = step_of(task);
  add(step,
      Line{.task = task, .line = line, .depth = depth, .function = record_.add_text(function)});
}

inline void Story::sleep(TaskId task, double until) {
  const EventId step = step_of(task);
  woken_by_[task.index()] = add(step, TaskBlocked{.task = task,
                                                  .on = WaitKind::kSleep,
                                                  .until = Until{sim_time_from_seconds(until)}});
}

inline void Story::print(TaskId task, const std::string& text) {
  const EventId step = step_of(task);
  add(step, Printed{.task = task, .text = record_.add_text(text), .line = 1});
}

inline void Story::exit(TaskId task) {
  const EventId step = step_of(task);
  add(step, TaskExited{.task = task, .outcome = Outcome::kOk});
}

inline void Story::exit_with(TaskId task, ExceptionId exception) {
  const EventId step = step_of(task);
  last_cancel_ =
      add(step, TaskExited{.task = task, .outcome = Outcome::kError, .exception = exception});
  const NurseryId nursery = nursery_of_[task.index()];
  if (!nursery) return;
  add(last_cancel_,
      ExceptionPropagated{.exception = exception,
                          .from = task,
                          .to = {.kind = Place::Kind::kNursery, .id = nursery.value}});
}

inline ExceptionId Story::fail(TaskId task, const std::string& type) {
  const EventId step = step_of(task);
  const ExceptionId exception{exceptions_++};
  add(step, ExceptionRaised{.task = task,
                            .exception = exception,
                            .type = record_.add_text(type),
                            .message = record_.add_text(""),
                            .line = 2});
  exit_with(task, exception);
  return exception;
}

inline void Story::cancel(NurseryId nursery, TaskId because_of) {
  last_cancel_ = add(last_cancel_, ScopeCancelled{.scope = notes_[nursery.index()].scope,
                                                  .reason = CancelReason::kNursery,
                                                  .text = record_.add_text("child failed"),
                                                  .task = because_of});
}

inline void Story::ask(TaskId task, ScopeId scope) {
  woken_by_[task.index()] =
      add(last_cancel_, CancelRequested{.task = task, .scope = scope, .aborted = true});
}

inline void Story::tell(TaskId task, ScopeId scope) {
  step_of(task);
  add(woken_by_[task.index()], CancelDelivered{.task = task, .scope = scope});
}

inline void Story::exit_cancelled(TaskId task) {
  const EventId step = step_of(task);
  add(step, TaskExited{.task = task, .outcome = Outcome::kCancelled});
}

inline void Story::finish() {
  end_step();
  add(EventId{static_cast<int32_t>(record_.size() - 1)}, RunFinished{.outcome = Outcome::kOk});
}

}  // namespace grove
