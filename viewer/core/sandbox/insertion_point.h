// InsertionPoint: where in the run an act that is made now takes effect. Acts come between two
// steps, so one that is made in the middle of a step comes behind it.
#pragma once

#include <optional>
#include <string>

#include "engine/record/inputs.h"
#include "viewer/core/player/player.h"

namespace grove {

struct InsertionPoint {
  // As an Intervention has it.
  std::optional<int32_t> step;
  std::optional<SimTime> at;
  // The events that come before it.
  std::size_t position = 0;
  // "before step 41, of r0", "at 0.25"
  std::string words;

  // The intervention, at this moment.
  Intervention place(Intervention act) const;
};

// Nothing where the run is over, or where what comes next is not computed yet.
std::optional<InsertionPoint> insertion_point(const Player& player);

}  // namespace grove
