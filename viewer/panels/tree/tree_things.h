// The things between tasks, under the tree: channels, locks, events and their like, and the wires
// to those who use them. Grey, for they have no state of their own.
#pragma once

#include "viewer/panels/drawing/panel.h"
#include "viewer/panels/tree/tree_scene.h"

namespace grove {

// The wires go under the nodes, what travels on them too.
void draw_thing_wires(const Canvas& c, const TreeScene& scene);
void draw_things(const Canvas& c, const TreeScene& scene, const Ui& ui);

}  // namespace grove
