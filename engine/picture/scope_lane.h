// ScopeLane: what a row of a task's scopes on the timeline says of the moment that is shown: which
// of its scopes it speaks of, and what that one does.
//
// It speaks of the one that is open: of several that share the row of the one that acts first, else
// of the innermost. Where none is open, of the last one that was, else of the first to come.
#pragma once

#include "engine/picture/lanes.h"
#include "engine/picture/scope_steps.h"

namespace grove {

struct ScopeLane {
  ScopeStep step{};    // as its step in the tree has it
  bool exists = true;  // it has been opened by now
  int more = 0;        // others in this row that are open too
};

// REQUIRES: a row of scopes. `model` is at the moment that is shown.
ScopeLane scope_lane(const Lanes& lanes, const Model& model, const TimelineRow& row);

}  // namespace grove
