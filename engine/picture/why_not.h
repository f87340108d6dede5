// WhyNot: why something has not happened, in sentences: what a task still waits for, and what that
// waits for in turn; what could wake it and when at the earliest; why it was not cancelled.
//
//   for (const std::string& line : why_not_ended(model, index.things(), task)) …
//
//   "main waits for the tasks of its nursery of line 3: r1, r2"
//   "r1 sleeps until 0.42"
//   "r2 waits for the Lock of line 7, which r1 holds"
//   "nothing of this moves before 0.42"
//
// Told is the model's moment; what the program's text might still do is not guessed at.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.h"
#include "engine/model/thing_log.h"

namespace grove {

// How it ended, for one that has. `things`: of the model's record, as far as the moment at least.
std::vector<std::string> why_not_ended(const Model& model, const ThingLog& things, TaskId task);

// That it was cancelled or asked to stop, for one that was.
std::vector<std::string> why_not_cancelled(const Model& model, TaskId task);

}  // namespace grove
