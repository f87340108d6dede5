// Above the tree: where the camera looks, and how many tasks are in which state.
#pragma once

#include "viewer/panels/drawing/panel.h"

namespace grove {

void draw_tree_tools(const Session& session, const Ui& ui, const Region& region);

}  // namespace grove
