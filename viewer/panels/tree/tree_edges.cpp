#include "viewer/panels/tree/tree_edges.h"

#include <algorithm>
#include <cmath>

#include "viewer/core/view/easing.h"
#include "viewer/panels/drawing/edge_look.h"
#include "viewer/panels/tree/tree_wide.h"

namespace grove {
namespace {

constexpr float kCorner = 14;

// Along the bar and down to the child, or from the child up.
void draw_arrows(const Canvas& c, Point pill, float pill_half, Point child, const EdgeLook& look,
                 bool token) {
  if (look.arrows == 0) return;
  const float half = look.width >= 6 ? 10 : 9;
  const auto spread = [&](Point from, Point to, float room, float pitch) {
    if (room < 14) return;
    if (look.arrows < 0) std::swap(from, to);
    const int count = std::clamp(static_cast<int>(room / pitch), 1, 3);
    draw_chevrons(c, from, to, count, half, look.colour);
  };
  const float side = child.x > pill.x ? 1.0f : -1.0f;
  const bool beside = std::abs(child.x - pill.x) > pill_half + kCorner;
  // Straight below the pill it hides a part of the way.
  const float top = pill.y + (beside ? kCorner + 6 : 24), bottom = child.y - 6;
  if (!token) spread({child.x, top}, {child.x, bottom}, bottom - top, 16);
  if (!beside) return;
  const float from = pill.x + side * (pill_half + 10), to = child.x - side * (kCorner + 4);
  spread({from, pill.y}, {to, pill.y}, (to - from) * side, 21);
}

// A nursery's pill, in units of the tree. Where the tree is small it is larger than the tree, so
// that it stays legible.
struct PillLook {
  std::string words;  // none where there is no room for them
  float size = 17;    // of the words
  float width = 50;

