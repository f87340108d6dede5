// How the tree's edges look: by the state of what they lead to, and the marks along them.
#pragma once

#include <span>

#include "engine/model/model.h"
#include "engine/picture/tree_shape.h"
#include "viewer/panels/drawing/canvas.h"
#include "viewer/panels/drawing/theme.h"

namespace grove {

// Of an edge to a task that is asked to end by a cancellation, and to one that was told.
inline constexpr float kAskedWidth = 4, kToldWidth = 7;

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

// Chevrons with their middles spread from one point to another, pointing the way they are spread.
void draw_chevrons(const Canvas& c, Point from, Point to, int count, float half, ImU32 colour);

// A straight edge. Orange on white would be pale: there it gets a dark rim.
void draw_orange_or_plain_edge(const Canvas& c, Point from, Point to, Hue hue, float width);

}  // namespace grove
