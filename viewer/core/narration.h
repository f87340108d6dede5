// Narration: what the window says about the moment that it shows, in sentences (explain.h).
#pragma once

#include <string>

#include "engine/picture/explain.h"
#include "viewer/core/session.h"

namespace grove {

// One event, "r01 raises Bang('r01') at line 32"; names, places and times are spans of their own.
Words sentence_of(const Session& session, EventId event);

// The event that made a task what it is now, for which reasons() are worth telling; unset if it
// merely runs or waits.
EventId event_to_explain(const Model& model, TaskId task);

// What stands under the tree: the last step event; or where time passes between two events, what
// comes next.
struct Caption {
  Words sentence;
  std::string aside;      // "11 of 17 at this instant", "0.02 s from now"
  EventId event;          // that it is about; unset when it is about what comes
  bool of_order = false;  // about the card in the hand
  bool of_limit = false;  // what comes is the end of a scope's time
  std::string live;       // "live", or how far behind; empty where nothing comes in
  bool lost = false;      // the run ended well, but an exception was let go unseen
};
Caption caption_of(const Session& session);

}  // namespace grove
