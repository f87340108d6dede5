// Callbacks: what a loop calls where no task is: who planned each call, and whether it was made.
// For programs from before async and await, whose tree would be empty.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.h"

namespace grove {

struct PlannedCall {
  ObjectId id;
  std::string name;     // of the function; empty while it is not recorded
  EventId planned;      // its object_created
  EventId called;       // its object_changed; unset: not yet
  int planned_by = -1;  // index of the callback that planned it; -1: the program itself
  bool runs = false;    // it was called last, and nothing else happened since
};

// In the order in which they were planned; empty if there is a task.
std::vector<PlannedCall> callbacks_at(const Model& model);

}  // namespace grove
