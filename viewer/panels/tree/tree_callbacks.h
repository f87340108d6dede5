// A chain of callbacks in place of the tree, for programs without tasks.
#pragma once

#include "engine/picture/callbacks.h"
#include "viewer/panels/drawing/canvas.h"

namespace grove {

void draw_callbacks(const Canvas& c, const Model& model, SimTime now, const Box& room);

}  // namespace grove
