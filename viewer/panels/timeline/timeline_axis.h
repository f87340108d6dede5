// What of the timeline belongs to time and not to a lane: ticks, the opened instant, deadlines and
// the present.
#pragma once

#include "viewer/panels/drawing/canvas.h"
#include "viewer/panels/timeline/timeline_chart.h"

namespace grove {

// The flag of a deadline.
struct DeadlineFlag {
  ScopeId scope;  // unset: it is not in sight
  std::string words;
  float x = 0;
  float left = 0, right = 0;  // the ends of flag and words
  bool words_before = false;  // left of the flag, where there is no room on its right
};
// The open scope whose deadline comes next; unset if none has one.
ScopeId next_deadline(const Model& model);
DeadlineFlag flag_of(const Canvas& c, const TimelineChart& chart, ScopeId scope);

// Below the lanes: the band and the ticks, whose numbers make room for the flag.
// Returns where the words end that stand above the band.
float draw_axis(const Canvas& c, const TimelineChart& chart, const DeadlineFlag& flag);

// Where the shown branch departs from the one it was made of, if it does: a line with a diamond.
void draw_departure(const Canvas& c, const TimelineChart& chart);

// Above the lanes: the veil over what is not shown yet, the flag, the present.
void draw_veil(const Canvas& c, const TimelineChart& chart);
void draw_flag(const Canvas& c, const TimelineChart& chart, const DeadlineFlag& flag);
void draw_present(const Canvas& c, const TimelineChart& chart);

// Round the lanes of the scope whose deadline the flag marks.
void draw_scope_bracket(const Canvas& c, const TimelineChart& chart, const DeadlineFlag& flag);

// What caused what from lane to lane within the opened instant.
void draw_causes(const Canvas& c, const TimelineChart& chart);

}  // namespace grove
