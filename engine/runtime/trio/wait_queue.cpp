#include "engine/runtime/trio/wait_queue.h"

#include "engine/runtime/trio/blocking.h"

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

QueueSlot new_queue(Kernel& k) {
  trio_of(k).queues.emplace_back();
  return QueueSlot{static_cast<int32_t>(trio_of(k).queues.size()) - 1};
}

void join_queue(Kernel& k, TaskSlot slot, QueueSlot queue_slot) {
  TrioTask& task = trio_of(k).task(slot);
  WaitQueue& queue = trio_of(k).queue(queue_slot);
  task.queue = queue_slot;
  task.previous_in_queue = queue.last;
  (queue.last ? trio_of(k).task(queue.last).next_in_queue : queue.first) = slot;
  queue.last = slot;
  ++queue.count;
}

void wait_in(Kernel& k, QueueSlot slot, BlockRequest request, Value offer) {
  join_queue(k, k.current(), slot);
  trio_of(k).task(k.current()).offer = offer;
  request.abort = AbortAction::kLeaveQueue;
  block(k, request);
}

void leave_queue(Kernel& k, TaskSlot slot) {
  unlink(k, slot);
  k.machine.heap.assign(trio_of(k).task(slot).offer, Value{});
}

TaskSlot pop_waiter(Kernel& k, QueueSlot slot) {
  const TaskSlot first = trio_of(k).queue(slot).first;
  if (first) unlink(k, first);
  return first;
}

bool wake_one(Kernel& k, QueueSlot slot, Value value, EventId because) {
  const TaskSlot waiter = pop_waiter(k, slot);
  if (!waiter) return false;
  reschedule(k, waiter, Resume{Resume::Kind::kValue, value}, because);
  return true;
}

void wake_all(Kernel& k, QueueSlot slot, EventId because) {
  while (wake_one(k, slot, Value::none(), because)) continue;
}

}  // namespace grove::trio
