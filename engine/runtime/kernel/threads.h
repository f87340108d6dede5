// Threads: code that runs beside the loops, each on a stack of its own, in simulated time.
//
// A thread runs between two passes of a loop, or while other code stands still in time.sleep: from
// where it was to where it sleeps, waits or ends, in no time at all. What it does in between nobody
// can interrupt. Those that may run take turns in the order in which they became able to.
//
// This is their table; the kernel runs them (kernel.h).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/ids.h"
#include "engine/base/sim_time.h"
#include "engine/machine/core/machine.h"

namespace grove {

using ThreadSlot = Id<struct ThreadSlotTag>;

struct Thread {
  Stack stack;
  Value data;     // what it was given to find again from its code; owned
  ObjectId id;    // as the record counts
  EventId cause;  // of what happens in it: it was started, or woken
  bool alive = true;
  bool is_process = false;  // it stands for a process of its own
};

class Threads {
 public:
  // Whoever sleeps, a thread or other code: when and, among equal times, who fell asleep first.
  struct Wakeup {
    SimTime time = kNever;
    int64_t order = 0;
    friend bool operator<(const Wakeup& a, const Wakeup& b) {
      return a.time < b.time || (a.time == b.time && a.order < b.order);
    }
  };

  Thread& operator[](ThreadSlot slot) { return table_[slot.index()]; }
  int32_t alive() const { return alive_; }

  // Takes the references over. It may run.
  ThreadSlot add(Stack stack, Value data, ObjectId id, EventId cause);
  void retire(ThreadSlot slot);

  void make_ready(ThreadSlot slot, EventId cause);
  void sleep(ThreadSlot slot, SimTime until);
  Wakeup fall_asleep(SimTime until) { return {until, order_++}; }

  bool any_ready() const { return !ready_.empty(); }
  ThreadSlot take_ready();
  // Of the sleeping threads; its time is kNever if none sleeps.
  Wakeup next_wakeup() const;
  // The thread that is to wake next. REQUIRES: one sleeps.
  ThreadSlot next_sleeper() const;
  // Takes it out of those that sleep.
  ThreadSlot take_sleeper();
  // Takes out that one, if it sleeps.
  bool break_sleep(ThreadSlot slot);

 private:
  struct Sleeper {
    Wakeup wakeup;
    ThreadSlot thread;
  };

  Arena<Thread> table_;
  std::deque<ThreadSlot> ready_;
  std::vector<Sleeper> sleepers_;  // who wakes next is the last
  int64_t order_ = 0;
  int32_t alive_ = 0;
};

}  // namespace grove
