// Model: what is true at event k of a record.
//
// A fold over the record's events, with undo: forward() folds one more event in, back() takes the
// last one out again, seek(k) goes anywhere. position() events are folded; at 0 the model is empty.
// Undo keeps previous values in the model's own history (a journal); it never reads them from
// events. The record may still grow while a model stands on it.
//
//   Model model(record);
//   model.seek(record.size());
//   for (TaskId child : model.nursery(n).children) … model.status(child) …
//
// Nothing derived is stored that can be asked for cheaply; what a picture needs often (children
// lists, states and their counts) is kept by the fold. References returned are valid until the
// next forward, back or seek. Everything that appeared keeps its place in the lists after it
// ended: a picture fades it, it does not lose it.
//
// Folding or undoing an event costs well under 100 ns. The journal is bounded: it reaches back
// over the last million events or so; beyond that back() and seek() fold again from the start,
// which for a record of 5 million events is a fraction of a second.
//
// A record read from a file has passed RecordCheck (engine/record/check.h); one that has not may
// end in an ENSURE here.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>

#include "engine/model/facts.h"

namespace grove {

struct ModelState;

class Model {
 public:
  // Keeps a reference to the record, which must outlive it.
  explicit Model(const Record& record);
  ~Model();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;

  const Record& record() const;
  // How many events are folded in: the model shows the moment after event position() - 1.
  std::size_t position() const;
  // The last event folded in; unset at position 0.
  EventId last_event() const;
  SimTime now() const;

  void forward();                   // REQUIRES: position() < record().size()
  void back();                      // REQUIRES: position() > 0
  void seek(std::size_t position);  // REQUIRES: position <= record().size()

  std::size_t task_count() const;  // that ever were, up to here
  std::size_t nursery_count() const;
  std::size_t scope_count() const;
  std::size_t exception_count() const;
  std::size_t object_count() const;
  const TaskFacts& task(TaskId id) const;
  const NurseryFacts& nursery(NurseryId id) const;
  const ScopeFacts& scope(ScopeId id) const;
  const ExceptionFacts& exception(ExceptionId id) const;
  const ObjectFacts& object(ObjectId id) const;

  TaskStatus status(TaskId id) const;
  // How many tasks are in each status now (exited ones included), kept by the fold.
  const std::array<int32_t, kTaskStatusCount>& status_counts() const;
  int32_t alive_count() const;
  TaskId running_task() const;  // whose step it is, if any
  int32_t step() const;         // number of the current or last step; -1 before the first

  bool finished() const;
  Outcome outcome() const;  // meaningful when finished

  // Texts printed so far, as indices of their `printed` events, oldest first.
  std::span<const EventId> printed() const;

  // The scope whose cancellation holds for this scope (itself, or the nearest cancelled one
  // outside that no shield hides); unset if it is not effectively cancelled (semantics C2), or
  // closed.
  ScopeId effective_cancel(ScopeId id) const;
  // Minimum of own and outer deadlines up to and including the first shield; kAlwaysPast if
  // effectively cancelled (semantics C13).
  SimTime effective_deadline(ScopeId id) const;
  // The scope that the task is in: the innermost open one it opened, else its nursery's. What a
  // sleep opens inside itself is not recorded as a scope.
  ScopeId current_scope(TaskId id) const;
  // Labels joined by '/', from main.
  std::string path(TaskId id) const;
  // "main:34": task's label and line, "#2" for the second opened there.
  std::string scope_name(ScopeId id) const;

  // True if both stand at the same position with all facts equal. For tests of the undo law.
  bool same_as(const Model& other) const;

 private:
  std::unique_ptr<ModelState> state_;
};

}  // namespace grove
