// DrawingTruth: the answer to a question that is answered in the picture, as the run knows it.
//
//   const DrawingTruth truth = truth_of(*step.draw, record);
//   for (const std::string& task : truth.tasks) …        // those to be marked, or their order
#pragma once

#include <string>
#include <vector>

#include "engine/record/record.h"
#include "engine/scenario/lesson.h"

namespace grove {

struct DrawingTruth {
  std::vector<std::string> tasks;  // of `among`, as named there; of kOrder in their order
  SimTime until = kNever;          // of kUntil
};

// REQUIRES: the record is finished, and the drawing names tasks of it (LessonStops tell).
DrawingTruth truth_of(const Drawing& drawing, const Record& record);

}  // namespace grove
