// The order that the card in the hand would make, as a ghost beside the opened instant: the turns
// of that branch, in order, each in its task's lane.
#pragma once

#include "viewer/panels/drawing/canvas.h"
#include "viewer/panels/timeline/timeline_chart.h"

namespace grove {

// Returns where its title ends; 0 if no card is held, or what would come is not known yet.
float draw_new_order(const Canvas& c, const TimelineChart& chart);

}  // namespace grove
