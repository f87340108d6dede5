// Why: the chain of reasons behind an event as the window tells it: each link short, because the
// next one says what the one before it left open.
#pragma once

#include <vector>

#include "engine/picture/explain.h"
#include "viewer/core/session.h"

namespace grove {

struct WhyLink {
  EventId event;
  Words words;
};

// From the event to where the program itself is the reason. Empty for an unset event.
std::vector<WhyLink> why(const Session& session, EventId event);

}  // namespace grove
