// StartReason: what a task had waited for before it started another in the same step: a deadline
// that passed, a thing that happened. It says why a task began when it did: "after DELAY",
// "failed[0] is set".
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.h"
#include "engine/model/record_index.h"

namespace grove {

// The longest way to say it first; empty where the starter waited for nothing, or for its own
// tasks. `model`: any that has the scopes before `spawned`.
std::vector<std::string> start_reason(const RecordIndex& index, const Model& model,
                                      EventId spawned);

}  // namespace grove
