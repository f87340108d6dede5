// Timers: what becomes due when. A heap with lazy removal; equal times become due in order of
// registration (semantics A6, G2), never by address.
//
// Anything of a dialect's can own a timer: it is told by its number (Dialect::timer_fired), and
// knows the event that set the timer (Dialect::timer_cause).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/sim_time.h"
#include "engine/runtime/kernel/task.h"

namespace grove {

struct TimerOwner {
  LoopSlot loop;
  int32_t number = -1;
};

class Timers {
 public:
  // A registration; whoever registers keeps it, and it stays valid until it is removed or popped.
  using Ticket = uint64_t;
  static constexpr Ticket kNoTicket = 0;

  Ticket add(SimTime time, TimerOwner owner);
  // REQUIRES: ticket is registered.
  void remove(Ticket ticket);
  // Removes all that things of a loop own, and tells whose they were.
  std::vector<TimerOwner> remove_all_of(LoopSlot loop);
  // kNever if nothing is registered.
  SimTime next();
  // Whose that is. REQUIRES: next() != kNever.
  TimerOwner next_owner();
  // Takes out the first one that is due at `now`; false if there is none.
  bool pop_due(SimTime now, TimerOwner* owner);

 private:
  struct Entry {
    SimTime time;
    Ticket ticket;
    TimerOwner owner;
  };
  // A class, since a function's address would be called at each step through the heap.
  struct Later {
    bool operator()(const Entry& a, const Entry& b) const {
      return a.time != b.time ? a.time > b.time : a.ticket > b.ticket;
    }
  };
  void pop();
  void drop_stale();

  std::vector<Entry> heap_;
  std::vector<bool> removed_;  // by ticket - first_ticket_
  Ticket first_ticket_ = 1;
  Ticket next_ticket_ = 1;
  std::size_t active_ = 0;
};

}  // namespace grove
