#include "engine/runtime/trio/wait_queue.h"

#include <utility>
#include <vector>

namespace grove::trio {

namespace {

void unlink(Kernel& k, TaskSlot slot) {
  TrioTask& task = trio_of(k).task(slot);
  WaitQueue& queue = trio_of(k).queue(task.queue);
  (task.previous_in_queue ? trio_of(k).task(task.previous_in_queue).next_in_queue : queue.first) =
      task.next_in_queue;
  (task.next_in_queue ? trio_of(k).task(task.next_in_queue).previous_in_queue : queue.last) =
      task.previous_in_queue;
  --queue.count;
  task.queue = {};
  task.next_in_queue = task.previous_in_queue = {};
}

}  // namespace

QueueSlot new_queue(Kernel& k, bool keeps_woken) {
  return QueueSlot{add_row(
      k, trio_of(k).queues,
      WaitQueue{
          .first = {}, .last = {}, .count = 0, .keeps_woken = keeps_woken, .woken_by_hand = {}})};
}

void join_queue(Kernel& k, TaskSlot slot, QueueSlot queue_slot) {
  TrioTask& task = trio_of(k).task(slot);
  WaitQueue& queue = trio_of(k).queue(queue_slot);
  // It stands there once, also where it was woken by hand before.
  queue.count -= static_cast<int32_t>(std::erase(queue.woken_by_hand, slot));
  task.queue = queue_slot;
  task.previous_in_queue = queue.last;
  (queue.last ? trio_of(k).task(queue.last).next_in_queue : queue.first) = slot;
  queue.last = slot;
  ++queue.count;
}

void leave_queue(Kernel& k, TaskSlot slot) {
  unlink(k, slot);
  k.machine.heap.assign(trio_of(k).task(slot).offer, Value{});
}

void wake_by_hand(Kernel& k, TaskSlot slot) {
  WaitQueue& queue = trio_of(k).queue(trio_of(k).task(slot).queue);
  leave_queue(k, slot);
  if (!queue.keeps_woken) return;
  queue.woken_by_hand.push_back(slot);
  ++queue.count;
}

Value take_offer(Kernel& k, TaskSlot slot) {
  TrioTask& task = trio_of(k).task(slot);
  return task.queue ? Value{} : std::exchange(task.offer, Value{});
}

TaskSlot pop_waiter(Kernel& k, QueueSlot slot) {
  WaitQueue& queue = trio_of(k).queue(slot);
  if (!queue.woken_by_hand.empty()) {
    const TaskSlot woken = queue.woken_by_hand.front();
    queue.woken_by_hand.erase(queue.woken_by_hand.begin());
    --queue.count;
    return woken;
  }
  const TaskSlot first = queue.first;
  if (first) unlink(k, first);
  return first;
}

}  // namespace grove::trio
