// The limits by name, as scenarios, records and command lines have them, and how far each can be
// set.
#pragma once

#include "engine/base/numbers.h"
#include "engine/record/inputs.h"

namespace grove {

struct LimitField {
  const char* name;
  int64_t Limits::*field;
  int64_t most;
};

// Tasks and events are numbered by 32 bits; no machine has more bytes than that.
inline constexpr LimitField kLimitFields[] = {
    {"tasks", &Limits::tasks, kIdRange.most},
    {"events", &Limits::events, kIdRange.most},
    {"bytes", &Limits::bytes, int64_t{1} << 50},
    {"depth", &Limits::depth, 100'000},
    {"instructions", &Limits::instructions, int64_t{1} << 60},
    {"seconds", &Limits::seconds, kMostSeconds},
};

}  // namespace grove
