#include "engine/runtime/kernel/threads.h"

#include <algorithm>
#include <utility>

#include "engine/base/ensure.h"

namespace grove {

ThreadSlot Threads::add(Stack stack, Value data, ObjectId id, EventId cause) {
  const ThreadSlot slot{static_cast<int32_t>(table_.size())};
  table_.push_back(Thread{.stack = std::move(stack), .data = data, .id = id});
  ++alive_;
  make_ready(slot, cause);
  return slot;
}

void Threads::retire(ThreadSlot slot) {
  table_[slot.index()].alive = false;
  --alive_;
}

void Threads::make_ready(ThreadSlot slot, EventId cause) {
  table_[slot.index()].cause = cause;
  ready_.push_back(slot);
}

void Threads::sleep(ThreadSlot slot, SimTime until) {
  const Sleeper sleeper{fall_asleep(until), slot};
  const auto later = [](const Sleeper& a, const Sleeper& b) { return b.wakeup < a.wakeup; };
  sleepers_.insert(std::upper_bound(sleepers_.begin(), sleepers_.end(), sleeper, later), sleeper);
}

ThreadSlot Threads::take_ready() {
  ENSURE(any_ready(), "a thread is asked for where none may run");
  const ThreadSlot slot = ready_.front();
  ready_.pop_front();
  return slot;
}

Threads::Wakeup Threads::next_wakeup() const {
  return sleepers_.empty() ? Wakeup{} : sleepers_.back().wakeup;
}

ThreadSlot Threads::next_sleeper() const {
  ENSURE(!sleepers_.empty(), "a sleeping thread is asked for where none sleeps");
  return sleepers_.back().thread;
}

bool Threads::break_sleep(ThreadSlot slot) {
  return std::erase_if(sleepers_, [slot](const Sleeper& each) { return each.thread == slot; }) > 0;
}

ThreadSlot Threads::take_sleeper() {
  const ThreadSlot slot = next_sleeper();
  sleepers_.pop_back();
  return slot;
}

}  // namespace grove
