// Deadlines: which cancel scope expires when. A heap with lazy removal, as Trio's own; equal
// deadlines expire in order of registration (semantics A6), never by address.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/sim_time.h"
#include "engine/runtime/task.h"

namespace grove {

class Deadlines {
 public:
  // A registration; whoever registers keeps it, and it stays valid until it is removed or popped.
  using Ticket = uint64_t;
  static constexpr Ticket kNoTicket = 0;

  Ticket add(SimTime deadline, ScopeSlot scope);
  // REQUIRES: ticket is registered.
  void remove(Ticket ticket);
  // kNever if nothing is registered.
  SimTime next();
  // Whose that is. REQUIRES: next() != kNever.
  ScopeSlot next_scope();
  // Takes out the first one that is due at `now`; false if there is none.
  bool pop_due(SimTime now, ScopeSlot* scope);

 private:
  struct Entry {
    SimTime deadline;
    Ticket ticket;
    ScopeSlot scope;
  };
  static bool later(const Entry& a, const Entry& b);
  void pop();
  void drop_stale();

  std::vector<Entry> heap_;
  std::vector<bool> removed_;  // by ticket - first_ticket_
  Ticket first_ticket_ = 1;
  Ticket next_ticket_ = 1;
  std::size_t active_ = 0;
};

}  // namespace grove
