// The head: what is played, with which seed, knobs and schedule; and the way to every action.
#pragma once

#include "viewer/panels/drawing/panel.h"

namespace grove {

void draw_head(const Session& session, const Ui& ui, const Box& box);

}  // namespace grove
