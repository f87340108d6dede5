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

// Of the bracket as a whole: its stem and the part of the bar that all children share.
EdgeLook look_of_bracket(const Theme& theme, const Model& model, const TreeBracket& bracket) {
  if (bracket.kind == TreeBracket::Kind::kStem) return {.colour = theme.wire, .width = 3};
  if (bracket.kind == TreeBracket::Kind::kCreated) {
    return {.colour = theme.wire, .width = 4, .dotted = true};
  }
  const NurseryFacts& nursery = model.nursery(bracket.nursery);
  if (nursery.phase == NurseryPhase::kClosed) {
    if (nursery.exception) {
      const ExceptionFacts& exception = model.exception(nursery.exception);
      const std::string_view type = model.record().text(exception.type);
      if (type != "Cancelled") return {.colour = theme.outline(Hue::kVermillion), .width = 6};
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

void draw_arrows(const Canvas& c, Point pill, float pill_half, Point child, const EdgeLook& look,
                 bool token) {
  if (look.arrows == 0) return;
  const float half = look.width >= 6 ? 10 : 8.5f;
  const float down = static_cast<float>(look.arrows);
  // On the way down into the child.
  const float top = pill.y + kCorner + 8, bottom = child.y - 3;
  const int count = token ? 0 : std::clamp(static_cast<int>((bottom - top) / 16), 1, 3);
  for (int i = 0; i < count; ++i) {
    const float y = bottom - static_cast<float>(i) * 13 - (look.arrows > 0 ? 0 : 5);
    draw_chevron(c, {child.x, y}, {0, down}, half, look.colour);
  }
  // Along the bar.
  const float side = child.x > pill.x ? 1.0f : -1.0f;
  const float from = pill.x + side * (pill_half + 14), to = child.x - side * (kCorner + 6);
  const float length = (to - from) * side;
  if (length < 20) return;
  const int along = std::clamp(static_cast<int>(length / 22), 1, 3);
  for (int i = 0; i < along; ++i) {
    const float share = (static_cast<float>(i) + 0.7f) / static_cast<float>(along);
    const float x = from + (to - from) * (look.arrows > 0 ? share : 1 - share);
    draw_chevron(c, {x, pill.y}, {side * down, 0}, half, look.colour);
  }
}

TextLook pill_look() { return {.size = 17, .weight = Weight::kSemiBold}; }

float pill_width(const Canvas& c, const std::string& words) {
  return c.width(words, pill_look()) + 17 * 1.9f + 17 * 1.5f;
}

std::string pill_words(const Canvas& c, const TreeScene& scene, int index, const Model& model) {
  const TreeBracket& bracket = scene.shape().brackets[static_cast<std::size_t>(index)];
  const float room = scene.layout().brackets[static_cast<std::size_t>(index)].room;
  const std::string words = nursery_words(model, bracket.nursery, Length::kLong);
  if (pill_width(c, words) <= room) return words;
  return nursery_words(model, bracket.nursery, Length::kShort);
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

void draw_token_label(const Canvas& c, const std::string& words, float x, float y) {
  const Theme& theme = c.theme();
  const TextLook look{.size = 17,
                      .weight = Weight::kBold,
                      .family = Family::kCode,
                      .colour = theme.word(Hue::kVermillion)};
  const Box box{x, y - 16.5f, c.width(words, look) + 22, 33};
  c.fill(box, 8, theme.dark ? rgb(0x2A1709) : rgb(0xFFF1E8));
  c.outline(box, 8, theme.outline(Hue::kVermillion), 2.5f);
  c.text(box.x + 11, y + 6, words, look);
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
  const float half = bracket.nursery ? pill_width(c, pill_words(c, scene, index, model)) / 2 : 0.0f;

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
  if (open) draw_gate(c, from, pill.y - 17, whole.colour);
}

Box draw_pill(const Canvas& c, const TreeScene& scene, int index, const Model& model,
              NodeDetail detail) {
  const TreeBracket& bracket = scene.shape().brackets[static_cast<std::size_t>(index)];
  if (!bracket.nursery) return {};
  const Theme& theme = c.theme();
  const Point at = scene.pill(index);
  const EdgeLook edge = look_of_bracket(theme, model, bracket);
  const std::string words = detail.words ? pill_words(c, scene, index, model) : "";
  const float width = detail.words ? pill_width(c, words) : 50;
  const Box box{at.x - width / 2, at.y - 17, width, 34};
  c.fill(box, 17, theme.canvas);
  c.outline(box, 17, edge.colour, 3);
  if (!detail.words) {
    draw_glyph(c, Glyph::kNursery, at, 9, theme.text);
    return box;
  }
  draw_glyph(c, Glyph::kNursery, {box.x + 21, at.y}, 8.5f, theme.text);
  c.text(box.x + 41, at.y + 6, words, pill_look());
  return box;
}

void draw_tokens(const Canvas& c, const TreeScene& scene, int index, const Model& model,
                 const RecordIndex& names, NodeDetail detail) {
  const TreeShape& shape = scene.shape();
  const TreeBracket& bracket = shape.brackets[static_cast<std::size_t>(index)];
  const float bar = scene.pill(index).y;
  for (std::size_t i = 0; i < bracket.children.size(); ++i) {
    const int child = bracket.children[i];
    const TreeNode& node = shape.nodes[static_cast<std::size_t>(child)];
    if (node.kind != TreeNode::Kind::kTask) continue;
    const ExceptionId exception = waiting_from(model, bracket, node.task);
    if (!exception) continue;
    const Box box = scene.node(child);
    // Under its pill where the child hangs straight below it, else on the edge's way down.
    const bool under = std::abs(box.middle_x() - scene.pill(index).x) < 90;
    const float top = bar + (under ? 17 : 2);
    const float size = std::min(1.0f, (box.y - top) / 54);
    // It rises out of the task to where it waits.
    const float climbed = progress_of(scene, child, -1);
    const Point at{box.middle_x(), box.y + ((top + box.y) / 2 - box.y) * climbed};
    draw_token(c, at, size, model, exception);
    if (!detail.words) continue;
    const float next = i + 1 < bracket.children.size()
                           ? scene.node(bracket.children[i + 1]).middle_x() - 16
                           : 1e9f;
    const float x = at.x + (is_group(model, exception) ? 29 : 25) * size + 10;
    for (const std::string& words :
         {exception_words(names, exception), exception_name(model, exception)}) {
      const float width =
          c.width(words, {.size = 17, .weight = Weight::kBold, .family = Family::kCode}) + 22;
      if (x + width > next) continue;
      draw_token_label(c, words, x, at.y);
      break;
    }
  }
}

}  // namespace grove
