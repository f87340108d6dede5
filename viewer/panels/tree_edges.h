// What joins the tree's nodes: nursery brackets with their pills, the edges down to the children,
// the marks of cancellation that runs down them and of failure that climbs up.
#pragma once

#include "viewer/panels/tree_nodes.h"
#include "viewer/panels/tree_scene.h"

namespace grove {

struct EdgeLook {
  ImU32 colour;
  ImU32 core = 0;  // drawn over it, narrower; 0: nothing
  float width = 4;
  bool dashed = false;
  bool dotted = false;
  int arrows = 0;  // +1: down, −1: up
};

// Of the bracket as a whole: its stem and the part of the bar that all children share.
EdgeLook look_of_bracket(const Theme& theme, const Model& model, const TreeBracket& bracket);
EdgeLook look_of_child(const Theme& theme, const Model& model, TaskId child, TaskStatus status);
void draw_along(const Canvas& c, std::span<const Point> points, const EdgeLook& look);

// The bracket's stem, bar and edges; below the nodes.
void draw_bracket(const Canvas& c, const TreeScene& scene, int bracket, const Model& model);

// Its pill; above the edges. Returns the box that can be pressed; empty for a stem.
Box draw_pill(const Canvas& c, const TreeScene& scene, int bracket, const Model& model);

// Chevrons with their middles spread from one point to another, pointing the way they are spread.
void draw_chevrons(const Canvas& c, Point from, Point to, int count, float half, ImU32 colour);

// A straight edge. Orange on white would be pale: there it gets a dark rim.
void draw_orange_or_plain_edge(const Canvas& c, Point from, Point to, Hue hue, float width);

}  // namespace grove
