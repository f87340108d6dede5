// Rehearsal: a scenario run to its end without an audience, so that its lesson and its expectations
// can be checked.
//
//   const LessonRehearsal lesson = rehearse_lesson(scenario, interruption);
//   if (!lesson.problems.empty()) print_problems(console, lesson.problems);
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/cli/interrupt.h"
#include "engine/lesson/stops.h"
#include "engine/run/run.h"

namespace grove {

// Null if the program is at fault, which is told in `problems`, or if the user stopped it.
std::unique_ptr<Run> rehearse(const Scenario& scenario, const Inputs& inputs,
                              const Interruption& interruption, Problems* problems);

struct LessonRehearsal {
  std::unique_ptr<Run> left, right;
  std::optional<Scenario> other;  // that is put beside it, whose run is `right`
  std::vector<LessonStop> stops;  // one for each step
  Problems problems;              // of its steps, and of the scenarios that it names
};
// REQUIRES: the scenario has no faults (check()).
LessonRehearsal rehearse_lesson(const Scenario& scenario, const Interruption& interruption);

// The file of another scenario that this one names: in the same folder.
std::string beside(const Scenario& scenario, const std::string& slug);

}  // namespace grove
