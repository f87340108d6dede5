// ScrubBar: the whole record as one line, with marks where something interesting happens and the
// place where one stands.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/record/record.h"
#include "engine/text/styled_text.h"

namespace grove {

class ScrubBar {
 public:
  // `marks`: spawns, exits, cancellations, exceptions; where several fall into one column, the
  // last of these. `bar`: how much of it is past. Both as wide as `columns`.
  struct Lines {
    StyledLine marks;
    StyledLine bar;
  };
  Lines draw(const Record& record, std::size_t position, int columns, OutputLook look);

 private:
  enum class Mark : uint8_t { kNone, kSpawned, kExited, kCancelled, kRaised };
  static Mark mark_of(EventKind kind);
  void gather(const Record& record, int columns);

  // Of which record size and width the marks are; they are gathered anew when either changes.
  std::size_t size_ = 0;
  std::vector<Mark> marks_;
};

}  // namespace grove
