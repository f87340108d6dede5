#include "engine/runtime/trio/blocking.h"

namespace grove::trio {

void reschedule(Kernel& k, TaskSlot slot, Resume resume, EventId cause) {
  TrioTask& task = trio_of(k).task(slot);
  task.abort = AbortAction::kNone;
  k.machine.heap.assign(task.abort_function, Value{});
  k.machine.heap.assign(task.sleep_data, Value{});
  k.make_ready(slot, resume, cause);
}

void block(Kernel& k, const BlockRequest& request) {
  Trio& trio = trio_of(k);
  k.park(Wait{.on = request.on,
              .object = request.object,
              .nursery = request.nursery,
              .until = request.until});
  trio.task(k.current()).abort = request.abort;
  trio.parked = Trio::Parked::kBlock;
}

void block_shielded_checkpoint(Kernel& k) { trio_of(k).parked = Trio::Parked::kShielded; }

void block_unrecorded(Kernel& k) {
  Trio& trio = trio_of(k);
  trio.task(k.current()).abort = AbortAction::kSucceed;
  trio.parked = Trio::Parked::kBlock;
}

}  // namespace grove::trio
