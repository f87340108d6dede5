#include "engine/runtime/trio/parking_lot.h"

#include <algorithm>
#include <utility>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

namespace {

Value broken_error(Kernel& k, const std::string& text) {
  Machine& m = k.machine;
  return m.new_exception(m.exception_class("trio.BrokenResourceError"),
                         std::vector<Value>{m.heap.new_str(text)});
}

std::string breakers_text(Kernel& k, const ParkingLot& lot) {
  std::string text = "[";
  for (const Value breaker : lot.broken_by) {
    if (text.size() > 1) text += ", ";
    text += k.machine.repr_of(breaker);
  }
  return text + "]";
}

}  // namespace

LotSlot new_lot(Kernel& k) {
  return LotSlot{add_row(k, trio_of(k).lots,
                         ParkingLot{.parked = new_queue(k, true), .broken_by = {}, .id = {}})};
}

int32_t parked_count(Kernel& k, LotSlot lot) {
  return trio_of(k).queue(trio_of(k).lot(lot).parked).count;
}

Turn park(Kernel& k, LotSlot slot, BlockRequest request, Value offer) {
  const ParkingLot& lot = trio_of(k).lot(slot);
  if (!lot.broken_by.empty()) {
    k.machine.heap.release(offer);
    k.machine.raise(
        broken_error(k, "Attempted to park in parking lot broken by " + breakers_text(k, lot)));
    return Turn::raised();
  }
  wait_in(k, lot.parked, request, offer);
  return Turn::block();
}

void repark(Kernel& k, LotSlot from, LotSlot to, int32_t count) {
  const QueueSlot target = trio_of(k).lot(to).parked;
  count = std::min(count, parked_count(k, from));
  std::vector<TaskSlot>& woken = trio_of(k).queue(trio_of(k).lot(from).parked).woken_by_hand;
  for (; count > 0 && !woken.empty(); --count) {
    trio_of(k).queue(target).woken_by_hand.push_back(woken.front());
    woken.erase(woken.begin());
    --trio_of(k).queue(trio_of(k).lot(from).parked).count;
    ++trio_of(k).queue(target).count;
  }
  for (; count > 0; --count) {
    const TaskSlot task = pop_waiter(k, trio_of(k).lot(from).parked);
    if (!task) return;
    k.machine.allowance.take_items(1);
    join_queue(k, task, target);
  }
}

void break_lot(Kernel& k, LotSlot slot, Value breaker, EventId because) {
  ParkingLot& lot = trio_of(k).lot(slot);
  k.machine.heap.charge_for_good(sizeof(Value));
  lot.broken_by.push_back(breaker);
  if (lot.broken_by.size() > 1) return;
  const std::string text = "Parking lot broken by " + k.machine.str_of(breaker);
  while (const TaskSlot parked = pop_waiter(k, lot.parked)) {
    k.machine.heap.release(take_offer(k, parked));
    reschedule(k, parked, Resume{Resume::Kind::kException, broken_error(k, text)}, because);
  }
}

void add_breaker(Kernel& k, TaskSlot task, LotSlot lot) {
  k.machine.heap.charge_for_good(sizeof(LotSlot));
  trio_of(k).task(task).breaks.push_back(lot);
}

bool remove_breaker(Kernel& k, TaskSlot task, LotSlot lot) {
  auto& breaks = trio_of(k).task(task).breaks;
  const auto found = std::find(breaks.begin(), breaks.end(), lot);
  if (found == breaks.end()) return false;
  breaks.erase(found);
  k.machine.heap.give_back(sizeof(LotSlot));
  return true;
}

void break_lots_of(Kernel& k, TaskSlot task) {
  for (LotSlot lot : std::exchange(trio_of(k).task(task).breaks, {})) {
    k.machine.heap.give_back(sizeof(LotSlot));
    break_lot(k, lot, k.machine.heap.retain(task_object(k.machine, task)), k.recorder.step);
  }
}

}  // namespace grove::trio
