// Palette: what a person finds by typing. Besides the table of actions that is all that this run
// has: its knobs with their values, a seed, presets, branches, tasks and nurseries, the links of a
// reason, a moment, a line. And what can be put beside this run, from most to least obvious.
//
//   find_actions(session, "depth 4")        // first: "DEPTH 4", which turns that knob
//   find_comparisons(session, "7")          // "The same with seed 7"
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viewer/core/actions.h"
#include "viewer/core/session.h"

namespace grove {

struct FoundAction {
  std::string group, name;
  Command command;
  const Action* action = nullptr;  // of the table, which knows its keys; null for all others
};

// The best first: whose name begins so, then those in whose name the text stands, then those that
// have each of its words; among equals as they stand in the table. All actions for an empty text.
std::vector<FoundAction> find_actions(const Session& session, std::string_view text);

// The same of what can be put beside this run. A number is a seed.
std::vector<FoundAction> find_comparisons(const Session& session, std::string_view text);

}  // namespace grove
