// A program that would make more than its run may hold: it ends at the limit on bytes, and the
// process never holds much more than that. The program prints "ready" first.
//
//   check_bounded("print('ready')\nx = 'x' * 10**9\n");
#pragma once

#include <string>

#include "tests/runs/peak_memory.h"
#include "tests/runs/run_of.h"

namespace grove {

inline constexpr int64_t kBoundedBytes = 5'000'000;

inline void check_bounded(const std::string& source) {
  INFO(source);
  Inputs inputs;
  inputs.limits.bytes = kBoundedBytes;
  const Scenario scenario = scenario_from_python(source, "test.py");
  Run run = start(scenario, inputs, Detail::kSteps);
  const PeakMemory peak;
  while (!run.finished()) run.advance(1'000'000);
  CHECK(peak.bytes() < 4 * kBoundedBytes);
  CHECK(run.output().substr(0, 6) == "ready\n");
  CHECK(run.exit_status() == 80);
  const auto* limit = run.record().at(run.record().size() - 2).get_if<LimitReached>();
  CHECK((limit != nullptr && run.record().text(limit->limit) == "bytes"));
}

}  // namespace grove
