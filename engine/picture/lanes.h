// Lanes: what each task did when, as spans of one state each, for the whole of what is recorded.
// Grows with the record; a span's states are those of the model, so that timeline and tree never
// disagree.
#pragma once

#include <vector>

#include "engine/model/model.h"

namespace grove {

// Scopes of one task inside each other that have a row each; those further in share the last.
inline constexpr std::size_t kMostScopeRows = 4;

// A stretch of a task's life in one state. Within one instant a span may last no time at all.
struct LaneSpan {
  SimTime from;
  SimTime to;     // of the last span so far: the time of the last event recorded
  EventId first;  // the event that brought the state
  EventId end;    // the event that ended it; unset while it lasts
  TaskStatus status = TaskStatus::kReady;
  bool blocked = false;
  WaitKind on = WaitKind::kSleep;  // while blocked
  SimTime until = kNever;          // while blocked: at most until then
  bool orphaned = false;
};

// What a task that ended well had been through before: the last of it that is worth telling.
enum class BeforeEnd : uint8_t {
  kNothing,
  kCaughtError,
  kTimedOut,  // a deadline of its own ended something in it, and it went on
  kAsked,     // to stop, and it was done before it was told
  kWon,       // it cancelled the others of its nursery
};

struct Lane {
  TaskId task, parent;
  int depth = 0;
  SimTime spawned_at;
  EventId exited;                              // unset while it lives
  BeforeEnd before_end = BeforeEnd::kNothing;  // as far as it is recorded
  Text caught{};                               // the type of the error, for kCaughtError
  std::vector<LaneSpan> spans;
  // The scopes that it opened, nurseries' own left out, in order of opening: a list for each depth
  // of one inside the other, outside first. So a row of the timeline never moves when one opens.
  std::vector<std::vector<ScopeId>> scopes;
};

// A row of the timeline: a task's lane, or one of its lists of scopes right below it.
struct TimelineRow {
  TaskId task;
  int scopes = -1;  // index of Lane::scopes; −1: the task's own

  bool of_task() const { return scopes < 0; }
  friend bool operator==(const TimelineRow&, const TimelineRow&) = default;
};

class Lanes {
 public:
  // Keeps a reference to the record, which must outlive it.
  explicit Lanes(const Record& record);

  // Until when the longest of all waits might have lasted.
  SimTime latest_wish() const { return latest_wish_; }

  // Takes in the events that were recorded since the last call.
  void extend();

  std::size_t count() const { return lanes_.size(); }
  const Lane& of(TaskId task) const { return lanes_[task.index()]; }

  // All tasks, each followed by its children, in the order of spawning.
  const std::vector<TaskId>& order() const;
  // The same with the rows of their scopes.
  const std::vector<TimelineRow>& rows() const;

  // Where a scope stands; a row of no task if it has none.
  TimelineRow row_of(ScopeId scope) const;

  // At the end of what is recorded: knows also what is to come of what is shown.
  const Model& end() const { return model_; }

 private:
  TaskId changed_by(const Event& event) const;
  void note_before_end(const Event& event);
  void note_orphans(EventId event, SimTime time);
  void note_scope(const ScopeOpened& opened);
  void note(TaskId task, EventId event, SimTime time);

  const Record& record_;
  bool orphans_ = false;  // there are some
  Model model_;           // at the end of what is recorded
  std::vector<Lane> lanes_;
  // Sorted when it is asked for: between two frames a run may spawn thousands of tasks.
  mutable std::vector<TaskId> order_;
  mutable std::vector<TimelineRow> rows_;
  std::size_t scope_rows_ = 0;
  SimTime latest_wish_;
};

}  // namespace grove
