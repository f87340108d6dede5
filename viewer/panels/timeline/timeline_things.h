// What passes between tasks, on the timeline: who held a lock when, and what was handed from lane
// to lane.
#pragma once

#include "viewer/panels/drawing/canvas.h"
#include "viewer/panels/timeline/timeline_chart.h"

namespace grove {

// Lines under the bars of those who hold a lock.
void draw_holdings(const Canvas& c, const TimelineChart& chart);
// Arrows from lane to lane: messages, events that are set, locks that are handed on. The one that
// is shown now is in draw_handover_now, which goes above the veil.
void draw_handovers(const Canvas& c, const TimelineChart& chart);
void draw_handover_now(const Canvas& c, const TimelineChart& chart);

}  // namespace grove
