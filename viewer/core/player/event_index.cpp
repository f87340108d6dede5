#include "viewer/core/player/event_index.h"

#include <algorithm>
#include <optional>

namespace grove {
namespace {

std::optional<MarkKind> mark_of(const Event& event) {
  switch (event.kind()) {
    case EventKind::kTaskSpawned:
      return MarkKind::kSpawn;
    case EventKind::kScopeCancelled:
      return MarkKind::kCancel;
    case EventKind::kTaskExited:
      switch (event.get<TaskExited>().outcome) {
        case Outcome::kOk:
          return MarkKind::kDone;
        case Outcome::kCancelled:
          return MarkKind::kCancelledExit;
        default:
          return MarkKind::kException;
      }
    default:
      return std::nullopt;
  }
}

}  // namespace

void EventIndex::extend(const Record& record) {
  for (; size_ < record.size(); ++size_) {
    const Event& event = record.at(size_);
    if (event.kind() == EventKind::kPrinted) ++printed_;
    if (role_of(event.kind()) != EventRole::kStepEvent) continue;
    step_events_.push_back(EventId{static_cast<int32_t>(size_)});
    if (const auto kind = mark_of(event)) {
      marks_[static_cast<std::size_t>(*kind)].push_back(static_cast<uint32_t>(step_events_.size()));
    }
  }
}

std::size_t EventIndex::rank_of(std::size_t position) const {
  const EventId end{static_cast<int32_t>(position)};
  return static_cast<std::size_t>(std::lower_bound(step_events_.begin(), step_events_.end(), end) -
                                  step_events_.begin());
}

std::size_t EventIndex::position_of_rank(std::size_t rank) const {
  if (rank == 0 || step_events_.empty()) return 0;
  return step_events_[std::min(rank, step_events_.size()) - 1].index() + 1;
}

EventIndex::Range EventIndex::instant_of(const Record& record, EventId event) const {
  const SimTime time = record[event].t;
  const auto first = std::partition_point(step_events_.begin(), step_events_.end(),
                                          [&](EventId id) { return record[id].t < time; });
  const auto last = std::partition_point(first, step_events_.end(),
                                         [&](EventId id) { return record[id].t <= time; });
  return {static_cast<std::size_t>(first - step_events_.begin()),
          static_cast<std::size_t>(last - step_events_.begin())};
}

}  // namespace grove
