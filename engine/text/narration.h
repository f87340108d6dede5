// Narration: what happened, in words, as lines for a terminal (explain.h has the words).
#pragma once

#include "engine/picture/explain.h"
#include "engine/record/record.h"
#include "engine/text/styled_text.h"

namespace grove {

class Narration {
 public:
  // Keeps a reference to the record, which may still grow and must outlive it.
  explicit Narration(const Record& record);

  // One line about one event. REQUIRES: it is in the record.
  StyledLine words(EventId event);

  // Of all that has been recorded so far.
  const RecordIndex& index();

 private:
  RecordIndex index_;
};

}  // namespace grove
