// What a lesson's stop points at, as things of a run.
#pragma once

#include <vector>

#include "engine/scenario/lesson.h"
#include "viewer/core/view/selection.h"

namespace grove {

class Session;

// What an anchor names, if it is something in the tree, at the moment of the model.
Selection thing_of(const Anchor& anchor, const Model& model);

// The first line of the program that it points at; 0 if there is none.
int pointed_line(const Session& session);

// The tasks that the stop shown by `session` points at, those whose nurseries and scopes it points
// at included, in its order. None outside of a lesson, or if it speaks of the run beside this one.
std::vector<TaskId> pointed_tasks(const Session& session);

}  // namespace grove
