#include "engine/runtime/deadlines.h"

#include <algorithm>

#include "engine/base/ensure.h"

namespace grove {

bool Deadlines::later(const Entry& a, const Entry& b) {
  if (a.deadline != b.deadline) return a.deadline > b.deadline;
  return a.ticket > b.ticket;
}

Deadlines::Ticket Deadlines::add(SimTime deadline, ScopeSlot scope) {
  if (active_ == 0) {
    // Nothing is registered: the book-keeping of past tickets can start afresh.
    heap_.clear();
    removed_.clear();
    first_ticket_ = next_ticket_;
  }
  const Ticket ticket = next_ticket_++;
  removed_.push_back(false);
  heap_.push_back(Entry{deadline, ticket, scope});
  std::push_heap(heap_.begin(), heap_.end(), later);
  ++active_;
  return ticket;
}

void Deadlines::remove(Ticket ticket) {
  ENSURE(ticket >= first_ticket_ && ticket < next_ticket_, "a deadline is removed twice");
  ENSURE(!removed_[ticket - first_ticket_], "a deadline is removed twice");
  removed_[ticket - first_ticket_] = true;
  --active_;
  if (heap_.size() > 2 * active_ + 1000) drop_stale();
}

void Deadlines::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), later);
  heap_.pop_back();
}

// Keeps the heap in proportion to what is registered when deadlines change often.
void Deadlines::drop_stale() {
  std::erase_if(heap_, [this](const Entry& e) { return removed_[e.ticket - first_ticket_]; });
  std::make_heap(heap_.begin(), heap_.end(), later);
}

SimTime Deadlines::next() {
  while (!heap_.empty() && removed_[heap_.front().ticket - first_ticket_]) pop();
  return heap_.empty() ? kNever : heap_.front().deadline;
}

ScopeSlot Deadlines::next_scope() {
  ENSURE(next() != kNever, "there is no next deadline");
  return heap_.front().scope;
}

bool Deadlines::pop_due(SimTime now, ScopeSlot* scope) {
  if (next() > now || heap_.empty()) return false;
  *scope = heap_.front().scope;
  removed_[heap_.front().ticket - first_ticket_] = true;
  --active_;
  pop();
  return true;
}

}  // namespace grove
