// Explain: events in words, and the chain of causes behind one.
//
// The words come from the record alone, by way of its index, so that every place that speaks of an
// event (the log, the caption, `grove why`) says the same, at any moment:
//
//   RecordIndex index(record);
//   plain_text(describe(index, event))      "r10 is asked to stop: main's nursery at line 26 was
//                                            cancelled"
//   for (EventId reason : reasons(index, event)) …     // because …, because …
//
// Sentences have no full stop. Names, places and times are spans of their own, so that a window can
// make them bold, or links.
#pragma once

#include <string>
#include <vector>

#include "engine/model/record_index.h"

namespace grove {

struct WordSpan {
  enum class Style : uint8_t {
    kPlain,
    kTask,       // id: TaskId
    kNursery,    // id: NurseryId
    kScope,      // id: ScopeId
    kException,  // id: ExceptionId
    kObject,     // id: ObjectId
    kLine,       // id: the number of a line of the program
    kTime,
  };
  std::string text;
  Style style = Style::kPlain;
  int32_t id = -1;
};
using Words = std::vector<WordSpan>;

// REQUIRES for all of these: the event is in the index.

// What happened, as one sentence about one line long.
Words describe(const RecordIndex& index, EventId event);

std::string plain_text(const Words& words);

// The event, its cause, the cause's cause, … down to the start or an input.
std::vector<EventId> causes(const Record& record, EventId event);

// The event, what a person would name as the reason, the reason's reason, …: steps and schedules
// are passed over, and a failure that was passed on leads to the one it came from. It ends where
// the program itself is the reason: at a line that raises, opens a scope, sets an event, …
std::vector<EventId> reasons(const RecordIndex& index, EventId event);

// "Bang", "ExceptionGroup[Bang ×2, OSError]".
std::string exception_words(const RecordIndex& index, ExceptionId exception);

}  // namespace grove
