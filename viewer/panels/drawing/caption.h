// The caption under the tree: what just happened, in one sentence.
#pragma once

#include "viewer/panels/drawing/glyphs.h"
#include "viewer/panels/drawing/panel.h"

namespace grove {

void draw_caption(const Session& session, const Ui& ui, const Region& region, const Box& box);

// The glyph and colour of an event.
struct EventMark {
  Glyph glyph;
  Hue hue;
};
EventMark mark_of(const Event& event);
// How a run ended, wherever that is shown: never done where an error came out, and no two alike.
// `lost`: an exception was let go unseen on the way.
EventMark mark_of(Outcome outcome, bool lost = false);

}  // namespace grove
