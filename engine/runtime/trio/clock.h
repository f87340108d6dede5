// The clock of a run of Trio's: the kernel's, which a MockClock may have begin at another time, let
// stand still, or move by hand (engine/modules/trio.testing-clock.py).
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// Between the kernel's time and the seconds that programs give and see.
SimTime from_clock(Kernel& k, double seconds);
double on_clock(Kernel& k, SimTime time);
inline double clock_seconds(Kernel& k) { return on_clock(k, k.now()); }

// How long it takes until then, in real seconds.
double real_time_to(Kernel& k, SimTime time);

// A run begins, with the clock that programs get if they give none.
void reset_clock(Kernel& k);
// A run ends: its MockClock keeps its time.
void leave_clock(Kernel& k);

}  // namespace grove::trio
