// RunOptions: what the command line says about a run, and the Inputs that come of it.
//
// Later wins: the scenario file, then the preset, then the options one by one. Both programs take
// these. A knob that does not exist, or has no such value, is a fault of the command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/options/mistake.h"
#include "engine/record/record.h"
#include "engine/run/run.h"
#include "engine/scenario/scenario.h"

namespace grove {

// As typed; empty where the option was not given.
struct RunOptions {
  std::optional<int64_t> seed;
  std::vector<std::string> set;  // NAME=VALUE
  std::string preset;
  std::string schedule;
  std::optional<SimTime> until;
  std::vector<std::string> limit;  // NAME=VALUE
  std::vector<std::string> input;  // JSON
  std::string detail;

  bool any() const;  // was given
};

// A run that can begin: everything is checked and compiled.
struct ReadyRun {
  Inputs inputs;
  Detail detail = Detail::kLines;
  std::shared_ptr<const Program> program;
};

// Nothing if an option (`mistake`) or the program (`problems`) is at fault.
std::optional<ReadyRun> make_ready(const Scenario& scenario, const RunOptions& options,
                                   Mistake* mistake, Problems* problems);

}  // namespace grove
