// The end of a run of Trio's, and what trio.run() gives or raises then.
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// The code that called trio.run() goes on with that.
void end_run(Kernel& k, Resume outcome);
// Main's outcome, unless control-C is still pending (semantics F7).
Resume outcome_of_run(Kernel& k);
// What Trio calls an internal error: its loop or its own tasks cannot go on (semantics F2). Takes
// the reference over.
void crash_run(Kernel& k, Value exception);

}  // namespace grove::trio
