// The transport: play and step, the scrub bar with its marks, and the clock.
#pragma once

#include "viewer/panels/drawing/panel.h"

namespace grove {

void draw_transport(const Session& session, const Ui& ui, const Box& box);
// While presenting the scrub bar has a strip of its own.
void draw_strip(const Session& session, const Ui& ui, const Box& box);

}  // namespace grove
