// What a loop calls where no task is, on the timeline of a program without tasks: a row for each
// call, from where it was planned to where it was made.
#pragma once

#include <vector>

#include "engine/picture/callbacks.h"
#include "viewer/panels/drawing/canvas.h"
#include "viewer/panels/timeline/timeline_chart.h"

namespace grove {

struct CallRows {
  std::vector<PlannedCall> calls;  // of all that is recorded
  std::size_t first = 0;           // the uppermost that is visible
  std::size_t count = 0;           // so many are
  float height = 0;                // of each
};

// The width that their names want.
float call_names_width(const Canvas& c, const std::vector<PlannedCall>& calls);

void draw_call_names(const Canvas& c, const TimelineChart& chart, const CallRows& rows);
void draw_calls(const Canvas& c, const TimelineChart& chart, const CallRows& rows);

}  // namespace grove
