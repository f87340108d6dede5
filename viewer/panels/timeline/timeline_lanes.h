// The timeline's lanes: names, spans, ends, and the lines that tie a task to its parent.
#pragma once

#include "viewer/panels/drawing/task_face.h"
#include "viewer/panels/timeline/timeline_chart.h"

namespace grove {

void draw_lane_names(const Canvas& c, const TimelineChart& chart);

// The spans of a lane, and how it ended.
void draw_lane(const Canvas& c, const TimelineChart& chart, const LaneRow& row);

// From the parent's lane down to where the task begins.
void draw_birth(const Canvas& c, const TimelineChart& chart, const LaneRow& row);

// What a sleep that goes on now has asked for.
void draw_request(const Canvas& c, const TimelineChart& chart, const LaneRow& row);

// One span, and how a task ended: a star for a failure, a square for done, …; as the legend shows
// them too.
void draw_span(const Canvas& c, const LaneSpan& span, const Box& bar);
void draw_end_mark(const Canvas& c, TaskStatus status, bool won, Point at, float size);

// Round the row of what is selected.
void draw_selected_row(const Canvas& c, const TimelineChart& chart, const LaneRow& row);

// The width that the names of tasks want.
float lane_names_width(const Canvas& c, const Session& session);

// Where the name of a task's row begins, from the left edge.
float indent_of(const Lane& lane);

}  // namespace grove
