// Lanes: what each task did when, as spans of one state each, for the whole of what is recorded.
// Grows with the record; a span's states are those of the model, so that timeline and tree never
// disagree.
#pragma once

#include <vector>

#include "engine/model/model.h"

namespace grove {

// A stretch of a task's life in one state. Within one instant a span may last no time at all.
struct Span {
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
  std::vector<Span> spans;
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

 private:
  TaskId changed_by(const Event& event) const;
  void note_before_end(const Event& event);
  void note(TaskId task, EventId event, SimTime time);

  const Record& record_;
  Model model_;  // at the end of what is recorded
  std::vector<Lane> lanes_;
  // Sorted when it is asked for: between two frames a run may spawn thousands of tasks.
  mutable std::vector<TaskId> order_;
  SimTime latest_wish_;
};

}  // namespace grove
