#include "viewer/panels/tree/tree_scopes.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/scope_steps.h"
#include "viewer/panels/drawing/code_line.h"

namespace grove {
namespace {

constexpr float kCorner = 20, kTabHeight = 40, kTabSides = 62, kRing = 45, kRingWidth = 11;
constexpr float kRingFromRight = 76, kRingBelowEdge = 6;
// Height of a capital, and between the two lines inside a ring.
constexpr float kCapital = 0.73f, kRingGap = 6;
constexpr ImU32 kInk = rgb(0x0B1016);

Hue hue_of(const ScopeFacts& scope) {
  if (!scope.open && lets_go_on(scope)) return Hue::kGreen;
  return scope.shield && scope.open ? Hue::kYellow : Hue::kOrange;
}

// "0.02", "12.5", "140": three figures or so, whatever the size.
std::string countdown(SimTime left) {
  const double seconds = std::max(0.0, to_seconds(left));
  if (seconds < 9.995) return fmt::format("{:.2f}", seconds);
  if (seconds < 99.95) return fmt::format("{:.1f}", seconds);
  return fmt::format("{:.0f}", seconds);
}

}  // namespace

void draw_scope_outline(const Canvas& c, const Box& box, const ScopeFacts& scope) {
  const Theme& theme = c.theme();
  const Hue hue = hue_of(scope);
  const ImU32 colour = theme.outline(hue);
  if (!scope.open) {
    c.outline(box, kCorner, lets_go_on(scope) ? colour : theme.outline(Hue::kAsh), 4,
              {14, 6, false});
    return;
  }
  c.fill(box, kCorner, mix(theme.base(Hue::kOrange), theme.canvas, scope.cancelled ? 0.2f : 0.06f));
  c.outline(box, kCorner, colour, 4);
  if (scope.shield) c.outline(box.grown(-8), kCorner - 6, colour, 3);
}

Box draw_scope_tab(const Canvas& c, const Box& outline, bool low, const ScopeFacts& scope,
                   const Model& model, NodeDetail detail) {
  const Theme& theme = c.theme();
  const Canvas faint = scope.open ? c : c.faded(0.75f);
  const Hue hue = hue_of(scope);
  const TextLook look{
      .size = low ? detail.legible(20) : 20, .weight = Weight::kBold, .family = Family::kCode};
  std::string title = detail.words ? scope_title(model, scope.id) : "";
  // At the lower edge it makes the outline no wider.
  if (low) title = fitting_call(c, title, look, outline.w - 48 - kTabSides);
  const float width = detail.words ? faint.width(title, look) + kTabSides : 44;
  const float edge = low ? outline.bottom() : outline.y;
  const Box tab{outline.x + 24, edge - kTabHeight / 2, width, kTabHeight};
  c.fill(tab, 10, theme.canvas);
  faint.outline(tab, 10, theme.outline(hue), 3.5f);
  const Glyph glyph = scope.cancelled ? Glyph::kCancelling
                      : scope.shield  ? Glyph::kShield
                                      : Glyph::kFlag;
  draw_glyph(faint, glyph, {tab.x + 22, tab.middle_y()}, 10, theme.word(hue));
  if (detail.words) faint.text(tab.x + 42, tab.middle_y() + 7, title, look);
  return tab;
}

void draw_scope_ring(const Canvas& c, const Box& outline, const ScopeFacts& scope, SimTime now,
                     NodeDetail detail) {
  const Theme& theme = c.theme();
  const Point at{outline.right() - kRingFromRight, outline.y + kRingBelowEdge};
  const bool over = !scope.open && lets_go_on(scope);
  if (over || (scope.open && scope.cancelled)) {
    // What became of it stands in the ring's place: cancelled, and in the end caught.
    const Hue hue = over ? Hue::kGreen : Hue::kOrange;
    c.disc(at, 26, over ? theme.canvas : theme.base(hue));
    c.circle(at, 26, theme.outline(hue), 4);
    draw_glyph(c, over ? Glyph::kDone : Glyph::kCancelling, at, 12, over ? theme.word(hue) : kInk);
    return;
  }
  if (!scope.open || scope.deadline == kNever) return;
  const SimTime left = scope.deadline - now;
  const double whole = static_cast<double>((scope.deadline - scope.deadline_set_at).ns);
  const double share = whole > 0 ? static_cast<double>(left.ns) / whole : 0;
  c.disc(at, kRing + 7, theme.canvas);
  c.circle(at, kRing, theme.line, kRingWidth);
  c.arc(at, kRing, static_cast<float>(std::clamp(share, 0.0, 1.0)), theme.outline(Hue::kOrange),
        kRingWidth);
  if (!detail.words) return;
  // Both lines in the middle of the ring, whatever their sizes.
  const TextLook number{.size = detail.legible(25),
                        .weight = Weight::kExtraBold,
                        .family = Family::kCode,
                        .align = Align::kMiddle};
  const TextLook unit{
      .size = detail.legible(16), .weight = Weight::kSemiBold, .align = Align::kMiddle};
  const float above = number.size * kCapital, below = unit.size * kCapital;
  const float top = at.y - (above + kRingGap + below) / 2;
  c.text(at.x, top + above, countdown(left), number);
  c.text(at.x, top + above + kRingGap + below, "s left", unit);
}

Box draw_scope_note(const Canvas& c, const Box& outline, const ScopeNote& note,
                    std::span<const Box> taken, NodeDetail detail) {
  const TextLook governs{
      .size = detail.legible(17.5f), .weight = Weight::kSemiBold, .align = Align::kRight};
  TextLook outlook = governs;
  outlook.colour = c.theme().word(Hue::kOrange);
  if (note.governs.empty() || !detail.words) return {};
  const float line = governs.size * 1.5f;
  const float width = std::max(c.width(note.governs, governs), c.width(note.outlook, outlook));
  const float height = note.outlook.empty() ? line : 2 * line;
  Box box{outline.right() - width - 24, outline.bottom() - height - 14, width, height};
  const auto is_taken = [&](const Box& other) { return other.overlaps(box.grown(8)); };
  if (box.x < outline.x + 24) return {};
  if (std::any_of(taken.begin(), taken.end(), is_taken)) {
    box.x = outline.x + 24;
    if (std::any_of(taken.begin(), taken.end(), is_taken)) return {};
  }
  c.text(box.right(), box.y + line * 0.75f, note.governs, governs);
  c.text(box.right(), box.y + line * 1.75f, note.outlook, outlook);
  return box;
}

}  // namespace grove
