#include "engine/runtime/trio/wait_queue.h"

#include <utility>
#include <vector>

namespace grove::trio {

namespace {

void unlink(Runtime& rt, TaskSlot slot) {
  Task& task = rt.kernel.task(slot);
  WaitQueue& queue = rt.trio.queue(task.queue);
  (task.previous_in_queue ? rt.kernel.task(task.previous_in_queue).next_in_queue : queue.first) =
      task.next_in_queue;
  (task.next_in_queue ? rt.kernel.task(task.next_in_queue).previous_in_queue : queue.last) =
      task.previous_in_queue;
  --queue.count;
  task.queue = {};
  task.next_in_queue = task.previous_in_queue = {};
}

}  // namespace

QueueSlot new_queue(Runtime& rt, bool keeps_woken) {
  rt.machine.heap.charge_for_good(sizeof(WaitQueue));
  rt.trio.queues.emplace_back().keeps_woken = keeps_woken;
  return QueueSlot{static_cast<int32_t>(rt.trio.queues.size()) - 1};
}

void join_queue(Runtime& rt, TaskSlot slot, QueueSlot queue_slot) {
  Task& task = rt.kernel.task(slot);
  WaitQueue& queue = rt.trio.queue(queue_slot);
  // It stands there once, also where it was woken by hand before.
  queue.count -= static_cast<int32_t>(std::erase(queue.woken_by_hand, slot));
  task.queue = queue_slot;
  task.previous_in_queue = queue.last;
  (queue.last ? rt.kernel.task(queue.last).next_in_queue : queue.first) = slot;
  queue.last = slot;
  ++queue.count;
}

void wait_in(Runtime& rt, QueueSlot slot, BlockRequest request, Value offer) {
  join_queue(rt, rt.current(), slot);
  rt.current_task().offer = offer;
  request.abort = AbortAction::kLeaveQueue;
  rt.block(request);
}

void leave_queue(Runtime& rt, TaskSlot slot) {
  unlink(rt, slot);
  rt.machine.heap.assign(rt.kernel.task(slot).offer, Value{});
}

void wake_by_hand(Runtime& rt, TaskSlot slot) {
  WaitQueue& queue = rt.trio.queue(rt.kernel.task(slot).queue);
  leave_queue(rt, slot);
  if (!queue.keeps_woken) return;
  queue.woken_by_hand.push_back(slot);
  ++queue.count;
}

Value take_offer(Runtime& rt, TaskSlot slot) {
  Task& task = rt.kernel.task(slot);
  return task.queue ? Value{} : std::exchange(task.offer, Value{});
}

TaskSlot pop_waiter(Runtime& rt, QueueSlot slot) {
  WaitQueue& queue = rt.trio.queue(slot);
  if (!queue.woken_by_hand.empty()) {
    const TaskSlot woken = queue.woken_by_hand.front();
    queue.woken_by_hand.erase(queue.woken_by_hand.begin());
    --queue.count;
    return woken;
  }
  const TaskSlot first = queue.first;
  if (first) unlink(rt, first);
  return first;
}

bool wake_one(Runtime& rt, QueueSlot slot, Value value, EventId because) {
  const TaskSlot waiter = pop_waiter(rt, slot);
  if (!waiter) return false;
  rt.reschedule(waiter, Resume{Resume::Kind::kValue, value}, because);
  return true;
}

void wake_all(Runtime& rt, QueueSlot slot, EventId because) {
  while (wake_one(rt, slot, Value::none(), because)) continue;
}

}  // namespace grove::trio
