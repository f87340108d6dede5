// Search: events by what the window says about them.
#pragma once

#include <optional>
#include <string>

#include "engine/base/lower_case.h"
#include "viewer/core/player/recording.h"

namespace grove {

// The nearest step event behind (`direction` > 0) or before the event that `position` shows whose
// sentence holds the text, whatever its case; round the end of what is recorded. None if no
// sentence does.
std::optional<EventId> find_event(const Recording& recording, std::size_t position,
                                  const std::string& text, int direction);

// Whether the event's sentence holds the text, which is in lower case.
bool is_found(const Recording& recording, EventId event, const std::string& lower_text);

}  // namespace grove
