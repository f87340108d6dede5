// Ticks: where the labels of an axis of time stand.
#pragma once

#include "engine/base/sim_time.h"

namespace grove {

// The distance of an axis' labels: 1, 2 or 5 times a power of ten, so that they number about
// `wanted`. In nanoseconds.
int64_t tick_ns(SimTime span, int wanted);

}  // namespace grove
