// System tasks (semantics A8, F2, F3): Trio's own init task, which holds all others; the task that
// runs what run_sync_soon was given; and those that the program spawns beside main.
#pragma once

#include <string>
#include <string_view>

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// A run begins: its init task is made, and will spawn main from `main_coroutine` (taken over).
void begin_run(Kernel& k, Value main_coroutine, std::string_view name, std::string library_name);

// What the loop looks at first in each pass: whether run_sync_soon's task has been sent for.
void poll_wakeup(Kernel& k);

// Control-C, between two steps (semantics F4–F7): main gets KeyboardInterrupt at its next chance,
// by way of run_sync_soon's task or when it blocks; if it has none, trio.run() raises it at its
// end.
void interrupt(Kernel& k, EventId because);
// Whether the code that runs now is not to be interrupted: the innermost that said so, else its
// task, decides.
bool is_interrupt_kept_off(Machine& m);
// If main is blocked now and control-C is pending, it gets it.
void deliver_interrupt(Kernel& k);
// Asynchronous generators that nobody refers to any more, and those that are open at the end of the
// run, are closed by Trio, in a cancelled scope.
bool close_abandoned(Kernel& k, Value generator);

}  // namespace grove::trio
