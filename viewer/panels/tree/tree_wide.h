// Wide nurseries: children that would not fit side by side, as rows of cells in the order of their
// start. Each row hangs from a bar of its own, all bars from one spine at the left; a second spine
// carries an exception up. What has news stands among the cells, large.
#pragma once

#include "engine/model/record_index.h"
#include "viewer/panels/drawing/edge_look.h"
#include "viewer/panels/tree/tree_nodes.h"
#include "viewer/panels/tree/tree_scene.h"

namespace grove {

// Spine, bars and stubs; below the nodes.
void draw_rows(const Canvas& c, const TreeScene& scene, int bracket, const EdgeLook& whole,
               float pill_half);

// A cell, or a run of children that do the same.
void draw_cell(const Canvas& c, const TreeBracket& bracket, const TreeNode& node, const Box& box,
               const NodeContext& context);

// Above the nodes: what the names share, what the cells of a row do, the exception that waits.
void draw_rows_words(const Canvas& c, const TreeScene& scene, int bracket, const Box& pill,
                     const RecordIndex& names, NodeDetail detail);

}  // namespace grove
