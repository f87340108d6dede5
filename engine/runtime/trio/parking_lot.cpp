#include "engine/runtime/trio/parking_lot.h"

#include <algorithm>
#include <utility>

#include "engine/runtime/trio/cancel.h"

namespace grove::trio {

namespace {

Value broken_error(Runtime& rt, const std::string& text) {
  Machine& m = rt.machine;
  return m.new_exception(m.exception_class("trio.BrokenResourceError"),
                         std::vector<Value>{m.heap.new_str(text)});
}

std::string breakers_text(Runtime& rt, const ParkingLot& lot) {
  std::string text = "[";
  for (TaskSlot breaker : lot.broken_by) {
    if (text.size() > 1) text += ", ";
    text += task_repr(rt, breaker);
  }
  return text + "]";
}

}  // namespace

LotSlot new_lot(Runtime& rt) {
  rt.trio.lots.push_back(ParkingLot{.parked = new_queue(rt, true), .broken_by = {}, .id = {}});
  return LotSlot{static_cast<int32_t>(rt.trio.lots.size()) - 1};
}

int32_t parked_count(Runtime& rt, LotSlot lot) {
  return rt.trio.queue(rt.trio.lot(lot).parked).count;
}

Turn park(Runtime& rt, LotSlot slot, BlockRequest request, Value offer) {
  const ParkingLot& lot = rt.trio.lot(slot);
  if (!lot.broken_by.empty()) {
    rt.machine.heap.release(offer);
    rt.machine.raise(
        broken_error(rt, "Attempted to park in parking lot broken by " + breakers_text(rt, lot)));
    return Turn::raised();
  }
  wait_in(rt, lot.parked, request, offer);
  return Turn::block();
}

void repark(Runtime& rt, LotSlot from, LotSlot to, int32_t count) {
  const QueueSlot target = rt.trio.lot(to).parked;
  count = std::min(count, parked_count(rt, from));
  std::vector<TaskSlot>& woken = rt.trio.queue(rt.trio.lot(from).parked).woken_by_hand;
  for (; count > 0 && !woken.empty(); --count) {
    rt.trio.queue(target).woken_by_hand.push_back(woken.front());
    woken.erase(woken.begin());
    --rt.trio.queue(rt.trio.lot(from).parked).count;
    ++rt.trio.queue(target).count;
  }
  for (; count > 0; --count) {
    const TaskSlot task = pop_waiter(rt, rt.trio.lot(from).parked);
    if (!task) return;
    rt.machine.allowance.take_items(1);
    join_queue(rt, task, target);
  }
}

void break_lot(Runtime& rt, LotSlot slot, TaskSlot breaker, EventId because) {
  ParkingLot& lot = rt.trio.lot(slot);
  lot.broken_by.push_back(breaker);
  if (lot.broken_by.size() > 1) return;
  const std::string text = "Parking lot broken by " + task_repr(rt, breaker);
  while (const TaskSlot parked = pop_waiter(rt, lot.parked)) {
    rt.machine.heap.release(take_offer(rt, parked));
    rt.reschedule(parked, Resume{Resume::Kind::kException, broken_error(rt, text)}, because);
  }
}

void add_breaker(Runtime& rt, TaskSlot task, LotSlot lot) {
  rt.kernel.task(task).breaks.push_back(lot);
}

bool remove_breaker(Runtime& rt, TaskSlot task, LotSlot lot) {
  auto& breaks = rt.kernel.task(task).breaks;
  const auto found = std::find(breaks.begin(), breaks.end(), lot);
  if (found == breaks.end()) return false;
  breaks.erase(found);
  return true;
}

void break_lots_of(Runtime& rt, TaskSlot task) {
  for (LotSlot lot : std::exchange(rt.kernel.task(task).breaks, {})) {
    break_lot(rt, lot, task, rt.recorder.step);
  }
}

}  // namespace grove::trio
