#include "viewer/panels/tree/tree_causes.h"

#include <algorithm>
#include <cmath>

#include "viewer/panels/drawing/edge_look.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

constexpr float kWidth = 6, kHead = 14, kMark = 14, kBeside = 26, kCorner = 14;
// With less between them there is no room for an arrow, and the mark stands on its own.
constexpr float kLeastRoom = 34;

// The task that called cancel() on it; unset where nobody did, or where it is its own.
TaskId canceller_of(const ScopeFacts& scope) {
  const bool called = scope.cancelled && scope.open && scope.reason == CancelReason::kExplicit;
  return called && scope.reason_task != scope.task ? scope.reason_task : TaskId{};
}

void draw_arrow(const Canvas& c, const Box& from, const Box& to) {
  const Theme& theme = c.theme();
  const float x = std::min(from.middle_x() + kBeside, from.right() - 12);
  const bool below = from.y > to.bottom();
  if (below && from.y - to.bottom() < kLeastRoom) {
    c.disc({x, from.y}, kMark + 3, theme.canvas);
    return draw_glyph(c, Glyph::kCancelCall, {x, from.y}, kMark, theme.outline(Hue::kOrange));
  }
  const Point start{x, below ? from.y : from.middle_y()};
  // Up into it where it is above; else along, into its side.
  const float inner = std::min(24.0f, to.w / 2 - 1);
  const float at = std::clamp(x, to.x + inner, to.right() - inner);
  std::vector<Point> way{start};
  const Point tip{at, below ? to.bottom() + 3 : to.y - 3};
  if (std::abs(at - x) > 1) {
    const float turn =
        below ? to.bottom() + std::min(26.0f, (start.y - to.bottom()) * 0.5f) : to.y - 26;
    way.push_back({x, turn});
    way.push_back({at, turn});
  }
  way.push_back(tip);
  const std::vector<Point> round = rounded(way, kCorner);
  const ImU32 colour = theme.outline(Hue::kOrange);
  c.path(round, colour, kWidth);
  if (!theme.dark) c.path(round, theme.base(Hue::kOrange), kWidth - 3);
  const float up = below ? -1.0f : 1.0f;
  const Point head[] = {{tip.x, tip.y},
                        {tip.x - kHead * 0.75f, tip.y - up * kHead},
                        {tip.x + kHead * 0.75f, tip.y - up * kHead}};
  c.convex(head, colour);
  // Nearer to who called it.
  const Point mark{x, below ? std::max(start.y - kMark - 10, (start.y + tip.y) / 2) : start.y};
  c.disc(mark, kMark + 3, theme.canvas);
  draw_glyph(c, Glyph::kCancelCall, mark, kMark, colour);
}

const Box* box_of(const TreeScene& scene, TaskId task) {
  const int node = scene.shape().node_of(task);
  return node >= 0 ? &scene.nodes()[static_cast<std::size_t>(node)] : nullptr;
}

}  // namespace

void draw_canceller(const Canvas& c, const TreeScene& scene, NurseryId id, const Box& pill) {
  const NurseryFacts& nursery = scene.model().nursery(id);
  if (!nursery.scope || nursery.alive == 0 || pill.empty()) return;
  const TaskId by = canceller_of(scene.model().scope(nursery.scope));
  const Box* from = by ? box_of(scene, by) : nullptr;
  if (from != nullptr) draw_arrow(c, *from, pill);
}

void draw_canceller(const Canvas& c, const TreeScene& scene, ScopeId id, const Box& tab) {
  const TaskId by = canceller_of(scene.model().scope(id));
  const Box* from = by && !tab.empty() ? box_of(scene, by) : nullptr;
  if (from != nullptr) draw_arrow(c, *from, tab);
}

}  // namespace grove
