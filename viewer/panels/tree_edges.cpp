#include "viewer/panels/tree_edges.h"

#include <algorithm>
#include <cmath>

#include "engine/model/explain.h"

namespace grove {
namespace {

constexpr float kCorner = 14;
// Of a request on its way down an edge, and of an exception on its way up.
constexpr float kAskSeconds = 0.16f, kClimbSeconds = 0.28f;
constexpr ImU32 kInk = rgb(0x0B1016);

struct EdgeLook {
  ImU32 colour;
  ImU32 core = 0;  // drawn over it, narrower; 0: nothing
  float width = 4;
  bool dashed = false;
  bool dotted = false;
  int arrows = 0;  // +1: down, −1: up
};

// An orange edge on white would be pale: there it gets a dark rim.
EdgeLook orange(const Theme& theme, float width, int arrows) {
  if (theme.dark) return {.colour = theme.outline(Hue::kOrange), .width = width, .arrows = arrows};
  return {.colour = theme.outline(Hue::kOrange),
          .core = theme.base(Hue::kOrange),
          .width = width + 2,
          .arrows = arrows};
}

EdgeLook look_of_child(const Theme& theme, const Model& model, TaskId child) {
  switch (model.status(child)) {
    case TaskStatus::kAsked:
      return orange(theme, 4, +1);
    case TaskStatus::kCancelling:
      return orange(theme, 7, +1);
    case TaskStatus::kCancelled:
      return {.colour = theme.outline(Hue::kAsh), .width = 3, .dashed = true};
    case TaskStatus::kFailed:
    case TaskStatus::kPassesOn:
      if (model.task(child).alive) break;
      return {.colour = theme.outline(Hue::kVermillion), .width = 6, .arrows = -1};
    case TaskStatus::kDone:
      return {.colour = theme.outline(Hue::kGreen), .width = 4};
    default:
      break;
  }
  return {.colour = theme.wire, .width = 4};
}

// A child that ended with an exception of its own or its children's, or a body that did.
bool closed_with_failure(const Model& model, const NurseryFacts& nursery) {
  const auto failed = [&](TaskId child) { return model.task(child).outcome == Outcome::kError; };
  if (std::any_of(nursery.children.begin(), nursery.children.end(), failed)) return true;
  if (!nursery.exception) return false;
  return model.record().text(model.exception(nursery.exception).type) != "Cancelled";
}

// Of the bracket as a whole: its stem and the part of the bar that all children share.
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

// The part of a path between two shares of its length.
std::vector<Point> part_of(std::span<const Point> points, float from, float to) {
  float whole = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    whole += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  }
  std::vector<Point> part;
  float before = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Point a = points[i - 1], b = points[i];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    if (length <= 0) continue;
    const auto at = [&](float distance) {
      const float share = std::clamp((distance - before) / length, 0.0f, 1.0f);
      return Point{a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
    };
    if (before + length >= from * whole && before <= to * whole) {
      if (part.empty()) part.push_back(at(from * whole));
      part.push_back(at(to * whole));
    }
    before += length;
  }
  return part;
}

// 0 to 1: how far a change of state has run along the edge to a child.
float progress_of(const TreeScene& scene, int child, int arrows) {
  if (arrows == 0) return 1;
  const float seconds = arrows > 0 ? kAskSeconds : kClimbSeconds;
  const float share = std::clamp(scene.since_change(child) / seconds, 0.0f, 1.0f);
  if (arrows > 0) return share;
  const float rest = 1 - share;
  return share < 0.5f ? 4 * share * share * share : 1 - 4 * rest * rest * rest;
}

// Chevrons with their middles spread from one point to another, pointing the way they are spread.
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
  const NodeDetail detail = detail_at(scene.zoom());
  PillLook pill;
  if (!detail.words) return pill;
  pill.size = detail.legible(pill.size);
  for (const Length length : {Length::kLong, Length::kShort}) {
    pill.words = nursery_words(model, bracket.nursery, length);
    pill.width = c.width(pill.words, text_of(pill)) + pill.size * 3.3f;
    if (pill.width <= room) break;
  }
  return pill;
}

Point top_of(const Box& box) { return {box.middle_x(), box.y}; }

// The exception that waits in the bracket's nursery and came from this child; unset if none.
ExceptionId waiting_from(const Model& model, const TreeBracket& bracket, TaskId child) {
  if (!bracket.nursery) return {};
  const NurseryFacts& nursery = model.nursery(bracket.nursery);
  const TaskFacts& task = model.task(child);
  if (nursery.phase == NurseryPhase::kClosed || task.alive || !task.exception) return {};
  if (task.outcome == Outcome::kCancelled) return {};
  const auto& pending = nursery.pending;
  return std::find(pending.begin(), pending.end(), task.exception) != pending.end() ? task.exception
                                                                                    : ExceptionId{};
}

// Two short bars across the stem, like a gate: the nursery's body still runs.
void draw_gate(const Canvas& c, Point stem_top, float pill_top, ImU32 colour) {
  const float middle = (stem_top.y + pill_top) / 2;
  if (pill_top - stem_top.y < 14) return;
  c.fill({stem_top.x - 4, middle - 5, 8, 10}, 0, c.theme().canvas);
  c.line({stem_top.x - 9, middle - 5}, {stem_top.x + 9, middle - 5}, colour, 4);
  c.line({stem_top.x - 9, middle + 5}, {stem_top.x + 9, middle + 5}, colour, 4);
}

