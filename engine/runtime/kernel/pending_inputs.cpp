#include "engine/runtime/kernel/pending_inputs.h"

#include <algorithm>

#include "engine/base/ensure.h"

namespace grove {

std::optional<Intervention> PendingInputs::take_due(SimTime now, int32_t next_step, Moment moment) {
  const auto is_due = [&](const Intervention& each) {
    if (each.at && *each.at > now) return false;
    if (each.step && *each.step > next_step) return false;
    return each.at || moment != Moment::kIdle;
  };
  const auto next = std::find_if(waiting_.begin(), waiting_.end(), is_due);
  if (next == waiting_.end()) return {};
  const Intervention what = std::move(*next);
  waiting_.erase(next);
  return what;
}

std::optional<SimTime> PendingInputs::next_time(SimTime now, int32_t next_step,
                                                Moment moment) const {
  std::optional<SimTime> first;
  for (const Intervention& each : waiting_) {
    if (each.step && *each.step > next_step) continue;
    if (!each.at && moment != Moment::kStuck) continue;
    const SimTime comes = std::max(each.at.value_or(now), now);
    if (!first || comes < *first) first = comes;
  }
  return first;
}

void PendingInputs::replace(std::vector<Intervention> before, std::vector<Intervention> after) {
  const auto take_out = [](std::vector<Intervention>& from, const Intervention& one) {
    const auto found = std::find(from.begin(), from.end(), one);
    ENSURE(found != from.end(), "a branch cannot undo what was done before it");
    from.erase(found);
  };
  for (const Intervention& waits : waiting_) take_out(before, waits);
  for (const Intervention& applied : before) take_out(after, applied);
  waiting_ = std::move(after);
}

}  // namespace grove
