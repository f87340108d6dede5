// LessonStops: where in a run the steps of a lesson stand. Each step hangs on one event, in the
// order of the lesson; where one does not, or points at what is not there then, it is said which
// and why.
//
// Just after a task_blocked means once its step is over, when the task is seen to wait.
//
//   const LessonStops stops = find_stops(lesson, record);
//   if (stops.problems.empty()) model.seek(stops.places[i].position);
//
// A lesson of two runs side by side has stops in both; each pane has its own record, and the order
// of stops is that of time.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/model/model.h"
#include "engine/record/record.h"
#include "engine/scenario/lesson.h"

namespace grove {

struct LessonStop {
  EventId event;             // unset if the step names a time, or its event was not found
  std::size_t position = 0;  // of a Model of that pane: so many events have happened
  std::size_t behind = 0;    // the same once its event has happened
  SimTime t;
};

struct LessonStops {
  std::vector<LessonStop> places;  // one for each step
  Problems problems;
};

// REQUIRES: the records are finished. `right` is null for a lesson of one run.
LessonStops find_stops(const Lesson& lesson, const Record& record, const Record* right = nullptr);

// Whether what an anchor names is there at the model's moment; if not, why not.
std::string missing_anchor(const Anchor& anchor, const Model& model);

}  // namespace grove
