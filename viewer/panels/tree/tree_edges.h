// What joins the tree's nodes: nursery brackets with their pills, the edges down to the children,
// the marks of cancellation that runs down them and of failure that climbs up.
#pragma once

#include "viewer/panels/tree/tree_nodes.h"
#include "viewer/panels/tree/tree_scene.h"

namespace grove {

// The bracket's stem, bar and edges; below the nodes.
void draw_bracket(const Canvas& c, const TreeScene& scene, int bracket, const Model& model);

// Its pill; above the edges. Returns the box that can be pressed; empty for a stem.
Box draw_pill(const Canvas& c, const TreeScene& scene, int bracket, const Model& model);

}  // namespace grove
