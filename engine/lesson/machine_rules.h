// MachineRules: the worlds that wrong answers believe in. A rule is named by what would be so, and
// is a change of the program's text or of the schedule: never of the engine, which knows one world.
// What a scenario does under a rule is a run like any other, and is to be marked as untrue.
//
//   const MachineRule* rule = find_machine_rule("gather-cancels-the-rest");
//   if (auto world = under_rule(scenario, *rule)) … run *world beside scenario …
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/scenario/scenario.h"

namespace grove {

struct MachineRule {
  const char* name;    // as a choice of a lesson says it
  const char* words;   // what would be so
  const char* change;  // what is changed, for who asks
  // In the program: each `from` becomes `to`, and `prelude` stands behind its imports.
  const char* from = "";
  const char* to = "";
  const char* prelude = "";
  std::optional<SchedulePolicy> schedule{};  // in place of the run's own
};

std::span<const MachineRule> machine_rules();
// Null if there is none of that name.
const MachineRule* find_machine_rule(std::string_view name);

// The scenario as it would be; nothing where the rule finds nothing to change. A rule of the
// schedule leaves the scenario as it is, for its inputs are the run's.
std::optional<Scenario> under_rule(const Scenario& scenario, const MachineRule& rule);

}  // namespace grove