  float height() const { return size * 2; }
};

TextLook text_of(const PillLook& pill) { return {.size = pill.size, .weight = Weight::kSemiBold}; }
TextLook centred(const PillLook& pill) {
  TextLook look = text_of(pill);
  look.align = Align::kMiddle;
  return look;
}

// None where nothing stands at the bracket: what is merely created has no holder.
std::vector<std::string> pill_words(const TreeScene& scene, int index, const Model& model) {
  const TreeBracket& bracket = scene.shape().brackets[static_cast<std::size_t>(index)];
  if (bracket.nursery) return nursery_words(model, bracket.nursery);
  if (bracket.kind != TreeBracket::Kind::kCreated || bracket.owner < 0) return {};
  return gather_words(model, scene.shape().nodes[static_cast<std::size_t>(bracket.owner)].task);
}

PillLook pill_look(const Canvas& c, const TreeScene& scene, int index, const Model& model) {
  const bool has_glyph =
      static_cast<bool>(scene.shape().brackets[static_cast<std::size_t>(index)].nursery);
  const float room = scene.layout().brackets[static_cast<std::size_t>(index)].room;
  const NodeDetail detail = scene.detail();
  PillLook pill;
  const std::vector<std::string> ways = pill_words(scene, index, model);
  if (!has_glyph && (ways.empty() || !detail.words)) pill.width = 0;
  if (!detail.words) return pill;
  pill.size = detail.legible(pill.size);
  for (const std::string& words : ways) {
    pill.words = words;
    pill.width = c.width(pill.words, text_of(pill)) + pill.size * (has_glyph ? 3.3f : 1.8f);
    if (pill.width <= room) break;
  }
  return pill;
}

// Two short bars across the stem, like a gate: the nursery's body still runs.
void draw_gate(const Canvas& c, Point stem_top, float pill_top, ImU32 colour) {
  const float middle = (stem_top.y + pill_top) / 2;
  if (pill_top - stem_top.y < 14) return;
  c.fill({stem_top.x - 4, middle - 5, 8, 10}, 0, c.theme().canvas);
  c.line({stem_top.x - 9, middle - 5}, {stem_top.x + 9, middle - 5}, colour, 4);
  c.line({stem_top.x - 9, middle + 5}, {stem_top.x + 9, middle + 5}, colour, 4);
}

// What all edges of a bracket share.
struct BracketLook {
  Point pill;
  float pill_half;
  EdgeLook edge;
};

std::vector<Point> path_to(Point pill, Point end) {
  const Point path[] = {pill, {end.x, pill.y}, end};
  if (std::abs(end.x - pill.x) < 1) return {pill, end};
  return rounded(path, kCorner);
}

// What is on its way along an edge covers what was there before, from where it comes.
void draw_change(const Canvas& c, std::span<const Point> points, const EdgeLook& before,
                 const EdgeLook& after, float share, bool travels) {
  draw_along(c, points, before);
  if (!travels) return draw_along(c.faded(share), points, after);
  const bool down = after.arrows > 0;
  draw_along(c, part_of(points, down ? 0 : 1 - share, down ? share : 1), after);
}

// Returns true while the edge is not yet what it is going to be.
bool draw_changing(const Canvas& c, const TreeScene& scene, TaskId task,
                   std::span<const Point> points, const EdgeLook& look) {
  const Motion& motion = scene.motion();
  if (const Act* told = motion.find(Act::Kind::kTell, task)) {
    const float share = motion.progress(*told);
    if (share >= 1) return false;
    EdgeLook grown = look;
    grown.width -= (kToldWidth - kAskedWidth) * (1 - ease_out_quad(share));
    draw_along(c, points, grown);
    return true;
  }
  if (const Act* asked = motion.find(Act::Kind::kAsk, task)) {
    const float share = motion.progress(*asked);
    if (share >= 1) return false;
    const EdgeLook before = look_of_child(c.theme(), scene.model(), task, asked->before.status);
    draw_change(c, points, before, look, share, !motion.reduced());
    return true;
  }
  if (const Act* climbs = motion.find(Act::Kind::kClimb, task)) {
    const float share = motion.progress(*climbs);
    if (share >= 1) return false;
    draw_change(c, points, {.colour = c.theme().wire}, look, ease_in_out_cubic(share),
                !motion.reduced());
    return true;
  }
  return false;
}

void draw_child_edge(const Canvas& c, const TreeScene& scene, const TreeBracket& bracket, int child,
                     const BracketLook& shared) {
  const TreeNode& node = scene.shape().nodes[static_cast<std::size_t>(child)];
  const Model& model = scene.model();
  const Point end{scene.node(child).middle_x(), scene.node(child).y};
  const bool task = node.kind == TreeNode::Kind::kTask;
  const float grown = scene.pose(child).edge;
  std::vector<Point> points = path_to(shared.pill, end);
  if (grown < 1) {
    if (grown <= 0) return;
    points = part_of(points, 0, grown);
  }
  EdgeLook look = shared.edge;
  if (task && bracket.kind == TreeBracket::Kind::kNursery) {
    look = look_of_child(c.theme(), model, node.task, model.status(node.task));
    if (draw_changing(c, scene, node.task, points, look)) return;
  }
  draw_along(c, points, look);
  if (task && grown >= 1) {
    const bool token = static_cast<bool>(waits_in_nursery(model, node.task));
    draw_arrows(c, shared.pill, shared.pill_half, end, look, token);
  }
}

}  // namespace

void draw_bracket(const Canvas& c, const TreeScene& scene, int index, const Model& model) {
  const TreeShape& shape = scene.shape();
  const TreeBracket& bracket = shape.brackets[static_cast<std::size_t>(index)];
  const Theme& theme = c.theme();
  const EdgeLook whole = look_of_bracket(theme, model, bracket);
  const Box owner = scene.node(bracket.owner);
  const Point pill = scene.pill(index);
  const Point from{owner.middle_x(), owner.bottom()};
  const float turn = from.y + (pill.y - from.y) * 0.35f;
  const Point stem[] = {from, {from.x, turn}, {pill.x, turn}, pill};
  const bool straight = std::abs(from.x - pill.x) < 1;
  const Point straight_stem[] = {from, pill};
  draw_along(c, straight ? std::span<const Point>(straight_stem) : rounded(stem, kCorner), whole);
  const float half = pill_look(c, scene, index, model).width / 2;

  if (bracket.wide) return draw_rows(c, scene, index, whole, half);
  // From the outermost inwards, so that what is nearer the middle covers the shared part.
  std::vector<int> order = bracket.children;
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return std::abs(scene.node(a).middle_x() - pill.x) >
           std::abs(scene.node(b).middle_x() - pill.x);
  });
  for (const int child : order) {
    draw_child_edge(c, scene, bracket, child, {pill, half, whole});
  }
  const bool open =
      bracket.nursery && model.nursery(bracket.nursery).phase == NurseryPhase::kOpen && straight;
  if (open) draw_gate(c, from, pill.y - scene.detail().legible(17), whole.colour);
}

Box draw_pill(const Canvas& c, const TreeScene& scene, int index, const Model& model) {
  const TreeBracket& bracket = scene.shape().brackets[static_cast<std::size_t>(index)];
  const Theme& theme = c.theme();
  const Point at = scene.pill(index);
  const EdgeLook edge = look_of_bracket(theme, model, bracket);
  const PillLook pill = pill_look(c, scene, index, model);
  if (pill.width == 0) return {};
  const float h = pill.height(), size = pill.size;
  const Box box{at.x - pill.width / 2, at.y - h / 2, pill.width, h};
  c.fill(box, h / 2, theme.canvas);
  c.outline(box, h / 2, edge.colour, 3);
  if (!bracket.nursery) {
    c.text(at.x, at.y + size * 0.36f, pill.words, centred(pill));
    return box;
  }
  if (pill.words.empty()) {
    draw_glyph(c, Glyph::kNursery, at, size / 2, theme.text);
    return box;
  }
  draw_glyph(c, Glyph::kNursery, {box.x + size * 1.25f, at.y}, size / 2, theme.text);
  c.text(box.x + size * 2.4f, at.y + size * 0.36f, pill.words, text_of(pill));
  return box;
}

}  // namespace grove
