// The timeline's rows of cancel scopes, below the lane of the task that opened them: a line from
// where a scope opens to its deadline, with a flag there; a double line for a shield.
#pragma once

#include "engine/picture/scope_lane.h"
#include "viewer/panels/drawing/canvas.h"
#include "viewer/panels/timeline/timeline_chart.h"

namespace grove {

void draw_scope_name(const Canvas& c, const TimelineChart& chart, const LaneRow& row);
// The width that names want, with all before them; at most `most`, beyond which they are shortened.
float scope_names_width(const Canvas& c, const Lanes& lanes, float most);

// From their opening to their end, so far as it is recorded: of those that are over, and of those
// to come.
void draw_scopes_that_were(const Canvas& c, const TimelineChart& chart, const LaneRow& row);

// Of the one that is open, what it does next and when.
void draw_open_scope(const Canvas& c, const TimelineChart& chart, const LaneRow& row);

}  // namespace grove
