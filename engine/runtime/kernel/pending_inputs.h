// PendingInputs: what the outside world will do to a run, kept until its moment.
//
// Things come from outside only between two steps: a loop asks before each step, and when nothing
// can run.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/record/inputs.h"

namespace grove {

class PendingInputs {
 public:
  explicit PendingInputs(std::vector<Intervention> all) : waiting_(std::move(all)) {}

  enum class Moment : uint8_t {
    kBeforeStep,  // the step of number `next_step` is about to begin
    kIdle,   // nothing can run until some deadline: what waits for a step alone goes on waiting
    kStuck,  // nothing will ever run by itself
  };
  bool empty() const { return waiting_.empty(); }
  // Takes out the first one that is due now; nothing if none is.
  std::optional<Intervention> take_due(SimTime now, int32_t next_step, Moment moment);
  // When the next one is due without a further step, if one is; now at the earliest.
  std::optional<SimTime> next_time(SimTime now, int32_t next_step, Moment moment) const;
  // From here on `after` instead of `before`, which was given at the start. REQUIRES: what has been
  // applied is in both.
  void replace(std::vector<Intervention> before, std::vector<Intervention> after);

 private:
  std::vector<Intervention> waiting_;
};

}  // namespace grove
