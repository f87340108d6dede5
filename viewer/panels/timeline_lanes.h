// The timeline's lanes: names, spans, ends, and the lines that tie a task to its parent.
#pragma once

#include "viewer/panels/task_face.h"
#include "viewer/panels/timeline_chart.h"

namespace grove {

void draw_lane_names(const Canvas& c, const TimelineChart& chart);

// The spans of a lane, and how it ended.
void draw_lane(const Canvas& c, const TimelineChart& chart, int index);

// From the parent's lane down to where the task begins.
void draw_birth(const Canvas& c, const TimelineChart& chart, int index);

// What a sleep that goes on now has asked for.
void draw_request(const Canvas& c, const TimelineChart& chart, int index);

// The width that the names want.
float lane_names_width(const Canvas& c, const Session& session);

}  // namespace grove
