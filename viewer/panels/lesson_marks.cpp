#include "viewer/panels/lesson_marks.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/record/names.h"
#include "viewer/core/pointed.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

constexpr float kAway = 6.5f, kRing = 4, kHole = 13, kVeil = 0.62f;
constexpr float kLeaderHalf = 20;   // of its foot on the card
constexpr float kFarthest = 0.45f;  // of the tree's width, that a leader goes

std::vector<Box> boxes_of(const LessonStep& step, const ShownTree& shown) {
  std::vector<Box> boxes;
  for (const Anchor& anchor : step.point) {
    const Selection thing = thing_of(anchor, shown.session->model());
    if (thing.kind == Selection::Kind::kNothing) continue;
    const std::optional<Box> box = shown.tree->on_screen(thing);
    if (!box || !box->overlaps(shown.box)) continue;
    if (std::find(boxes.begin(), boxes.end(), *box) == boxes.end()) boxes.push_back(*box);
  }
  return boxes;
}

void draw_ring(const Canvas& c, const Box& box, float scale) {
  const Box ring = box.grown(kAway * scale);
  c.outline(ring, 16 * scale, c.theme().canvas, (kRing + 2.5f) * scale);
  c.outline(ring, 16 * scale, c.theme().text, kRing * scale);
}

// How many of the boxes a straight line from a to b goes through.
int crossed(Point a, Point b, const std::vector<Box>& boxes) {
  constexpr int kProbes = 48;
  int count = 0;
  for (const Box& box : boxes) {
    for (int i = 1; i < kProbes; ++i) {
      const float share = static_cast<float>(i) / kProbes;
      if (!box.contains({a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share})) continue;
      ++count;
      break;
    }
  }
  return count;
}

// What of the tree a leader should not lie over.
std::vector<Box> nodes_of(const ShownTree& shown) {
  constexpr std::size_t kMost = 80;  // where there are more, nothing is free of them
  std::vector<Box> boxes;
  const Model& model = shown.session->model();
  const auto add = [&](const Selection& thing) {
    if (const auto box = shown.tree->on_screen(thing)) boxes.push_back(*box);
  };
  for (std::size_t i = 0; i < std::min(kMost, model.task_count()); ++i) {
    add(Selection::of(TaskId{static_cast<int32_t>(i)}));
  }
  for (std::size_t i = 0; i < std::min(kMost, model.nursery_count()); ++i) {
    add(Selection::of(NurseryId{static_cast<int32_t>(i)}));
  }
  for (std::size_t i = 0; i < std::min(kMost, model.scope_count()); ++i) {
    add(Selection::of(ScopeId{static_cast<int32_t>(i)}));
  }
  for (const Box& words : shown.tree->words_around(shown.box)) boxes.push_back(words);
  return boxes;
}

struct Leader {
  Point tip, foot;
};

// From the card at the tree's right to a side of one of the boxes, over nothing else and not far;
// none where that cannot be, for the rings say it too.
std::optional<Leader> find_leader(const std::vector<Box>& boxes, const std::vector<Box>& nodes,
                                  const Box& card, float farthest, float scale) {
  constexpr int kFeet = 9;
  const float away = kAway * scale, end = 2 * kLeaderHalf * scale;
  std::optional<Leader> best;
  float best_cost = 0;
  for (const Box& box : boxes) {
    const Box ring = box.grown(away);
    // Across the caption of a tree that it is below it would lead over words.
    if (card.x < box.right()) continue;
    for (const Point tip : {Point{ring.right(), box.middle_y()}, Point{ring.right(), ring.y},
                            Point{ring.right(), ring.bottom()}, Point{box.middle_x(), ring.y},
                            Point{box.middle_x(), ring.bottom()}}) {
      for (int i = 0; i < kFeet; ++i) {
        const float share = static_cast<float>(i) / (kFeet - 1);
        const Point foot{card.x, card.y + end + (card.h - 2 * end) * share};
        if (crossed(tip, foot, nodes) > 0) continue;
        const float cost = std::abs(foot.x - tip.x) + std::abs(foot.y - tip.y);
        if (cost > farthest || (best && cost >= best_cost)) continue;
        best = Leader{tip, foot};
        best_cost = cost;
      }
    }
  }
  return best;
}

void draw_leader(const Canvas& c, const Leader& leader, float scale) {
  const ImU32 colour = c.theme().text;
  const float half = kLeaderHalf * scale;
  c.line({leader.foot.x, leader.foot.y - half}, leader.tip, colour, 2.5f * scale);
  c.line({leader.foot.x, leader.foot.y + half}, leader.tip, colour, 2.5f * scale);
  c.disc(leader.tip, 6.5f * scale, colour);
}