// The exception's name beside its token, the longest that fits between `x` and `right`.
void draw_token_label(const Canvas& c, const std::vector<std::string>& ways, float size, float x,
                      float right, float y) {
  const Theme& theme = c.theme();
  const TextLook look{.size = size,
                      .weight = Weight::kBold,
                      .family = Family::kCode,
                      .colour = theme.word(Hue::kVermillion)};
  for (const std::string& words : ways) {
    const Box box{x, y - size, c.width(words, look) + size * 1.3f, size * 2};
    if (box.right() > right) continue;
    c.fill(box, 8, theme.dark ? rgb(0x2A1709) : rgb(0xFFF1E8));
    c.outline(box, 8, theme.outline(Hue::kVermillion), 2.5f);
    c.text(box.x + size * 0.65f, y + size * 0.36f, words, look);
    return;
  }
}

void draw_token(const Canvas& c, Point centre, float size, const Model& model,
                ExceptionId exception) {
  const Theme& theme = c.theme();
  const ImU32 fill = theme.base(Hue::kVermillion);
  const ImU32 rim = theme.dark ? rgb(0xFFE3D1) : theme.ink;
  if (!is_group(model, exception)) {
    draw_star(c, centre, 25 * size, 16.5f * size, 10, fill, rim, 2.5f);
    draw_glyph(c, Glyph::kFailed, centre, 10 * size, kInk);
    return;
  }
  const float w = 58 * size, h = 40 * size;
  if (is_nested_group(model, exception)) {
    const Box behind{centre.x - w / 2 - 7, centre.y - h / 2 - 8, w + 14, h + 16};
    c.fill(behind, 6, mix(fill, theme.canvas, 0.4f));
    c.outline(behind, 6, rim, 2.5f);
  }
  draw_envelope(c, centre, w, h, fill, rim, 2.5f);
  draw_star(c, {centre.x, centre.y + h * 0.2f}, h * 0.27f, h * 0.14f, 8, kInk);
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
  const float half = bracket.nursery ? pill_look(c, scene, index, model).width / 2 : 0.0f;

  // From the outermost inwards, so that what is nearer the middle covers the shared part.
  std::vector<int> order = bracket.children;
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return std::abs(scene.node(a).middle_x() - pill.x) >
           std::abs(scene.node(b).middle_x() - pill.x);
  });
  for (const int child : order) {
    const TreeNode& node = shape.nodes[static_cast<std::size_t>(child)];
    const Point end = top_of(scene.node(child));
    EdgeLook look = whole;
    const bool task = node.kind == TreeNode::Kind::kTask;
    if (task && bracket.kind == TreeBracket::Kind::kNursery) {
      look = look_of_child(theme, model, node.task);
    }
    const float growth = scene.growth(child);
    const Point reached{end.x, pill.y + (end.y - pill.y) * std::min(1.0f, growth * 2.2f)};
    const Point path[] = {pill, {end.x, pill.y}, reached};
    const Point direct[] = {pill, reached};
    const bool under = std::abs(end.x - pill.x) < 1;
    const std::vector<Point> points =
        under ? std::vector<Point>(std::begin(direct), std::end(direct)) : rounded(path, kCorner);
    const float progress = progress_of(scene, child, look.arrows);
    if (progress < 1) {
      const bool down = look.arrows > 0;
      draw_along(c, points, {.colour = theme.wire});
      draw_along(c, part_of(points, down ? 0 : 1 - progress, down ? progress : 1), look);
      continue;
    }
    draw_along(c, points, look);
    if (!task || growth < 1) continue;
    draw_arrows(c, pill, half, end, look,
                static_cast<bool>(waiting_from(model, bracket, node.task)));
  }
  const bool open =
      bracket.nursery && model.nursery(bracket.nursery).phase == NurseryPhase::kOpen && straight;
  if (open) draw_gate(c, from, pill.y - detail_at(scene.zoom()).legible(17), whole.colour);
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

void draw_tokens(const Canvas& c, const TreeScene& scene, int index, const Model& model,
                 const RecordIndex& names, NodeDetail detail) {
  const TreeShape& shape = scene.shape();
  const TreeBracket& bracket = shape.brackets[static_cast<std::size_t>(index)];
  const float bar = scene.pill(index).y;
  const float pill_half = detail.legible(17);
  for (std::size_t i = 0; i < bracket.children.size(); ++i) {
    const int child = bracket.children[i];
    const TreeNode& node = shape.nodes[static_cast<std::size_t>(child)];
    if (node.kind != TreeNode::Kind::kTask) continue;
    const ExceptionId exception = waiting_from(model, bracket, node.task);
    if (!exception) continue;
    const Box box = scene.node(child);
    // Under its pill where the child hangs straight below it, else on the edge's way down.
    const bool under = std::abs(box.middle_x() - scene.pill(index).x) < 90;
    const float top = bar + (under ? pill_half : 2);
    const float size = std::min(1.0f, (box.y - top) / 54);
    // It rises out of the task to where it waits.
    const float climbed = progress_of(scene, child, -1);
    const Point at{box.middle_x(), box.y + ((top + box.y) / 2 - box.y) * climbed};
    draw_token(c, at, size, model, exception);
    const float label = detail.legible(17);
    // Between the pill and the task beside.
    if (!detail.words || box.y - bar - pill_half - 4 < label * 2) continue;
    const float next = i + 1 < bracket.children.size()
                           ? scene.node(bracket.children[i + 1]).middle_x() - 16
                           : 1e9f;
    draw_token_label(c, {exception_words(names, exception), exception_name(model, exception)},
                     label, at.x + (is_group(model, exception) ? 29 : 25) * size + 10, next,
                     std::max(at.y, bar + pill_half + 3 + label));
  }
}

}  // namespace grove
