// Interventions: what the outside world does to a run, kept until its moment, then applied.
//
// Only between two steps: the loop asks before each step, and when nothing can run. Each one that
// is applied leaves an input_applied in the record, and what follows from it names that as its
// cause. One that finds nothing to act on (no such task by then, a scope that is closed, …) changes
// nothing, and says so on the run's standard error.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/record/inputs.h"

namespace grove {

class Runtime;

class Interventions {
 public:
  explicit Interventions(std::vector<Intervention> all) : waiting_(std::move(all)) {}

  // Applies what is due before the step of number `next_step`, in order.
  void apply_due(Runtime& rt, int32_t next_step);
  // When the next one comes, if one is told by time. A time that is over, if one stands before the
  // step `stuck_before`, which without it would never come (-1: no such step).
  std::optional<SimTime> next_time(int32_t stuck_before) const;

 private:
  std::vector<Intervention> waiting_;
};

}  // namespace grove
