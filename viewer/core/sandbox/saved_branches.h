// Branches as a scenario file holds them: out of one when it is opened, into one when it is saved.
#pragma once

#include <string>

#include "engine/scenario/scenario.h"
#include "viewer/core/sandbox/branches.h"

namespace grove {

inline constexpr const char* kTrunkName = "as in the file";

// The trunk and the branches that the file has; their ids are counted on from `next`.
Branches branches_of(Scenario scenario, BranchId* next);

// The way back. REQUIRES for both: the trunk has a scenario.
Scenario scenario_of(const Branches& branches);
// The same as a text, whichever branch is shown: to look at another one is no change of the file.
std::string text_without_place(const Branches& branches);

}  // namespace grove
