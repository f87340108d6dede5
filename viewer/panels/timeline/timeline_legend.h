// What the bodies of bars on the timeline mean: all of them for the legend, and in the timeline's
// head those that are in sight.
#pragma once

#include <span>
#include <vector>

#include "viewer/panels/drawing/canvas.h"
#include "viewer/panels/timeline/timeline_chart.h"

namespace grove {

struct BarSign {
  const char* words;
  TaskStatus status;
  WaitKind on = WaitKind::kSleep;  // of kWaiting
  bool orphaned = false;
};
std::span<const BarSign> bar_signs();

// `box`: of the bar alone.
void draw_bar_sign(const Canvas& c, const BarSign& sign, const Box& box);

// What all of them need.
float bar_signs_width(const Canvas& c, const std::vector<const BarSign*>& signs);

// Those of what has happened in the lanes that are visible.
std::vector<const BarSign*> signs_in_sight(const TimelineChart& chart);
// With their words, as many as there is room for, at the right.
void draw_bar_signs(const Canvas& c, const std::vector<const BarSign*>& signs, float left,
                    float right, float baseline);

}  // namespace grove
