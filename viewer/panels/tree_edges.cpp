#include "viewer/panels/tree_edges.h"

#include <algorithm>
#include <cmath>

#include "viewer/core/easing.h"
#include "viewer/panels/tree_wide.h"

namespace grove {
namespace {

constexpr float kCorner = 14;
constexpr float kAskedWidth = 4, kToldWidth = 7;

// An orange edge on white would be pale: there it gets a dark rim.
EdgeLook orange(const Theme& theme, float width, int arrows) {
  if (theme.dark) return {.colour = theme.outline(Hue::kOrange), .width = width, .arrows = arrows};
  return {.colour = theme.outline(Hue::kOrange),
          .core = theme.base(Hue::kOrange),
          .width = width + 2,
          .arrows = arrows};
}

// Where a failure has not left the task that ended with it, its edge knows nothing of it.
bool has_left(const Model& model, TaskId child) {
  const TaskFacts& task = model.task(child);
  if (task.alive || !task.nursery) return false;
  return model.nursery(task.nursery).phase == NurseryPhase::kClosed ||
         waits_in_nursery(model, child);
}

}  // namespace

EdgeLook look_of_child(const Theme& theme, const Model& model, TaskId child, TaskStatus status) {
  switch (status) {
    case TaskStatus::kAsked:
      return orange(theme, kAskedWidth, +1);
    case TaskStatus::kCancelling:
      return orange(theme, kToldWidth, +1);
    case TaskStatus::kCancelled:
      return {.colour = theme.outline(Hue::kAsh), .width = 3, .dashed = true};
    case TaskStatus::kFailed:
    case TaskStatus::kPassesOn:
      if (!has_left(model, child)) break;
      return {.colour = theme.outline(Hue::kVermillion), .width = 6, .arrows = -1};
    case TaskStatus::kDone:
      return {.colour = theme.outline(Hue::kGreen), .width = 4};
    default:
      break;
  }
  return {.colour = theme.wire, .width = 4};
}

namespace {

// A child that ended with an exception of its own or its children's, or a body that did.
bool closed_with_failure(const Model& model, const NurseryFacts& nursery) {
  const auto failed = [&](TaskId child) { return model.task(child).outcome == Outcome::kError; };
  if (std::any_of(nursery.children.begin(), nursery.children.end(), failed)) return true;
  if (!nursery.exception) return false;
  return !model.exception(nursery.exception).cancellation;
}

}  // namespace

EdgeLook look_of_bracket(const Theme& theme, const Model& model, const TreeBracket& bracket) {
  if (bracket.kind == TreeBracket::Kind::kStem) return {.colour = theme.wire, .width = 3};
  if (bracket.kind == TreeBracket::Kind::kCreated) {
    return {.colour = theme.wire, .width = 4, .dotted = true};
  }
  const NurseryFacts& nursery = model.nursery(bracket.nursery);
  if (nursery.phase == NurseryPhase::kClosed) {
    if (closed_with_failure(model, nursery)) {
      return {.colour = theme.outline(Hue::kVermillion), .width = 6};
    }
    const bool cancelled = nursery.scope && model.scope(nursery.scope).cancelled;
    if (cancelled) return {.colour = theme.outline(Hue::kAsh), .width = 3, .dashed = true};
    return {.colour = theme.outline(Hue::kGreen), .width = 4};
  }
  if (nursery.scope && model.effective_cancel(nursery.scope)) return orange(theme, 6, 0);
  return {.colour = theme.wire, .width = 4};
}

void draw_along(const Canvas& c, std::span<const Point> points, const EdgeLook& look) {
  if (look.dashed) {
    c.path(points, look.colour, look.width, Dashes{9, 7, false});
  } else if (look.dotted) {
    c.path(points, look.colour, look.width, Dashes{0.1f, 9, true});
  } else {
    c.path(points, look.colour, look.width);
    if (look.core != 0) c.path(points, look.core, look.width - 4);
  }
}

namespace {

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

PillLook pill_look(const Canvas& c, const TreeScene& scene, int index, const Model& model) {
  const TreeBracket& bracket = scene.shape().brackets[static_cast<std::size_t>(index)];
  const float room = scene.layout().brackets[static_cast<std::size_t>(index)].room;
  const NodeDetail detail = scene.detail();
  PillLook pill;
  if (!detail.words) return pill;
  pill.size = detail.legible(pill.size);
  for (const std::string& words : nursery_words(model, bracket.nursery)) {
    pill.words = words;
    pill.width = c.width(pill.words, text_of(pill)) + pill.size * 3.3f;
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

void draw_chevrons(const Canvas& c, Point from, Point to, int count, float half, ImU32 colour) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  if (length <= 0) return;
  const Point towards{(to.x - from.x) / length, (to.y - from.y) / length};
  for (int i = 0; i < count; ++i) {
    const float at =
        (static_cast<float>(i) + 0.5f) / static_cast<float>(count) * length + half * 0.45f;
    draw_chevron(c, {from.x + towards.x * at, from.y + towards.y * at}, towards, half, colour);
  }
}

void draw_orange_or_plain_edge(const Canvas& c, Point from, Point to, Hue hue, float width) {
  const Point ends[] = {from, to};
  const EdgeLook plain{.colour = c.theme().outline(hue), .width = width};
  draw_along(c, ends, hue == Hue::kOrange ? orange(c.theme(), width, 0) : plain);
}

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
  const float half = bracket.nursery ? pill_look(c, scene, index, model).width / 2 : 0.0f;

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
  if (!bracket.nursery) return {};
  const Theme& theme = c.theme();
  const Point at = scene.pill(index);
  const EdgeLook edge = look_of_bracket(theme, model, bracket);
  const PillLook pill = pill_look(c, scene, index, model);
  const float h = pill.height(), size = pill.size;
  const Box box{at.x - pill.width / 2, at.y - h / 2, pill.width, h};
  c.fill(box, h / 2, theme.canvas);
  c.outline(box, h / 2, edge.colour, 3);
  if (pill.words.empty()) {
    draw_glyph(c, Glyph::kNursery, at, size / 2, theme.text);
    return box;
  }
  draw_glyph(c, Glyph::kNursery, {box.x + size * 1.25f, at.y}, size / 2, theme.text);
  c.text(box.x + size * 2.4f, at.y + size * 0.36f, pill.words, text_of(pill));
  return box;
}

}  // namespace grove
