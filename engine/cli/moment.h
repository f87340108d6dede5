// Moment: the place in a run that the command line names, by a time, an event or a step.
#pragma once

#include <cstddef>
#include <optional>

#include "engine/cli/console.h"
#include "engine/cli/recording.h"

namespace grove {

// At most one of them; none: the end.
struct MomentOptions {
  std::optional<SimTime> at;  // after all that happens at that time
  std::optional<int64_t> event;
  std::optional<int64_t> step;
};

// The position that was asked for, a Model's; the run goes on as far as it takes. Nothing (and a
// message) if it does not come to it.
std::optional<std::size_t> find_moment(const MomentOptions& moment, Recording* recording,
                                       Console& console, const Interruption& interruption);

}  // namespace grove
