#include "engine/model/cursor.h"

#include <algorithm>
#include <iterator>

#include "engine/base/ensure.h"

namespace grove {

namespace {

constexpr double kLadder[] = {0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
constexpr int kTopRung = static_cast<int>(std::size(kLadder)) - 1;
constexpr double kLongestFrame = 0.1;  // seconds

bool is_of(const Event& event, EventKind kind, TaskId selected) {
  return event.kind() == kind && (!selected || task_of(event) == selected);
}

// Whether `position` (> 0) is a stop: decided by the event just before it, and for kInstant by
// the one after it.
bool is_stop(const Record& record, std::size_t position, StepKind kind, TaskId selected) {
  const Event& event = record.at(position - 1);
  switch (kind) {
    case StepKind::kEvent:
      return true;
    case StepKind::kStepEvent:
      return role_of(event.kind()) == EventRole::kStepEvent;
    case StepKind::kTaskStep:
      return is_of(event, EventKind::kBeforeTaskStep, selected);
    case StepKind::kLine:
      return is_of(event, EventKind::kLine, selected);
    case StepKind::kInstant:
      return position == record.size() || record.at(position).t != event.t;
    case StepKind::kInteresting:
      return is_interesting(event.kind());
  }
  ENSURE(false, "a step kind exists that no stop is defined for");
}

}  // namespace

bool is_interesting(EventKind kind) {
  switch (kind) {
    case EventKind::kInputApplied:
    case EventKind::kTaskSpawned:
    case EventKind::kTaskExited:
    case EventKind::kScopeCancelled:
    case EventKind::kCancelDelivered:
    case EventKind::kExceptionRaised:
    case EventKind::kExceptionCaught:
    case EventKind::kExceptionPropagated:
    case EventKind::kExceptionStored:
    case EventKind::kExceptionDropped:
    case EventKind::kExceptionNeverRetrieved:
    case EventKind::kTaskOrphaned:
    case EventKind::kLimitReached:
    case EventKind::kRunFinished:
      return true;
    default:
      return false;
  }
}

std::size_t next_stop(const Record& record, std::size_t position, StepKind kind, int direction,
                      TaskId selected) {
  ENSURE(position <= record.size(), "a player stands beyond what is recorded");
  ENSURE(direction != 0, "a step goes forward or back");
  if (kind == StepKind::kLine && record.header.detail == Detail::kSteps) {
    kind = StepKind::kTaskStep;
  }
  if (direction > 0) {
    while (position < record.size()) {
      if (is_stop(record, ++position, kind, selected)) break;
    }
  } else {
    while (position > 0) {
      if (--position == 0 || is_stop(record, position, kind, selected)) break;
    }
  }
  return position;
}

std::size_t position_at(const Record& record, SimTime time) {
  std::size_t low = 0;
  std::size_t high = record.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (record.at(middle).t <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::optional<std::size_t> position_of_step(const Record& record, int32_t step) {
  for (std::size_t i = 0; i < record.size(); ++i) {
    const auto* before = record.at(i).get_if<BeforeTaskStep>();
    if (before != nullptr && before->step == step) return i + 1;
  }
  return std::nullopt;
}

double Pace::stops_per_second() const { return kLadder[rung_]; }

void Pace::faster() { rung_ = std::min(rung_ + 1, kTopRung); }

void Pace::slower() { rung_ = std::max(rung_ - 1, 0); }

int Pace::due(double seconds) {
  owed_ += std::clamp(seconds, 0.0, kLongestFrame) * stops_per_second();
  const int whole = static_cast<int>(owed_);
  owed_ -= whole;
  return whole;
}

}  // namespace grove
