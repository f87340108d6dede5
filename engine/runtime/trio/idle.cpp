#include "engine/runtime/trio/idle.h"

#include <algorithm>
#include <cmath>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/objects.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

namespace {

QueueSlot queue_for(Kernel& k, double cushion) {
  std::vector<IdleWaiters>& all = trio_of(k).idle_waiters;
  const auto at = std::lower_bound(all.begin(), all.end(), cushion,
                                   [](const IdleWaiters& w, double c) { return w.cushion < c; });
  if (at != all.end() && at->cushion == cushion) return at->queue;
  return all.insert(at, IdleWaiters{cushion, new_queue(k, false)})->queue;
}

// wait_all_tasks_blocked(cushion=0.0)
Turn wait_all_tasks_blocked(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state != 0) return go_on_operation(m, frame, resume);
  double cushion = 0;
  if (!to_seconds_arg(m, frame.slots[0], &cushion)) return Turn::raised();
  if (std::isnan(cushion)) {
    m.raise_error("ValueError", "cushion must not be NaN");
    return Turn::raised();
  }
  Kernel* k = in_task(m);
  if (k == nullptr) return Turn::raised();
  wait_in(*k, queue_for(*k, cushion), BlockRequest{.on = WaitKind::kIdle});
  frame.state = kWaits;
  return Turn::block();
}

}  // namespace

bool wake_idle_waiters(Kernel& k) {
  std::vector<IdleWaiters>& all = trio_of(k).idle_waiters;
  // Those that were cancelled have left their queue.
  while (!all.empty() && trio_of(k).queue(all.front().queue).count == 0) all.erase(all.begin());
  if (all.empty()) return false;
  wake_all(k, all.front().queue, k.outside_steps);
  all.erase(all.begin());
  return true;
}

void add_idle(Library& library) {
  library.module("trio").submodule("testing");
  library.module("trio.testing")
      .coroutine("wait_all_tasks_blocked", "cushion=0.0", wait_all_tasks_blocked);
}

}  // namespace grove::trio
