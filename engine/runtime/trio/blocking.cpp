#include "engine/runtime/trio/blocking.h"

#include "engine/runtime/trio/instruments.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

void reschedule(Kernel& k, TaskSlot slot, Resume resume, EventId cause) {
  TrioTask& task = trio_of(k).task(slot);
  if (k.task(slot).queued) {
    k.machine.heap.release(resume.value);
    const Value klass = k.machine.exception_class("AssertionError");
    return k.fail_running_code(trio_of(k).loop, k.machine.new_exception(klass, {}));
  }
  if (task.queue) wake_by_hand(k, slot);
  task.abort = AbortAction::kNone;
  if (task.extras >= 0) {
    TaskExtras& extras = make_extras(k, slot);
    k.machine.heap.assign(extras.abort_function, Value{});
    k.machine.heap.assign(extras.sleep_data, Value{});
  }
  k.make_ready(slot, resume, cause);
  tell_of_task(k, Hook::kTaskScheduled, slot);
}

void block(Kernel& k, const BlockRequest& request) {
  Trio& trio = trio_of(k);
  k.park(Wait{.on = request.on,
              .object = request.object,
              .nursery = request.nursery,
              .other = request.other,
              .until = request.until});
  trio.task(k.current()).abort = request.abort;
  trio.task(k.current()).exits = request.exits;
  trio.parked = Trio::Parked::kBlock;
}

void block_shielded_checkpoint(Kernel& k) { trio_of(k).parked = Trio::Parked::kShielded; }

void block_unrecorded(Kernel& k) {
  Trio& trio = trio_of(k);
  trio.task(k.current()).abort = AbortAction::kSucceed;
  k.current_task().blocked = k.recorder.step;  // not what it was blocked on before
  trio.parked = Trio::Parked::kBlock;
}

void wait_in(Kernel& k, QueueSlot slot, BlockRequest request, Value offer) {
  join_queue(k, k.current(), slot);
  trio_of(k).task(k.current()).offer = offer;
  request.abort = AbortAction::kLeaveQueue;
  block(k, request);
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
