// Walking the tree with keys, from one task to another.
#pragma once

#include "engine/model/model.h"
#include "engine/picture/lanes.h"

namespace grove {

enum class Walk : uint8_t { kNext, kPrevious, kParent, kChild, kPreviousSibling, kNextSibling };

// Of the tasks that are there, in the order of their lanes. From no task to the first of all; where
// there is nothing that way, it stays. REQUIRES: there is a task.
TaskId walked(const Model& model, const Lanes& lanes, TaskId from, Walk walk);

}  // namespace grove
