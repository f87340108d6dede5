// The reasons of an event as lines of text: what `grove why` and `grove diff` print.
#pragma once

#include <ostream>

#include "engine/text/narration.h"

namespace grove {

// The event, and what it came of, one a line, each with the source line that it names.
// REQUIRES: the event is in the narration's record.
void print_reasons(Narration* narration, EventId event, OutputLook look, std::ostream& out);

}  // namespace grove
