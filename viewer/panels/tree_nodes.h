// The tree's nodes: a card per task, with its state as badge, outline and word; the storey of a
// cancel scope; a folded subtree; a pile of siblings.
#pragma once

#include "viewer/core/tree_layout.h"
#include "viewer/panels/task_card.h"

namespace grove {

// What the drawing of a node depends on, beside the node.
struct NodeContext {
  const Model& model;
  SimTime now;
  TreeDensity density;
  NodeDetail detail;
  float faded = 0;                     // how far the card has faded; its words never do
  const TaskMoment* before = nullptr;  // shown instead of what the model says
  float told = 1;                      // how far Cancelled has filled the badge
};

void draw_task_node(const Canvas& c, const TreeNode& node, const Box& box,
                    const NodeContext& context);
void draw_folded_node(const Canvas& c, const TreeNode& node, const Box& box,
                      const NodeContext& context);
void draw_pile(const Canvas& c, const TreeNode& node, const Box& box, const NodeContext& context);

// `governs`: its scope has an outline of its own; else the storey is all there is of the scope.
void draw_storey(const Canvas& c, const TreeNode& node, const Box& box, bool governs,
                 const NodeContext& context);

// The ring round what is selected.
void draw_selection(const Canvas& c, const Box& box);

// How many tasks are in which state, as discs with numbers. Returns the width.
float draw_counts(const Canvas& c, const StatusCounts& counts, Point left_middle, float size,
                  float room);

}  // namespace grove
