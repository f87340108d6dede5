// What of a lesson stands in the window's own bars: the dots of its stops in the head, what a key
// does now in the transport, the offer to start it, and while one plays freely the way back.
#pragma once

#include "viewer/panels/drawing/panel.h"

namespace grove {

// From x to `limit` in the head. REQUIRES of both: the session is in a lesson.
void draw_lesson_stops(const Session& session, const Region& region, float x, float limit);
// Returns where it ends.
float draw_lesson_buttons(const Session& session, const Ui& ui, const Region& region);
// From x to `right`.
void draw_lesson_hint(const Session& session, const Region& region, float x, float right);

// A scenario that was just opened and has a lesson: over the tree's lower left.
bool offers_lesson(const Session& session);
void draw_lesson_offer(const Session& session, const Ui& ui, const Box& tree);

// A lesson waits while something else is shown.
bool lesson_waits(const Session& session);
void draw_way_back(const Session& session, const Ui& ui, const Box& box);

}  // namespace grove
