// ThingLog: what happened to each of a program's things, the objects through which tasks meet:
// channels, queues, events, locks, semaphores, limiters, conditions, futures, threads, files. It
// grows with the record and is never undone; things.h reads from it what is true at a moment.
//
// What a library makes for itself is left out (the limiter behind to_thread, the events of a
// loop), or counts for the thing that it is a part of: a condition's lock, a thread's future.
#pragma once

#include <string>
#include <vector>

#include "engine/record/record.h"

namespace grove {

enum class ThingKind : uint8_t {
  kChannel,
  kQueue,
  kEvent,
  kLock,
  kSemaphore,
  kLimiter,
  kCondition,
  kFuture,
  kThread,
  kFile,
};

struct ThingChange {
  EventId event;
  TaskId by;                    // of a file: for whom its thread runs; unset: nobody of the tasks
  std::vector<TaskId> woken;    // because of it
  std::vector<TaskId> holders;  // after it, those who took it first in front; one may hold several
  bool holders_known = true;    // until somebody gives back what he did not take
};

struct ThingWait {
  EventId began, ended;  // ended: unset while it lasts
  TaskId task;
  WaitKind on = WaitKind::kEvent;
  bool served = false;  // a change of the thing ended it
};

struct ThingHistory {
  ObjectId id;
  ThingKind kind = ThingKind::kEvent;
  EventId created;
  int32_t line = 0;
  bool hidden = false;  // a library made it for itself
  std::string name;     // that the program gives it; else empty
  std::string ends[2];  // of a channel: what the program calls its ends
  std::vector<ThingChange> changes;
  std::vector<ThingWait> waits;
};

class ThingLog {
 public:
  // Keeps a reference to the record, which must outlive it.
  explicit ThingLog(const Record& record) : record_(&record) {}

  // Takes in the events that were recorded since the last call.
  void extend();

  const Record& record() const { return *record_; }
  // In the order in which they were made.
  const std::vector<ThingHistory>& things() const { return things_; }
  // The one that the object is, or is a part of; null if it is none.
  const ThingHistory* of(ObjectId object) const;

 private:
  void take(const ObjectCreated& e, EventId id);
  void take(const ObjectChanged& e, EventId id);
  void take(const TaskBlocked& e, EventId id);
  void take(const TaskScheduled& e, EventId id);
  template <class Other>
  void take(const Other&, EventId) {}

  ThingHistory* find(ObjectId object);
  std::string_view program_line(int32_t line) const;
  bool joins_neighbour(const ObjectCreated& e, EventId id, ThingKind kind);
  void name(const ObjectCreated& e, EventId id, ThingHistory* thing) const;
  void end_wait(TaskId task, EventId id, bool served);

  const Record* record_;
  std::size_t size_ = 0;
  std::vector<ThingHistory> things_;
  std::vector<int32_t> thing_of_;  // by object; −1: none
  struct OpenWait {
    int32_t thing = -1;
    std::size_t wait = 0;
  };
  std::vector<OpenWait> open_waits_;  // by task
};

}  // namespace grove
