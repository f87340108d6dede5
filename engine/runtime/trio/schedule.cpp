#include "engine/runtime/trio/schedule.h"

#include <algorithm>
#include <utility>

namespace grove {

Schedule::Schedule(SchedulePolicy policy) : policy_(std::move(policy)) {
  if (policy_.kind == SchedulePolicy::Kind::kShuffled) generator_.seed(policy_.seed);
}

void Schedule::sort_by_creation(std::vector<Ready>& batch) {
  // Most batches arrive in order; is_sorted is the cheap common case.
  const auto earlier = [](const Ready& a, const Ready& b) { return a.task < b.task; };
  if (!std::is_sorted(batch.begin(), batch.end(), earlier)) {
    std::sort(batch.begin(), batch.end(), earlier);
  }
}

void Schedule::reverse(std::vector<Ready>& batch) { std::reverse(batch.begin(), batch.end()); }

// Trio shuffles the batch, sorted by creation, with CPython's random.shuffle and then consumes it
// from the end.
void Schedule::shuffle(std::vector<Ready>& batch) {
  generator_.shuffle(batch);
  reverse(batch);
}

void Schedule::put_first(std::vector<Ready>& batch, std::vector<std::string>& labels,
                         const std::vector<std::string>& wanted) {
  std::size_t placed = 0;
  for (const std::string& label : wanted) {
    const auto it =
        std::find(labels.begin() + static_cast<std::ptrdiff_t>(placed), labels.end(), label);
    if (it == labels.end()) continue;
    const auto from = it - labels.begin();
    // Rotation keeps the spawn order of those not listed.
    std::rotate(labels.begin() + static_cast<std::ptrdiff_t>(placed), it, it + 1);
    std::rotate(batch.begin() + static_cast<std::ptrdiff_t>(placed), batch.begin() + from,
                batch.begin() + from + 1);
    ++placed;
  }
}

}  // namespace grove