// What the learner has ticked so far; once it is shown, what it should have been.
void draw_answer(const Canvas& c, const Session& session, const ShownTree& shown, float scale) {
  const Classroom& room = session.classroom();
  const LessonWalk& walk = *room.walk();
  if (walk.phase() == LessonWalk::Phase::kOver || !walk.step().draw) return;
  const Names names(shown.session->record());
  const auto box_of = [&](const std::string& name) -> std::optional<Box> {
    const TaskId task = names.find_task(name);
    if (!task || task.index() >= shown.session->model().task_count()) return std::nullopt;
    return shown.tree->on_screen(Selection::of(task));
  };
  const Theme& theme = c.theme();
  const bool ordered = walk.step().draw->kind == Drawing::Kind::kOrder;
  std::size_t number = 0;
  for (const std::string& name : walk.answer().drawn.marked) {
    ++number;
    const std::optional<Box> box = box_of(name);
    if (!box) continue;
    c.outline(box->grown(5 * scale), 14 * scale, theme.text, 3.5f * scale, {10, 6, false});
    const Point at{box->x, box->y};
    c.disc(at, 17 * scale, theme.text);
    if (ordered) {
      c.text(at.x, at.y + 6 * scale, std::to_string(number),
             {.size = 17 * scale,
              .weight = Weight::kExtraBold,
              .colour = theme.canvas,
              .align = Align::kMiddle});
    } else {
      draw_glyph(c, Glyph::kDone, at, 9 * scale, theme.canvas);
    }
  }
}

}  // namespace

void draw_veil(const Canvas& c, const Box& box, const std::vector<Box>& holes, float alpha) {
  const ImU32 colour = with_alpha(c.theme().canvas, alpha);
  std::vector<float> edges{box.y, box.bottom()};
  for (const Box& hole : holes) {
    edges.push_back(std::clamp(hole.y, box.y, box.bottom()));
    edges.push_back(std::clamp(hole.bottom(), box.y, box.bottom()));
  }
  std::sort(edges.begin(), edges.end());
  // Band by band, what no hole covers.
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    const float top = edges[i], height = edges[i + 1] - top;
    if (height <= 0) continue;
    std::vector<std::pair<float, float>> open;
    for (const Box& hole : holes) {
      if (hole.y <= top && hole.bottom() >= edges[i + 1]) open.emplace_back(hole.x, hole.right());
    }
    std::sort(open.begin(), open.end());
    float x = box.x;
    for (const auto& [left, right] : open) {
      if (left >= box.right()) break;
      if (left > x) c.fill({x, top, left - x, height}, 0, colour);
      x = std::max(x, right);
    }
    if (x < box.right()) c.fill({x, top, box.right() - x, height}, 0, colour);
  }
}

void draw_lesson_marks(const Session& session, const Ui& ui, const ShownTree& left,
                       const ShownTree* right, const Box& card, const Box& window) {
  const Classroom& room = session.classroom();
  const LessonWalk& walk = *room.walk();
  if (room.travelling() || walk.phase() == LessonWalk::Phase::kOver) return;
  const bool on_right = right != nullptr && walk.step().on.pane == Pane::kRight;
  const ShownTree& shown = on_right ? *right : left;
  ImGui::SetCursorScreenPos({window.x, window.y});
  ImGui::BeginChild(
      "lesson marks", {window.w, window.h}, ImGuiChildFlags_None,
      ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar);
  // In pixels, since what it marks lies in several regions.
  const Canvas c(*ImGui::GetWindowDrawList(), ui.style, {0, 0}, 1);
  const std::vector<Box> boxes = boxes_of(walk.step(), shown);
  if (walk.step().dim && !boxes.empty()) {
    std::vector<Box> holes;
    for (const Box& box : boxes) holes.push_back(box.grown(kHole * ui.scale));
    draw_veil(c, shown.box, holes, kVeil);
  }
  c.push_clip(shown.box);
  for (const Box& box : boxes) draw_ring(c, box, ui.scale);
  draw_answer(c, session, shown, ui.scale);
  c.pop_clip();
  if (const auto leader =
          find_leader(boxes, nodes_of(shown), card, shown.box.w * kFarthest, ui.scale)) {
    draw_leader(c, *leader, ui.scale);
  }
  ImGui::EndChild();
}

}  // namespace grove
