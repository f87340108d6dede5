// The tree's nodes: a card per task, with its state as badge, outline and word; the storey of a
// cancel scope; a folded subtree; a pile of siblings.
#pragma once

#include "engine/picture/tree_layout.h"
#include "viewer/panels/drawing/task_card.h"

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
  bool storeyed = false;               // a storey below says what its call does
  int scopes = 0;                      // open, in the steps below it
  const Lane* lane = nullptr;          // its whole life, for how it ended
};

void draw_task_node(const Canvas& c, const TreeNode& node, const Box& box,
                    const NodeContext& context);
void draw_folded_node(const Canvas& c, const TreeNode& node, const Box& box,
                      const NodeContext& context);
void draw_pile(const Canvas& c, const TreeNode& node, const Box& box, const NodeContext& context);

// The part of a task under a scope with an outline of its own.
void draw_storey(const Canvas& c, const TreeNode& node, const Box& box, const NodeContext& context);

// The four corners round what has just been started.
void draw_newborn(const Canvas& c, const Box& box);

// The ring round what is selected.
void draw_selection(const Canvas& c, const Box& box);

// How many tasks are in which state, as discs with numbers. Returns the width.
float draw_counts(const Canvas& c, const StatusCounts& counts, Point left_middle, float size,
                  float room);

}  // namespace grove
