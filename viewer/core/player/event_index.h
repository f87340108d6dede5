// EventIndex: which events of a record a person steps by, and which deserve a mark on the scrub
// bar. Grows with the record.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/record/record.h"

namespace grove {

enum class MarkKind : uint8_t { kSpawn, kDone, kCancelledExit, kCancel, kException };
inline constexpr int kMarkKindCount = 5;

class EventIndex {
 public:
  // Takes in the events that were recorded since the last call.
  void extend(const Record& record);

  // The events indexed so far.
  std::size_t size() const { return size_; }

  const std::vector<EventId>& step_events() const { return step_events_; }
  // The ranks (from 1) of the step events that deserve a mark of that kind.
  const std::vector<uint32_t>& marks(MarkKind kind) const {
    return marks_[static_cast<std::size_t>(kind)];
  }

  // How often the program has printed.
  int32_t printed() const { return printed_; }

  // How many step events the first `position` events hold.
  std::size_t rank_of(std::size_t position) const;
  // The position just after step event number `rank` (from 1); 0 for 0.
  std::size_t position_of_rank(std::size_t rank) const;

  // The step events that share a time, as a range of step_events(): those at the time of `event`.
  struct Range {
    std::size_t first = 0, last = 0;  // last is one past the end
    std::size_t size() const { return last - first; }
  };
  Range instant_of(const Record& record, EventId event) const;

 private:
  std::size_t size_ = 0;
  int32_t printed_ = 0;
  std::vector<EventId> step_events_;
  std::array<std::vector<uint32_t>, kMarkKindCount> marks_;
};

}  // namespace grove
