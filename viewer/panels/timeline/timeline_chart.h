// TimelineChart: the geometry of one frame of the timeline, given to everything that draws on it.
#pragma once

#include <algorithm>

#include "viewer/core/time_axis.h"

namespace grove {

struct LaneRow {
  TimelineRow of;
  float middle = 0;  // y
  float height = 0;
  float bar() const { return height * 0.6f; }
  Box across(const Box& box) const { return {box.x, middle - height / 2, box.w, height}; }
};

struct TimelineChart {
  const Session& session;
  TimeRange times;
  TimeAxis axis;
  Box box;                    // names and lanes; the axis is above
  float names;                // width of the names
  std::vector<LaneRow> rows;  // that are visible, from the top
  std::size_t first = 0;      // of all rows, the uppermost that is visible
  float tabs = 0;             // where the tabs end, beside which titles stand

  const Lanes& lanes() const { return session.recording().lanes(); }
  const Lane& lane_of(const LaneRow& row) const { return lanes().of(row.of.task); }
  // The lane of a task, if it is visible.
  const LaneRow* row_of(TaskId task) const;
  // Where those who live end: at the last that is known, or at the moment that is shown.
  float end_of_known() const {
    const std::size_t count = session.record().size();
    const float last = count > 0 ? axis.at(EventId{static_cast<int32_t>(count) - 1}) : axis.left();
    return std::max(last, axis.now());
  }
  // Some lanes belong to tasks that are spawned later than what is shown.
  bool exists(TaskId task) const { return task.index() < session.model().task_count(); }
};

}  // namespace grove
