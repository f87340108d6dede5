// Records written by hand, for tests that say what a model must show at their end.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.h"
#include "engine/record/record.h"

namespace grove::test {

// Events one after the other; ids are given out in order. Times stay at 0, and the run's start the
// cause of everything, unless set.
class Story {
 public:
  Story() {
    tell(RunStarted{});
    because = EventId{0};
  }

  template <class Payload>
  EventId tell(const Payload& payload) {
    return tell(payload, because);
  }
  template <class Payload>
  EventId tell(const Payload& payload, EventId cause) {
    return record.append(now, cause, payload);
  }

  TaskId spawn(const std::string& label, NurseryId nursery = {}, TaskId parent = {},
               int32_t line = 0) {
    const TaskId task = spawn_idle(label, nursery, parent, line);
    tell(TaskScheduled{task});
    return task;
  }
  // Not scheduled yet.
  TaskId spawn_idle(const std::string& label, NurseryId nursery, TaskId parent, int32_t line) {
    const TaskId task{tasks_++};
    const Text text = record.add_text(label);
    tell(TaskSpawned{.task = task,
                     .name = text,
                     .label = text,
                     .nursery = nursery,
                     .parent = parent,
                     .line = line});
    return task;
  }
  EventId step(TaskId task) { return tell(BeforeTaskStep{task, steps_++}); }
  void end_step(TaskId task) { tell(AfterTaskStep{task}); }
  void line(TaskId task, int32_t line, int32_t depth = 0, const std::string& function = "spin") {
    tell(Line{.task = task,
              .line = line,
              .depth = depth,
              .function = record.add_text(function),
              .count = 0});
  }
  void sleep(TaskId task, SimTime until) {
    tell(TaskBlocked{.task = task,
                     .on = WaitKind::kSleep,
                     .object = {},
                     .nursery = {},
                     .other = {},
                     .until = {until}});
    end_step(task);
  }
  // In its nursery's exit.
  void park(TaskId task, NurseryId nursery) {
    tell(
        NurseryClosing{.nursery = nursery, .task = task, .scope = {}, .line = 26, .exception = {}});
    tell(TaskBlocked{.task = task,
                     .on = WaitKind::kNursery,
                     .object = {},
                     .nursery = nursery,
                     .other = {},
                     .until = {}});
    end_step(task);
  }
  ScopeId open_scope(TaskId task, ScopeId parent, ScopeKind how = ScopeKind::kCancelScope,
                     SimTime deadline = kNever, bool shield = false, int32_t line = 34) {
    const ScopeId scope{scopes_++};
    tell(ScopeOpened{.scope = scope,
                     .task = task,
                     .parent = parent,
                     .how = how,
                     .deadline = {deadline},
                     .shield = shield,
                     .line = line});
    return scope;
  }
  NurseryId open_nursery(TaskId task, ScopeId parent, int32_t line = 26) {
    const ScopeId scope = open_scope(task, parent, ScopeKind::kNursery, kNever, false, line);
    const NurseryId nursery{nurseries_++};
    tell(NurseryOpened{.nursery = nursery, .task = task, .scope = scope, .line = line});
    return nursery;
  }
  EventId cancel(ScopeId scope, CancelReason reason, EventId cause, TaskId by = {}) {
    return tell(ScopeCancelled{.scope = scope, .reason = reason, .text = {}, .task = by}, cause);
  }
  EventId request(TaskId task, ScopeId scope, bool aborted) {
    return request(task, scope, aborted, because);
  }
  EventId request(TaskId task, ScopeId scope, bool aborted, EventId cause) {
    return tell(CancelRequested{.task = task, .scope = scope, .aborted = aborted}, cause);
  }
  EventId deliver(TaskId task, ScopeId scope) { return deliver(task, scope, because); }
  EventId deliver(TaskId task, ScopeId scope, EventId cause) {
    return tell(CancelDelivered{task, scope}, cause);
  }
  ExceptionId raise(TaskId task, const std::string& type, const std::string& message,
                    int32_t line = 23, Members members = {}) {
    const ExceptionId exception{static_cast<int32_t>(types_.size())};
    types_.push_back(type);
    raise_again(task, exception, type, message, line, members);
    return exception;
  }
  EventId raise_again(TaskId task, ExceptionId exception, const std::string& type,
                      const std::string& message, int32_t line = 23, Members members = {}) {
    return tell(ExceptionRaised{.task = task,
                                .exception = exception,
                                .type = record.add_text(type),
                                .message = record.add_text(message),
                                .line = line,
                                .members = members,
                                .context = {},
                                .suppressed = false,
                                .cancellation = is_cancellation(type)});
  }
  // As the program's library says it; the model knows no names.
  static bool is_cancellation(const std::string& type) {
    return type == "Cancelled" || type == "CancelledError";
  }
  void catch_it(TaskId task, ExceptionId exception, const std::string& type) {
    tell(ExceptionCaught{.task = task,
                         .exception = exception,
                         .type = record.add_text(type),
                         .message = record.add_text(""),
                         .line = 30,
                         .members = {},
                         .context = {},
                         .suppressed = false,
                         .cancellation = is_cancellation(type)});
  }
  // The members of a group: exceptions that were raised before.
  Members group(const std::vector<ExceptionId>& members) {
    std::vector<ExceptionInfo> list;
    for (const ExceptionId id : members)
      list.push_back(ExceptionInfo{id, types_[id.index()], "", {}});
    return record.add_members(list);
  }
  // Likewise, of so many that were not.
  Members group_of_new(int count, const std::string& type) {
    return record.add_members(std::vector<ExceptionInfo>(
        static_cast<std::size_t>(count), ExceptionInfo{{}, type, "", {}, is_cancellation(type)}));
  }
  EventId exit(TaskId task, Outcome outcome, ExceptionId exception = {}) {
    return tell(TaskExited{task, outcome, exception});
  }
  EventId pass_on(ExceptionId exception, TaskId from, NurseryId to, EventId cause) {
    return tell(
        ExceptionPropagated{
            .exception = exception, .from = from, .to = {Place::Kind::kNursery, to.value}},
        cause);
  }
  void close_nursery(NurseryId nursery, TaskId task, ScopeId scope, ExceptionId exception = {}) {
    tell(NurseryClosed{
        .nursery = nursery, .task = task, .scope = scope, .line = 26, .exception = exception});
  }
  void close_scope(ScopeId scope, bool caught) { tell(ScopeClosed{scope, caught}); }

  Record record;
  SimTime now;
  EventId because;

 private:
  int32_t tasks_ = 0, nurseries_ = 0, scopes_ = 0, steps_ = 0;
  std::vector<std::string> types_;  // by exception
};

// What a record's model shows at its end.
inline Model at_end(const Story& story) {
  Model model(story.record);
  model.seek(story.record.size());
  return model;
}

}  // namespace grove::test
