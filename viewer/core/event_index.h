// EventIndex: which events of a record a person steps by, and which deserve a mark on the scrub
// bar. Grows with the record.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/record/record.h"

namespace grove {

struct Mark {
  enum class Kind : uint8_t { kSpawn, kDone, kCancelledExit, kCancel, kException };
  Kind kind;
  EventId event;
};

class EventIndex {
 public:
  // Takes in the events that were recorded since the last call.
  void extend(const Record& record);

  // The events indexed so far.
  std::size_t size() const { return size_; }

  const std::vector<EventId>& happenings() const { return happenings_; }
  const std::vector<Mark>& marks() const { return marks_; }

  // How many happenings the first `position` events hold.
  std::size_t rank_of(std::size_t position) const;
  // The position just after happening number `rank` (from 1); 0 for 0.
  std::size_t position_of_rank(std::size_t rank) const;

  // The happenings that share a time, as a range of happenings(): those at the time of `event`.
  struct Range {
    std::size_t first = 0, last = 0;  // last is one past the end
    std::size_t size() const { return last - first; }
  };
  Range instant_of(const Record& record, EventId event) const;

 private:
  std::size_t size_ = 0;
  std::vector<EventId> happenings_;
  std::vector<Mark> marks_;
};

}  // namespace grove
