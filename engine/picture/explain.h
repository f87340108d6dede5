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
// Sentences have no full stop.
#pragma once

#include <vector>

#include "engine/picture/word_spans.h"

namespace grove {

// REQUIRES for all of these: the event is in the index.

// What happened, as one sentence about one line long.
Words describe(const RecordIndex& index, EventId event);

// The event, its cause, the cause's cause, … down to the start or an input.
std::vector<EventId> causes(const Record& record, EventId event);

// The event, what a person would name as the reason, the reason's reason, …: steps and schedules
// are passed over, and a failure that was passed on leads to the one it came from. It ends where
// the program itself is the reason: at a line that raises, opens a scope, sets an event, …
std::vector<EventId> reasons(const RecordIndex& index, EventId event);

}  // namespace grove
