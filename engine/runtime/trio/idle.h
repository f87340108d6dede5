// wait_all_tasks_blocked: waiting until nothing else can run (semantics A11).
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// Nothing can run in this pass: those that wait for just that, with the smallest cushion, can.
// False if nobody does.
bool wake_idle_waiters(Kernel& k);

}  // namespace grove::trio
