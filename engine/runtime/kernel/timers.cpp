#include "engine/runtime/kernel/timers.h"

#include <algorithm>

#include "engine/base/ensure.h"

namespace grove {

Timers::Ticket Timers::add(SimTime time, TimerOwner owner) {
  if (active_ == 0) {
    // Nothing is registered: the book-keeping of past tickets can start afresh.
    heap_.clear();
    removed_.clear();
    first_ticket_ = next_ticket_;
  }
  const Ticket ticket = next_ticket_++;
  removed_.push_back(false);
  heap_.push_back(Entry{time, ticket, owner});
  std::push_heap(heap_.begin(), heap_.end(), Later{});
  ++active_;
  return ticket;
}

void Timers::remove(Ticket ticket) {
  ENSURE(ticket >= first_ticket_ && ticket < next_ticket_, "a timer is removed twice");
  ENSURE(!removed_[ticket - first_ticket_], "a timer is removed twice");
  removed_[ticket - first_ticket_] = true;
  --active_;
  if (heap_.size() > 2 * active_ + 1000) drop_stale();
}

void Timers::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), Later{});
  heap_.pop_back();
}

// Keeps the heap in proportion to what is registered when timers change often.
void Timers::drop_stale() {
  std::erase_if(heap_, [this](const Entry& e) { return removed_[e.ticket - first_ticket_]; });
  std::make_heap(heap_.begin(), heap_.end(), Later{});
}

std::vector<TimerOwner> Timers::remove_all_of(LoopSlot loop) {
  std::vector<TimerOwner> owners;
  for (const Entry& e : heap_) {
    if (e.owner.loop != loop || removed_[e.ticket - first_ticket_]) continue;
    removed_[e.ticket - first_ticket_] = true;
    --active_;
    owners.push_back(e.owner);
  }
  drop_stale();
  return owners;
}

SimTime Timers::next() {
  while (!heap_.empty() && removed_[heap_.front().ticket - first_ticket_]) pop();
  return heap_.empty() ? kNever : heap_.front().time;
}

TimerOwner Timers::next_owner() {
  ENSURE(next() != kNever, "there is no next timer");
  return heap_.front().owner;
}

bool Timers::pop_due(SimTime now, TimerOwner* owner) {
  if (next() > now || heap_.empty()) return false;
  *owner = heap_.front().owner;
  removed_[heap_.front().ticket - first_ticket_] = true;
  --active_;
  pop();
  return true;
}

}  // namespace grove
