#include "viewer/panels/tree/tree_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/words.h"

namespace grove {
namespace {

constexpr float kCorner = 9, kText = 15.6f, kGlyphAt = 22, kTextAt = 40, kFoot = 10;
constexpr float kRing = 15, kRingWidth = 6, kRingRoom = 46;
// Of two lines in one step; sizes of text are rounded to whole pixels.
constexpr float kOfTwoLines = 0.46f, kRounding = 0.97f;

using Role = ScopeStep::Role;

Hue hue_of(const ScopeStep& step, bool caught) {
  if (step.role == Role::kOver) return caught ? Hue::kGreen : Hue::kAsh;
  return step.shield ? Hue::kYellow : Hue::kOrange;
}

TextLook code_look(NodeDetail detail, Weight weight = Weight::kSemiBold) {
  return {.size = detail.legible(kText), .weight = weight, .family = Family::kCode};
}

// The left line of an open step, down to the end of its block, so that what is inside is seen to
// be.
void draw_reach(const Canvas& c, const Box& step, float bottom, ImU32 colour, bool shield) {
  if (bottom <= step.bottom() + 1) return;
  const Point way[] = {{step.x + 1.5f, step.bottom() - kCorner},
                       {step.x + 1.5f, bottom - 1.5f},
                       {step.x + kFoot, bottom - 1.5f}};
  c.path(way, colour, 3);
  if (shield) c.line({step.x + 6.5f, step.bottom() - 8}, {step.x + 6.5f, bottom - 6}, colour, 2.5f);
}

void draw_frame(const Canvas& c, const Box& box, const ScopeStep& step, Hue hue) {
  const Theme& theme = c.theme();
  const ImU32 colour = theme.outline(hue);
  if (step.role == Role::kOver) return c.outline(box, kCorner, colour, 3, {14, 6, false});
  const float tint = step.role == Role::kActs ? 0.42f : step.role == Role::kFirst ? 0.3f : 0.08f;
  c.fill(box, kCorner, mix(theme.base(Hue::kOrange), theme.canvas, tint));
  c.outline(box, kCorner, colour, step.large() ? 4.5f : step.shield ? 4 : 3);
  if (step.shield) c.outline(box.grown(-7), kCorner - 4, colour, 2.5f);
}

// How much of its time is left.
void draw_ring(const Canvas& c, const ScopeFacts& scope, SimTime now, Point at) {
  const double whole = static_cast<double>((scope.deadline - scope.deadline_set_at).ns);
  const double rest = static_cast<double>((scope.deadline - now).ns);
  const auto left = static_cast<float>(whole > 0 ? std::clamp(rest / whole, 0.0, 1.0) : 0.0);
  c.circle(at, kRing, c.theme().line, kRingWidth);
  c.arc(at, kRing, left, c.theme().outline(Hue::kOrange), kRingWidth);
}

// The call, and under it what comes of it.
void draw_large_text(const Canvas& c, const Box& box, const ScopeStep& step,
                     const NodeContext& context) {
  const Model& model = context.model;
  const ScopeFacts& scope = model.scope(step.scope);
  TextLook call = code_look(context.detail, Weight::kBold);
  TextLook words{.size = context.detail.legible(kText),
                 .weight = Weight::kBold,
                 .colour = c.theme().word(Hue::kOrange)};
  const bool runs = step.role == Role::kFirst;
  const float x = box.x + kTextAt, room = box.right() - x - (runs ? kRingRoom + 6 : 12);
  const std::string title = scope_title(model, scope.id);
  // Two lines have to do with the height, inside a shield's inner line.
  call.size = words.size = std::min(call.size, (box.h - (step.shield ? 15 : 4)) * kOfTwoLines);
  const float width = c.width(title, call);
  if (width > room) {
    call.size = std::max(std::min(call.size, context.detail.smallest()),
                         call.size * kRounding * room / width);
  }
  c.text(x, box.y + box.h * 0.45f, c.fitting(title, call, room), call);
  for (const std::string& way : step_words(model, step, context.now)) {
    if (c.width(way, words) > room) continue;
    c.text(x, box.y + box.h * 0.79f, way, words);
    break;
  }
  if (runs) draw_ring(c, scope, context.now, {box.right() - kRingRoom / 2 - 6, box.middle_y()});
}

// The call at the left and its deadline at the right, whole if they can be.
void draw_line_text(const Canvas& c, const Box& box, const ScopeStep& step,
                    const NodeContext& context, ImU32 colour) {
  const Model& model = context.model;
  const TextLook call = code_look(context.detail);
  TextLook aside{.size = call.size,
                 .weight = Weight::kSemiBold,
                 .colour = step.role == Role::kOver ? colour : c.theme().text2,
                 .align = Align::kRight};
  if (step.role == Role::kWaits && !step.shield) aside.colour = c.theme().text;
  const std::string title = scope_title(model, step.scope);
  const bool kept_out = step.role == Role::kKeptOut;
  const float x = box.x + kTextAt, right = box.right() - (step.shield ? 18 : 14);
  const float baseline = box.middle_y() + call.size * 0.36f;
  float room = right - x;
  for (const std::string& words : step_words(model, step, context.now)) {
    const float sign = kept_out ? call.size * 1.3f : 0;
    const float width = c.width(words, aside) + sign + 14;
    if (c.width(title, call) + width > room) continue;
    c.text(right, baseline, words, aside);
    if (kept_out) {
      draw_glyph(c, Glyph::kShield, {right - width + 14 + call.size * 0.45f, box.middle_y()},
                 call.size * 0.5f, c.theme().word(Hue::kYellow));
    }
    room -= width;
    break;
  }
  TextLook shown = call;
  if (step.role == Role::kOver) shown.colour = c.theme().text2;
  c.text(x, baseline, c.fitting(title, shown, room), shown);
}

void draw_step(const Canvas& c, const Box& box, const ScopeStep& step, float bottom,
               const NodeContext& context) {
  const ScopeFacts& scope = context.model.scope(step.scope);
  const Hue hue = hue_of(step, lets_go_on(scope));
  if (step.role != Role::kOver) draw_reach(c, box, bottom, c.theme().outline(hue), step.shield);
  draw_step_sign(c, box, step, lets_go_on(scope), context.detail.words);
  if (!context.detail.words) return;
  if (step.large()) return draw_large_text(c, box, step, context);
  draw_line_text(c, box, step, context, c.theme().word(hue));
}

// One mark for each scope, outside first, so that a shield's place among them is seen.
void draw_order(const Canvas& c, const Box& box, const ScopeSteps& steps, float left) {
  const auto count = static_cast<float>(steps.steps.size());
  const float pitch = std::min(9.0f, (box.right() - 12 - left) / count);
  if (pitch < 5) return;
  float x = box.right() - 12 - pitch * count;
  for (const ScopeStep& step : steps.steps) {
    const float half = step.large() || step.shield ? 12 : 8;
    const Hue hue = step.role == Role::kOver ? Hue::kAsh
                    : step.shield            ? Hue::kYellow
                                             : Hue::kOrange;
    c.line({x, box.middle_y() - half}, {x, box.middle_y() + half}, c.theme().outline(hue),
           step.large() ? 5 : 2.5f);
    if (step.shield) {
      c.line({x + 3.5f, box.middle_y() - half}, {x + 3.5f, box.middle_y() + half},
             c.theme().outline(hue), 2);
    }
    x += pitch;
  }
}

void draw_stack(const Canvas& c, const Box& box, const ScopeSteps& steps, float bottom,
                const NodeContext& context) {
  const Theme& theme = c.theme();
  const ImU32 colour = theme.outline(Hue::kOrange);
  draw_reach(c, box, bottom, colour, false);
  for (const float behind : {8.0f, 4.0f, 0.0f}) {
    const Box card{box.x + behind, box.y + behind, box.w - 8, box.h - 8};
    c.fill(card, kCorner, mix(theme.base(Hue::kOrange), theme.canvas, 0.08f));
    c.outline(card, kCorner, colour, 2.5f);
  }
  if (!context.detail.words) return;
  const Box card{box.x, box.y, box.w - 8, box.h - 8};
  const int count = steps.stacked(), shields = steps.stacked_shields();
  const bool all = count == static_cast<int>(steps.steps.size());
  const TextLook title{.size = std::min(context.detail.legible(kText), card.h * kOfTwoLines),
                       .weight = Weight::kBold};
  const TextLook aside{.size = title.size, .weight = Weight::kSemiBold, .colour = theme.text2};
  std::vector<std::string> parts;
  if (shields > 0) parts.push_back(fmt::format("{} shield{}", shields, shields > 1 ? "s" : ""));
  const SimTime next = next_stacked(context.model, steps);
  if (next != kNever) parts.push_back("next at " + short_time(next));
  draw_glyph(c, shields > 0 ? Glyph::kShield : Glyph::kFlag, {card.x + kGlyphAt, card.middle_y()},
             8, theme.word(shields > 0 ? Hue::kYellow : Hue::kOrange));
  const float x = card.x + kTextAt, room = card.right() - x - 10;
  const std::string first = fmt::format("{}{} scopes", count, all ? "" : " more");
  const std::string second = fmt::format("{}", fmt::join(parts, ", "));
  float end = c.text(x, card.y + card.h * 0.42f, c.fitting(first, title, room), title);
  end = std::max(end, c.text(x, card.y + card.h * 0.83f, c.fitting(second, aside, room), aside));
  draw_order(c, card, steps, end + 14);
}

void draw_await(const Canvas& c, const TreeNode& node, const Box& box, const NodeContext& context) {
  const Theme& theme = c.theme();
  const TaskFace face = context.before != nullptr
                            ? face_of(context.model, node.task, *context.before, context.now)
                            : face_of(context.model, node.task, context.now);
  const Hue hue = look_of(face.status).hue;
  c.fill(box, kCorner, theme.card(hue));
  c.outline(box, kCorner, theme.outline(hue), 3);
  draw_face_disc(c, face, {box.x + 24, box.middle_y()}, 13, theme.canvas);
  if (!context.detail.words) return;
  const TextLook look{.size = context.detail.legible(16.5f),
                      .weight = Weight::kSemiBold,
                      .colour = theme.word(hue)};
  const float x = box.x + 46;
  for (const Length length : {Length::kLong, Length::kShort}) {
    const std::string words = state_words(context.model, node.task, length, context.now);
    if (length == Length::kLong && c.width(words, look) > box.right() - x - 8) continue;
    c.text(x, box.middle_y() + look.size * 0.36f, c.fitting(words, look, box.right() - x - 8),
           look);
    return;
  }
}

}  // namespace

void draw_step_sign(const Canvas& c, const Box& box, const ScopeStep& step, bool caught,
                    bool glyph) {
  const Hue hue = hue_of(step, caught);
  draw_frame(c, box, step, hue);
  if (!glyph) return;
  const Glyph shape = step.role == Role::kActs             ? Glyph::kCancelling
                      : step.role == Role::kOver && caught ? Glyph::kDone
                      : step.shield                        ? Glyph::kShield
                                                           : Glyph::kFlag;
  draw_glyph(c, shape, {box.x + kGlyphAt, box.middle_y()}, step.large() ? 9 : 8,
             c.theme().word(step.role == Role::kActs ? Hue::kOrange : hue));
}

void draw_steps(const Canvas& c, const TreeNode& node, const Box& box, const ScopeSteps& steps,
                const NodeContext& context) {
  for (const StepPlace& place : place_steps(steps, box, node.storey < 0)) {
    switch (place.kind) {
      case StepPlace::Kind::kStack:
        draw_stack(c, place.box, steps, box.bottom(), context);
        break;
      case StepPlace::Kind::kAwait:
        draw_await(c, node, place.box, context);
        break;
      case StepPlace::Kind::kStep:
        draw_step(c, place.box, steps.steps[static_cast<std::size_t>(place.step)], box.bottom(),
                  context);
        break;
    }
  }
}

Box place_of_step(const TreeNode& node, const Box& box, const ScopeSteps& steps, ScopeId scope) {
  Box stack = box;
  for (const StepPlace& place : place_steps(steps, box, node.storey < 0)) {
    if (place.kind == StepPlace::Kind::kStack) stack = place.box;
    if (place.kind != StepPlace::Kind::kStep) continue;
    if (steps.steps[static_cast<std::size_t>(place.step)].scope == scope) return place.box;
  }
  return stack;
}

}  // namespace grove
