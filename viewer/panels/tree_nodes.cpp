#include "viewer/panels/tree_nodes.h"

#include <fmt/format.h>

#include <cmath>
#include <vector>

namespace grove {
namespace {

constexpr float kCorner = 12, kDoneCorner = 2;
constexpr float kToothHeight = 6, kToothPitch = 14;
// In units of the window, like kSmallestName.
constexpr float kSmallestWordOnFill = 18.7f;
constexpr float kSmallestName = 18;
// How much of a card goes when all is over with it.
constexpr float kFadedAway = 0.4f;
constexpr ImU32 kInk = rgb(0x0B1016);

// The sizes inside a card.
struct CardLook {
  float badge, glyph_half, name_size, word_size, padding, name_line, word_line;
};

CardLook card_look(const Box& box, TreeDensity density, NodeDetail detail) {
  CardLook look{
      std::round(box.h * 0.66f), box.h * 0.17f,        box.h * 0.34f, box.h * 0.235f, box.h * 0.15f,
      box.y + box.h * 0.44f,     box.y + box.h * 0.80f};
  if (density == TreeDensity::kCompact) {
    look = {38, 10, 21, 16.5f, 8, box.y + box.h * 0.44f, box.y + box.h * 0.79f};
  }
  look.name_size = detail.legible(look.name_size, kSmallestName);
  look.word_size = detail.legible(look.word_size);
  if (!detail.words) look.name_line = box.middle_y() + look.name_size * 0.36f;
  return look;
}

// A box with teeth all round, for where a failure began.
std::vector<Point> toothed(const Box& box) {
  std::vector<Point> points;
  const auto edge = [&](Point a, Point b) {
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    const int teeth = std::max(2, static_cast<int>(std::lround(length / kToothPitch)));
    const Point along{(b.x - a.x) / length, (b.y - a.y) / length};
    for (int i = 0; i < teeth; ++i) {
      const float at = static_cast<float>(i) / static_cast<float>(teeth) * length;
      const float peak = at + length / static_cast<float>(teeth) / 2;
      points.push_back({a.x + along.x * at, a.y + along.y * at});
      points.push_back({a.x + along.x * peak + along.y * kToothHeight,
                        a.y + along.y * peak - along.x * kToothHeight});
    }
  };
  edge({box.x, box.y}, {box.right(), box.y});
  edge({box.right(), box.y}, {box.right(), box.bottom()});
  edge({box.right(), box.bottom()}, {box.x, box.bottom()});
  edge({box.x, box.bottom()}, {box.x, box.y});
  return points;
}

void draw_toothed_card(const Canvas& c, const Box& box, ImU32 fill, ImU32 rim) {
  const std::vector<Point> points = toothed(box);
  c.fill(box, 0, fill);
  for (std::size_t i = 0; i < points.size(); i += 2) {
    const Point tooth[] = {points[i], points[i + 1], points[(i + 2) % points.size()]};
    c.convex(tooth, fill);
  }
  c.path(points, rim, 3, true);
}

Hue edge_hue(const TaskFace& face) {
  return face.orphaned ? Hue::kPurple : look_of(face.status).hue;
}

// The badge of a cancelling task: striped as far up as it has been told, and its foot.
void draw_told_badge(const Canvas& c, const Box& box, float corner, float width, float told) {
  const Theme& theme = c.theme();
  const Box badge{box.x, box.y, width, box.h};
  if (told < 1) {
    c.fill_left(badge, corner, theme.canvas);
    c.push_clip({box.x, box.bottom() - box.h * told, box.w, box.h * told});
  }
  c.fill_left(badge, corner, theme.base(Hue::kOrange));
  c.stripes(badge, corner, mix(rgb(0x000000), theme.base(Hue::kOrange), 0.32f), 14, 5);
  if (told < 1) c.pop_clip();
  const float foot = box.w - width;
  c.stripes({box.x + width, box.bottom() - 11, foot * told, 11}, 0, theme.base(Hue::kOrange), 14,
            6);
}

void draw_badge(const Canvas& c, const TaskFace& face, const Box& box, float corner, float width,
                float told) {
  const Theme& theme = c.theme();
  const Look& look = look_of(face.status);
  if (face.status == TaskStatus::kCancelled || look.solid) return;
  if (face.status == TaskStatus::kCancelling) {
    return draw_told_badge(c, box, corner, width, told);
  }
  c.fill_left({box.x, box.y, width, box.h}, corner,
              look.hollow ? theme.canvas : theme.base(look.hue));
  if (look.hollow) {
    c.line({box.x + width, box.y}, {box.x + width, box.bottom()}, theme.outline(edge_hue(face)), 2);
  }
}

void draw_edge(const Canvas& c, const TaskFace& face, const Box& box, float corner) {
  const Theme& theme = c.theme();
  const Look& look = look_of(face.status);
  const ImU32 colour = look.solid ? theme.rim(look.hue) : theme.outline(edge_hue(face));
  if (face.orphaned) {
    c.outline(box, corner, theme.outline(Hue::kPurple), 4.5f, {0.1f, 8, true});
  } else if (face.status == TaskStatus::kCancelled) {
    c.outline(box, corner, colour, look.edge, {9, 7, false});
  } else {
    c.outline(box, corner, colour, look.edge);
  }
}

void draw_card(const Canvas& full, const TaskFace& face, const Box& box, float badge, float faded,
               float told) {
  // A solid card stays as it is: that is where it began.
  const Canvas c = look_of(face.status).solid ? full : full.faded(1 - kFadedAway * faded);
  const Theme& theme = c.theme();
  const Look& look = look_of(face.status);
  if (face.status == TaskStatus::kFailed && !face.orphaned) {
    return draw_toothed_card(c, box, theme.base(look.hue), theme.rim(look.hue));
  }
  const float corner = face.status == TaskStatus::kDone ? kDoneCorner : kCorner;
  ImU32 fill = theme.card(edge_hue(face));
  if (face.status == TaskStatus::kCancelled) fill = theme.canvas;
  if (look.solid) fill = theme.base(look.hue);
  c.fill(box, corner, fill);
  draw_badge(c, face, box, corner, badge, told);
  draw_edge(c, face, box, corner);
}

ImU32 badge_glyph_colour(const Theme& theme, const TaskFace& face) {
  const Look& look = look_of(face.status);
  if (face.status == TaskStatus::kCancelled) return theme.word(Hue::kAsh);
  if (look.hollow) return theme.outline(look.hue);
  return look.hue == Hue::kBlue ? rgb(0xFFFFFF) : kInk;
}

void draw_badge_glyph(const Canvas& c, const TaskFace& face, const Box& box, const CardLook& look) {
  const Point middle{box.x + look.badge / 2, box.middle_y()};
  if (face.status == TaskStatus::kCancelling) {
    c.disc(middle, look.glyph_half * 1.75f, c.theme().base(Hue::kOrange));
  }
  draw_glyph(c, face.glyph, middle, look.glyph_half, badge_glyph_colour(c.theme(), face),
             face.left);
}

void draw_orphan_tab(const Canvas& c, Point at) {
  c.disc(at, 13, c.theme().canvas);
  c.circle(at, 13, c.theme().outline(Hue::kPurple), 3);
  draw_glyph(c, Glyph::kOrphan, at, 9, c.theme().word(Hue::kPurple));
}

// The longest way to say it that fits; nothing where none does, since badge and outline say it too.
std::string fitting_words(const Canvas& c, std::initializer_list<std::string> ways,
                          const TextLook& look, float room) {
  for (const std::string& words : ways) {
    if (c.width(words, look) <= room) return words;
  }
  return "";
}

// What stands under a task's name.
std::string node_words(const Canvas& c, const TreeNode& node, const NodeContext& context,
                       const TaskFace& face, const TextLook& look, float room) {
  const Model& model = context.model;
  if (context.before != nullptr) {
    return fitting_words(c, {context.before->long_words, context.before->short_words}, look, room);
  }
  // Where a storey says what the call does, the task's own function awaits it.
  if (node.storey >= 0 && face.status == TaskStatus::kWaiting) {
    const std::string words = await_words(model, node.task);
    if (!words.empty() && c.width(words, look) <= room) return words;
  }
  return fitting_words(
      c,
      {state_words(model, node.task, Length::kLong), state_words(model, node.task, Length::kShort)},
      look, room);
}

void draw_call(const Canvas& c, const std::vector<std::string>& ways, const Box& box,
               const CardLook& look, const TaskFace& face, float name_end) {
  const TextLook text{
      .size = look.word_size * 0.95f, .weight = Weight::kSemiBold, .family = Family::kCode};
  for (const std::string& call : ways) {
    const float width = c.width(call, text) + 16;
    const Box chip{box.right() - width - 10, box.y + box.h * 0.14f, width, look.word_size * 1.55f};
    if (chip.x < name_end + 8) continue;
    const Theme& theme = c.theme();
    c.fill(chip, 6, theme.dark ? rgb(0x0F151C) : rgb(0xFFFFFF));
    c.outline(chip, 6, theme.outline(edge_hue(face)), 2);
    c.text(chip.x + 8, chip.y + look.word_size * 1.13f, call, text);
    return;
  }
}

void draw_card_text(const Canvas& c, const TaskFace& face, const Box& box, const CardLook& look,
                    const std::string& name, const std::string& words) {
  const Theme& theme = c.theme();
  const bool filled = look_of(face.status).solid;
  const float x = box.x + look.badge + look.padding;
  const float room = box.right() - x - 8;
  const TextLook name_look{.size = look.name_size,
                           .weight = Weight::kBold,
                           .family = Family::kCode,
                           .colour = filled ? kInk : theme.text};
  c.text(x, look.name_line, c.fitting(name, name_look, room), name_look);
  if (words.empty()) return;
  const TextLook word_look{.size = look.word_size,
                           .weight = filled ? Weight::kBold : Weight::kSemiBold,
                           .colour = filled ? kInk : theme.word(edge_hue(face))};
  c.text(x, look.word_line, words, word_look);
}

TextLook word_look_of(const CardLook& look, const TaskFace& face, NodeDetail detail) {
  const bool filled = look_of(face.status).solid;
  const float size =
      filled ? detail.legible(look.word_size * 1.06f, kSmallestWordOnFill) : look.word_size;
  return {.size = size, .weight = filled ? Weight::kBold : Weight::kSemiBold};
}

// The lower storey of a task where a scope opens inside it: the call that is under the scope, and
// what that does.
void draw_call_storey(const Canvas& c, const Model& model, const ScopeFacts& scope, TaskId task,
                      const TaskFace& face, const Box& box, NodeDetail detail) {
  const Theme& theme = c.theme();
  const Hue hue = scope.open ? look_of(face.status).hue : scope.caught ? Hue::kGreen : Hue::kAsh;
  c.fill(box, 10, theme.card(hue));
  c.outline(box, 10, theme.outline(hue), 2.5f);
  if (!detail.words) return;
  const float size = detail.legible(17.5f);
  const TextLook words_look{.size = size, .weight = Weight::kSemiBold, .colour = theme.word(hue)};
  TextLook call_look = words_look;
  call_look.family = Family::kCode;
  call_look.colour = theme.text;
  std::string words = scope.caught ? "caught its cancellation" : "left";
  if (scope.open) words = state_words(model, task, Length::kLong);
  const float room = box.w - 20, words_width = c.width(words, words_look);
  const float baseline = box.middle_y() + size * 0.36f, gap = size * 0.75f;
  for (const std::string& call : call_words(model, task)) {
    if (!scope.open) break;
    const float width = c.width(call, call_look) + gap + words_width;
    if (width > room) continue;
    const float x = c.text(box.middle_x() - width / 2, baseline, call, call_look);
    c.text(x + gap, baseline, words, words_look);
    return;
  }
  TextLook alone = words_look;
  alone.align = Align::kMiddle;
  c.text(box.middle_x(), baseline, c.fitting(words, alone, room), alone);
}

}  // namespace

NodeDetail detail_at(float zoom) {
  return {.name = zoom >= 0.35f, .words = zoom >= 0.55f, .zoom = zoom};
}

void draw_task_node(const Canvas& c, const TreeNode& node, const Box& box,
                    const NodeContext& context) {
  const Model& model = context.model;
  const TaskFace face = context.before != nullptr
                            ? face_of(model, node.task, *context.before, context.now)
                            : face_of(model, node.task, context.now);
  CardLook look = card_look(box, context.density, context.detail);
  draw_card(c, face, box, look.badge, context.faded, context.told);
  draw_badge_glyph(c, face, box, look);
  if (face.orphaned && node.orphan_root) draw_orphan_tab(c, {box.x + 3, box.y + 3});
  if (!context.detail.name) return;
  const std::string name(label_of(model, node.task));
  std::string words;
  if (context.detail.words) {
    const TextLook text = word_look_of(look, face, context.detail);
    look.word_size = text.size;
    const float room = box.w - look.badge - look.padding - 8;
    words = node_words(c, node, context, face, text, room);
  }
  draw_card_text(c, face, box, look, name, words);
  // What a storey says need not be said twice.
  if (!context.detail.words || node.storey >= 0) return;
  const float name_end =
      box.x + look.badge + look.padding +
      c.width(name, {.size = look.name_size, .weight = Weight::kBold, .family = Family::kCode});
  draw_call(c, call_words(model, node.task), box, look, face, name_end);
}

void draw_folded_node(const Canvas& c, const TreeNode& node, const Box& box,
                      const NodeContext& context) {
  const NodeDetail detail = context.detail;
  const TaskFace face = face_of(context.model, node.task, context.now);
  const CardLook look = card_look(box, context.density, detail);
  const ImU32 edge = c.theme().outline(edge_hue(face));
  // The cards behind say that there is more.
  for (const float behind : {10.0f, 5.0f}) {
    const Box card{box.x + behind, box.y + behind, box.w, box.h};
    c.fill(card, kCorner, c.theme().card(edge_hue(face)));
    c.outline(card, kCorner, edge, 2);
  }
  draw_card(c, face, box, look.badge, context.faded, 1);
  draw_badge_glyph(c, face, box, look);
  if (!detail.name) return;
  const std::string words = detail.words ? fmt::format("{} tasks", node.total()) : "";
  draw_card_text(c, face, box, look, std::string(label_of(context.model, node.task)), words);
  if (detail.words) {
    draw_counts(c, node.counts, {box.x + 4, box.bottom() + 26}, detail.legible(15.5f), box.w + 8);
  }
}

void draw_pile(const Canvas& c, const TreeNode& node, const Box& box, const NodeContext& context) {
  const Theme& theme = c.theme();
  const NodeDetail detail = context.detail;
  const CardLook look = card_look(box, context.density, detail);
  for (const float behind : {10.0f, 5.0f, 0.0f}) {
    const Box card{box.x + behind, box.y + behind, box.w, box.h};
    c.fill(card, kCorner, theme.panel);
    c.outline(card, kCorner, theme.wire, 2);
  }
  if (!detail.name) return;
  const std::string title = fmt::format("{} tasks", node.total());
  c.text(box.x + 12, look.name_line, title,
         {.size = look.word_size * 1.15f, .weight = Weight::kBold});
  if (detail.words) {
    draw_counts(c, node.counts, {box.x + 12, look.word_line - 5}, look.word_size, box.w - 16);
  }
}

void draw_storey(const Canvas& c, const TreeNode& node, const Box& box, bool governs,
                 const NodeContext& context) {
  const Theme& theme = c.theme();
  const Model& model = context.model;
  const SimTime now = context.now;
  const NodeDetail detail = context.detail;
  const ScopeFacts& scope = model.scope(node.scope);
  const TaskFace face = face_of(model, node.task, now);
  if (governs) return draw_call_storey(c, model, scope, node.task, face, box, detail);
  const Canvas faint = scope.open ? c : c.faded(0.6f);
  const Hue hue = scope.shield ? Hue::kYellow : Hue::kOrange;
  faint.fill(box, 10, mix(theme.base(Hue::kOrange), theme.canvas, scope.cancelled ? 0.28f : 0.06f));
  faint.outline(box, 10, theme.outline(hue), scope.open ? 3.5f : 2.0f);
  if (!detail.words) return;
  const Glyph glyph = scope.cancelled ? Glyph::kCancelling : Glyph::kFlag;
  draw_glyph(faint, glyph, {box.x + 20, box.middle_y()}, 8, theme.word(Hue::kOrange));
  const TextLook look{.size = detail.legible(16), .weight = Weight::kBold, .family = Family::kCode};
  const bool runs = scope.open && scope.deadline != kNever && !scope.cancelled;
  const float room = box.w - 40 - (runs ? 34 : 8);
  faint.text(box.x + 36, box.middle_y() + 6,
             faint.fitting(scope_title(model, scope.id), look, room), look);
  if (!runs) return;
  const double whole = static_cast<double>((scope.deadline - scope.deadline_set_at).ns);
  const double rest = static_cast<double>((scope.deadline - now).ns);
  const auto left = static_cast<float>(whole > 0 ? std::clamp(rest / whole, 0.0, 1.0) : 0.0);
  const Point ring{box.right() - 20, box.middle_y()};
  c.circle(ring, 9, theme.line, 4);
  c.arc(ring, 9, left, theme.outline(Hue::kOrange), 4);
}

void draw_selection(const Canvas& c, const Box& box) {
  c.outline(box.grown(10), 19, c.theme().selection, 4);
}

float draw_counts(const Canvas& c, const StatusCounts& counts, Point at, float size, float room) {
  const float radius = size * 0.55f;
  const TextLook look{.size = size, .weight = Weight::kSemiBold};
  float x = at.x;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const auto status = static_cast<TaskStatus>(i);
    const std::string number = std::to_string(counts[i]);
    const float width = radius * 2 + 6 + c.width(number, look);
    if (x + width > at.x + room) break;
    draw_state_disc(c, status, look_of(status).glyph, {x + radius, at.y}, radius, c.theme().canvas);
    x = c.text(x + radius * 2 + 5, at.y + size * 0.36f, number, look) + 12;
  }
  return x - at.x;
}

}  // namespace grove
