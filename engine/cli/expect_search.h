// ExpectSearch: whether the expectations of a scenario hold, in its own run and in others that
// differ by seed and by the order of tasks; and the smallest case in which one does not.
//
// Small is what departs least from spawn order: of a failing run, those steps that are taken out of
// turn are found, and all are put back without which it fails as well.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/cli/interrupt.h"
#include "engine/run/run.h"
#include "engine/scenario/scenario.h"

namespace grove {

// One run of a scenario that an expectation was tried in.
struct Trial {
  std::string preset;
  Inputs inputs;
};

struct Unmet {
  std::size_t expectation = 0;  // index in Scenario::expect
  std::size_t runs = 0;         // in so many it does not hold
  Trial smallest;
  std::string otherwise;  // what is there instead, in the smallest
};

struct ExpectOutcome {
  std::size_t runs = 0;  // of all sorts
  std::vector<Unmet> unmet;
  Problems problems;  // a preset that cannot run
  bool stopped = false;
};

struct Widths {
  int64_t seeds = 1;  // the scenario's own is the first
  int64_t schedules = 1;
};

// `told` is called after each run, with how many are done and how many there are.
ExpectOutcome try_expectations(const Scenario& scenario, const Widths& widths,
                               const Interruption& interruption,
                               const std::function<void(std::size_t, std::size_t)>& told);

// What to type after `grove run FILE` to have that run.
std::string arguments_of(const Scenario& scenario, const Trial& trial);
// How many steps of it are taken out of turn.
std::size_t deviations(const Trial& trial);

}  // namespace grove
