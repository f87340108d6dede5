// A run goes on, a little at a time: the topmost activity of its kernel does some of its work.
#pragma once

#include "engine/runtime/kernel/kernel.h"

namespace grove {

// About so many operations, at least one; less if the run ends before. May stop anywhere, in the
// middle of a step too, and goes on from there.
void advance(Kernel& k, int64_t instructions);

}  // namespace grove
