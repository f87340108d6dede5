// Living: what lives at a moment of a record, as the events that tell of it.
//
//   Living living(record);
//   living.take(120'000);               // the first events, a slice at a time if need be
//   for (EventId event : living.events()) …
//
// What tells of a task goes with its end, as of a nursery or a scope. Nothing tells of the end of
// an object or an exception: the last of them are kept, and what a living task is blocked on.
#pragma once

#include <vector>

#include "engine/record/record.h"

namespace grove {

class Living {
 public:
  // The record must outlive it.
  explicit Living(const Record& record) : record_(record) {}

  // Until it has taken in so many of the record's first events.
  void take(std::size_t until);
  std::size_t size() const { return size_; }
  // In the order in which they happened, so that all that one names comes before it.
  std::vector<EventId> events() const;

  // How many of each there ever were.
  std::size_t tasks() const { return tasks_.size(); }
  std::size_t nurseries() const { return nurseries_.size(); }
  std::size_t scopes() const { return scopes_.size(); }
  std::size_t objects() const { return objects_.size(); }
  std::size_t exceptions() const { return exceptions_.size(); }
  int32_t steps() const { return steps_; }

 private:
  // The last events of each kind that still say something; unset of what is over.
  struct Task {
    EventId spawned, moved, orphaned, requested, delivered, awaits, line;
    EventId scheduled, step, blocked;
    ObjectId object;  // that it is blocked on
  };
  struct Nursery {
    EventId opened, closing;
    std::vector<EventId> heard;  // of exceptions
  };
  struct Scope {
    EventId opened, changed, cancelled;
  };
  struct Object {
    EventId created, changed;
  };
  struct Exception {
    EventId raised, caught;
  };

  void take(const RunStarted& e, EventId id);
  void take(const RunFinished& e, EventId id);
  void take(const TaskSpawned& e, EventId id);
  void take(const TaskMoved& e, EventId id) { tasks_[e.task.index()].moved = id; }
  void take(const TaskOrphaned& e, EventId id) { tasks_[e.task.index()].orphaned = id; }
  void take(const TaskScheduled& e, EventId id);
  void take(const BeforeTaskStep& e, EventId id);
  void take(const AfterTaskStep& e, EventId) { tasks_[e.task.index()].step = {}; }
  void take(const Line& e, EventId id) { tasks_[e.task.index()].line = id; }
  void take(const TaskBlocked& e, EventId id);
  void take(const TaskExited& e, EventId) { tasks_[e.task.index()] = {}; }
  void take(const CancelRequested& e, EventId id);
  void take(const CancelDelivered& e, EventId id);
  void take(const AwaitStarted& e, EventId id);
  void take(const AwaitEnded& e, EventId id);
  void take(const NurseryOpened& e, EventId id);
  void take(const NurseryClosing& e, EventId id) { nurseries_[e.nursery.index()].closing = id; }
  void take(const NurseryClosed& e, EventId) { nurseries_[e.nursery.index()] = {}; }
  void take(const ScopeOpened& e, EventId id);
  void take(const ScopeChanged& e, EventId id) { scopes_[e.scope.index()].changed = id; }
  void take(const ScopeCancelled& e, EventId id) { scopes_[e.scope.index()].cancelled = id; }
  void take(const ScopeClosed& e, EventId) { scopes_[e.scope.index()] = {}; }
  void take(const ObjectCreated& e, EventId id);
  void take(const ObjectChanged& e, EventId id) { objects_[e.object.index()].changed = id; }
  void take(const ExceptionRaised& e, EventId id);
  void take(const ExceptionCaught& e, EventId id);
  void take(const ExceptionPropagated& e, EventId id);
  template <class Other>
  void take(const Other&, EventId) {}
  void see(ExceptionId id);

  const Record& record_;
  std::size_t size_ = 0;
  EventId started_, finished_;  // of the last run
  std::vector<Task> tasks_;
  std::vector<Nursery> nurseries_;
  std::vector<Scope> scopes_;
  std::vector<Object> objects_;
  std::vector<Exception> exceptions_;
  int32_t steps_ = 0;
};

}  // namespace grove
