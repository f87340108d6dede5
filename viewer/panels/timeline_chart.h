// TimelineChart: the geometry of one frame of the timeline, given to everything that draws on it.
#pragma once

#include "viewer/core/time_axis.h"

namespace grove {

struct LaneRow {
  float middle;  // y
  float height;
  float bar() const { return height * 0.6f; }
};

struct TimelineChart {
  const Session& session;
  TimeRange times;
  TimeAxis axis;
  Box box;          // names and lanes; the axis is above
  float names;      // width of the names
  float lane;       // height of one lane
  int first, last;  // lanes that are visible, as indices of order(); last is one past the end
  float tabs = 0;   // where the tabs end, beside which titles stand

  const std::vector<TaskId>& order() const { return session.recording().lanes().order(); }
  const Lane& lane_at(int index) const {
    return session.recording().lanes().of(order()[static_cast<std::size_t>(index)]);
  }
  LaneRow row(int index) const {
    return {box.y + (static_cast<float>(index - first) + 0.5f) * lane, lane};
  }
  // Of the lane that a task has among the visible ones; -1 if it has none.
  int index_of(TaskId task) const;
  // Some lanes belong to tasks that are spawned later than what is shown.
  bool exists(TaskId task) const { return task.index() < session.model().task_count(); }
};

}  // namespace grove
