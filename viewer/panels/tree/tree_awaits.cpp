#include "viewer/panels/tree/tree_awaits.h"

#include <algorithm>
#include <cmath>

#include "engine/picture/awaits.h"
#include "engine/picture/orphans.h"
#include "viewer/panels/drawing/canvas.h"

namespace grove {
namespace {

constexpr float kWidth = 4, kCorner = 14, kHead = 10, kLane = 13;
constexpr Dashes kDashes{3, 7, false};
// Beyond this a crowd waits, and edges from everybody to everybody would only be grey.
constexpr std::size_t kMostNodes = 64;

const TreeNode& node_at(const TreeScene& scene, int index) {
  return scene.shape().nodes[static_cast<std::size_t>(index)];
}

bool shows_one_task(const TreeNode& node) {
  return node.kind == TreeNode::Kind::kTask && !node.folded;
}

// Below the middle of a node, with its head up against it.
void draw_head(const Canvas& c, Point tip, ImU32 colour) {
  const Point head[] = {
      tip, {tip.x - kHead * 0.7f, tip.y + kHead}, {tip.x + kHead * 0.7f, tip.y + kHead}};
  c.convex(head, colour);
}

void draw_edge(const Canvas& c, std::vector<Point> points, ImU32 colour) {
  const Point tip = points.back();
  points.back().y += kHead;
  c.path(rounded(points, kCorner), colour, kWidth, kDashes);
  draw_head(c, tip, colour);
}

// Up the edge from a child to the node that its bracket hangs from.
std::vector<Point> way_up(const TreeScene& scene, int child, int waiter) {
  const Box from = scene.node(child), to = scene.node(waiter);
  const Point pill = scene.pill(node_at(scene, child).bracket);
  std::vector<Point> points = {{from.middle_x(), from.y}, {from.middle_x(), pill.y}};
  if (std::abs(pill.x - from.middle_x()) > 1) points.push_back(pill);
  if (std::abs(pill.x - to.middle_x()) > 1) {
    const float turn = to.bottom() + (pill.y - to.bottom()) * 0.35f;
    points.push_back({pill.x, turn});
    points.push_back({to.middle_x(), turn});
  }
  points.push_back({to.middle_x(), to.bottom() + 3});
  return points;
}

// Out of the lower edge of what is awaited, along a lane of its own, and up to the one who waits.
std::vector<Point> way_below(const Box& from, const Box& to, int lane) {
  const float side = from.middle_x() < to.middle_x() ? 1.0f : -1.0f;
  const float left = from.middle_x() + side * from.w / 6, right = to.middle_x() - side * to.w / 6;
  const float low = std::max(from.bottom(), to.bottom()) + kLane * static_cast<float>(lane + 2);
  return {{left, from.bottom()}, {left, low}, {right, low}, {right, to.bottom() + 3}};
}

}  // namespace

void draw_awaits(const Canvas& c, const TreeScene& scene) {
  const Model& model = scene.model();
  const auto count = static_cast<int>(scene.shape().nodes.size());
  if (scene.shape().nodes.size() > kMostNodes) return;
  int lane = 0;
  for (int waiter = 0; waiter < count; ++waiter) {
    const TreeNode& to = node_at(scene, waiter);
    if (!shows_one_task(to) || !model.task(to.task).alive) continue;
    if (model.task(to.task).awaits.kind == Place::Kind::kRun) continue;
    const bool orphan = is_among_orphans(model, to.task);
    const ImU32 colour = c.theme().outline(orphan ? Hue::kPurple : Hue::kBlue);
    for (int awaited = 0; awaited < count; ++awaited) {
      const TreeNode& from = node_at(scene, awaited);
      if (!shows_one_task(from) || !waits_for(model, to.task, from.task)) continue;
      if (scene.pose(awaited).edge < 1) continue;
      const bool hangs_below = from.parent == waiter && from.bracket >= 0;
      draw_edge(c,
                hangs_below ? way_up(scene, awaited, waiter)
                            : way_below(scene.node(awaited), scene.node(waiter), lane++),
                colour);
    }
  }
}

}  // namespace grove
