// Interventions: what the outside world does to a run, kept until its moment, then applied.
//
// Only between two steps: the loop asks before each step, and when nothing can run. Each one that
// is applied leaves an input_applied in the record, and what follows from it names that as its
// cause. One that finds nothing to act on (no such task by then, a scope that is closed, …) changes
// nothing, and says so there and on the run's standard error.
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

  enum class Moment : uint8_t {
    kBeforeStep,  // the step of number `next_step` is about to begin
    kIdle,   // nothing can run until some deadline: what waits for a step alone goes on waiting
    kStuck,  // nothing will ever run by itself
  };
  // Applies what is due now, in order.
  void apply_due(Runtime& rt, int32_t next_step, Moment moment);
  // When the next one is due without a further step, if one is; now at the earliest.
  std::optional<SimTime> next_time(const Runtime& rt, int32_t next_step, Moment moment) const;
  // From here on `after` instead of `before`, which was given at the start. REQUIRES: what has been
  // applied is in both.
  void replace(std::vector<Intervention> before, std::vector<Intervention> after);

 private:
  void apply(Runtime& rt, const Intervention& what, int32_t next_step);

  std::vector<Intervention> waiting_;
};

}  // namespace grove
