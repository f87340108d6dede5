// wait_all_tasks_blocked: waiting until nothing else can run (semantics A11).
#pragma once

#include "engine/runtime/runtime.h"

namespace grove::trio {

// Nothing can run in this pass: those that wait for just that, with the smallest cushion, can.
// False if nobody does.
bool wake_idle_waiters(Runtime& rt);

void add_idle(Library& library);

}  // namespace grove::trio
