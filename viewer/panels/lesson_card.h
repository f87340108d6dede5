// The lesson's card: what is said at a stop, or asked with its choices, and after the answer why.
// At the end what to take along, and what comes next. It reads as large as it can in its box.
#pragma once

#include "viewer/panels/drawing/panel.h"

namespace grove {

// REQUIRES: the session is in a lesson. `wide`: what is answered stands beside the question, not
// below it.
void draw_lesson_card(const Session& session, const Ui& ui, const Box& box, bool wide);

}  // namespace grove
