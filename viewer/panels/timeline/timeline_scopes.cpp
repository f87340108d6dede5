#include "viewer/panels/timeline/timeline_scopes.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/words.h"
#include "viewer/panels/drawing/code_line.h"
#include "viewer/panels/drawing/glyphs.h"
#include "viewer/panels/timeline/timeline_lanes.h"

namespace grove {
namespace {

using Role = ScopeStep::Role;

constexpr float kLine = 2.5f, kLargeLine = 5, kApart = 3;  // of a shield's two lines, half
constexpr float kName = 15.5f, kNameAt = 34, kAfterName = 14;
constexpr float kFlagWide = 15, kFlagHigh = 11, kBeyond = 26, kWordsAway = 8, kMark = 7.5f;

Hue hue_of(const ScopeFacts& scope, bool shield, bool over) {
  if (over) return lets_go_on(scope) ? Hue::kGreen : Hue::kAsh;
  return shield ? Hue::kYellow : Hue::kOrange;
}

TextLook name_look() {
  return {.size = kName, .weight = Weight::kSemiBold, .family = Family::kCode};
}

std::string name_of(const Lanes& lanes, const ScopeLane& row) {
  const std::string title = scope_title(lanes.end(), row.step.scope);
  return row.more > 0 ? fmt::format("{}, {} more", title, row.more) : title;
}

void draw_stretch(const Canvas& c, float from, float to, float y, ImU32 colour, bool shield,
                  bool large) {
  if (!shield) return c.line({from, y}, {to, y}, colour, large ? kLargeLine : kLine);
  for (const float apart : {-kApart, kApart}) {
    c.line({from, y + apart}, {to, y + apart}, colour, large ? 3.5f : kLine);
  }
}

void draw_small_flag(const Canvas& c, Point at, ImU32 colour, bool solid) {
  const float top = at.y - kFlagHigh / 2;
  const Point cloth[] = {{at.x, top},
                         {at.x + kFlagWide, top},
                         {at.x + kFlagWide * 0.68f, at.y},
                         {at.x + kFlagWide, top + kFlagHigh},
                         {at.x, top + kFlagHigh}};
  c.line({at.x, top - 1}, {at.x, top + kFlagHigh + 2}, colour, 2.5f);
  if (solid) {
    c.concave(cloth, colour);
  } else {
    c.path(cloth, colour, 2, true);
  }
}

// Right of `from`, or where there is no room, over the line at the right end.
void draw_words(const Canvas& c, const TimelineChart& chart, const LaneRow& row,
                const ScopeStep& step, float from, bool beyond) {
  TextLook look{.size = kName,
                .weight = step.large() ? Weight::kBold : Weight::kSemiBold,
                .colour = step.large() ? c.theme().word(Hue::kOrange) : c.theme().text2};
  const float baseline = row.middle + kName * 0.36f, right = chart.axis.right() + kBeyond;
  for (const std::string& words : step_words(chart.session.model(), step, chart.session.now())) {
    const float width = c.width(words, look);
    const float left = beyond ? right - width : from;
    if (beyond ? left < chart.axis.now() + 20 : left + width > right) continue;
    // Neither ticks nor a deadline's line go through it.
    c.fill({left - 6, row.middle - 8, width + 12, 16}, 0, c.theme().panel);
    c.text(left, baseline, words, look);
    return;
  }
}

// What ended it is seen where it happened.
void draw_cancelled(const Canvas& c, const TimelineChart& chart, const LaneRow& row,
                    const ScopeFacts& scope) {
  if (!scope.cancelled || !scope.cancelled_by) return;
  const Point at{chart.axis.at(scope.cancelled_by), row.middle};
  const bool fired = scope.reason == CancelReason::kDeadline;
  c.disc(at, kMark + 1.5f, c.theme().panel);
  draw_glyph(c, fired ? Glyph::kFired : Glyph::kCancelCall, at, kMark,
             c.theme().outline(Hue::kOrange));
}

// Of one that shares its row with the one that the row is named after, where there is room.
void draw_name_on_line(const Canvas& c, const Model& model, ScopeId id, ScopeId named, Point at,
                       float to) {
  const std::string title = scope_title(model, id);
  const bool same = named && title == scope_title(model, named);
  const std::string words = same ? fmt::format("line {}", model.scope(id).line) : title;
  TextLook look = name_look();
  look.colour = c.theme().text2;
  const float width = c.width(words, look), left = at.x + kWordsAway;
  if (left + width + kWordsAway + 2 * kMark > to) return;
  c.fill({left - 3, at.y - 8, width + 6, 16}, 0, c.theme().panel);
  c.text(left, at.y + kName * 0.34f, words, look);
}

}  // namespace

float scope_names_width(const Canvas& c, const Lanes& lanes, float most) {
  float width = 0;
  // Of very many the first tell enough.
  const std::size_t count = std::min<std::size_t>(lanes.rows().size(), 64);
  for (std::size_t i = 0; i < count; ++i) {
    const TimelineRow& row = lanes.rows()[i];
    if (row.of_task()) continue;
    const Lane& lane = lanes.of(row.task);
    const ScopeId first = lane.scopes[static_cast<std::size_t>(row.scopes)].front();
    const float beside = indent_of(lane) + 10 + kNameAt + kAfterName;
    const std::string name =
        fitting_call(c, scope_title(lanes.end(), first), name_look(), most - beside);
    width = std::max(width, beside + c.width(name, name_look()));
  }
  return width;
}

void draw_scope_name(const Canvas& full, const TimelineChart& chart, const LaneRow& row) {
  const Session& session = chart.session;
  const ScopeLane now = scope_lane(chart.lanes(), session.model(), row.of);
  const bool over = now.step.role == Role::kOver;
  const Canvas c = !now.exists ? full.faded(0.55f) : over ? full.faded(0.75f) : full;
  const Theme& theme = c.theme();
  const ScopeFacts& scope =
      (now.exists ? session.model() : chart.lanes().end()).scope(now.step.scope);
  const Hue hue = hue_of(scope, now.step.shield, over);
  const float x = chart.box.x + 10 + indent_of(chart.lane_of(row)) + 21;
  draw_glyph(c, now.step.shield ? Glyph::kShield : Glyph::kFlag, {x, row.middle},
             std::min(6.5f, row.height * 0.36f), theme.outline(hue));
  const bool selected = session.selection().scope() == now.step.scope;
  TextLook look = name_look();
  if (selected) look.weight = Weight::kExtraBold;
  const float left = x - 21 + kNameAt, room = chart.box.x + chart.names - left - kAfterName;
  c.text(left, row.middle + kName * 0.34f, fitting_call(c, name_of(chart.lanes(), now), look, room),
         look);
  if (selected) draw_selected_row(full, chart, row);
}

void draw_scopes_that_were(const Canvas& c, const TimelineChart& chart, const LaneRow& row) {
  const TimeAxis& axis = chart.axis;
  const Model& end = chart.lanes().end();
  const EventId last{static_cast<int32_t>(chart.session.model().position()) - 1};
  float drawn_to = -1e9f;
  const std::vector<ScopeId>& scopes =
      chart.lane_of(row).scopes[static_cast<std::size_t>(row.of.scopes)];
  const ScopeId named = scope_lane(chart.lanes(), chart.session.model(), row.of).step.scope;
  for (const ScopeId id : scopes) {
    const ScopeFacts& scope = end.scope(id);
    const float from = axis.at(scope.opened);
    if (from > axis.right()) break;
    const float to = scope.closed ? axis.at(scope.closed) : chart.end_of_known();
    // Many short ones within one pixel look the same as one.
    if (to < axis.left() - 20 || (to - drawn_to < 0.7f && to - from < 0.7f)) continue;
    drawn_to = to;
    const bool over = scope.closed && scope.closed <= last;
    const ImU32 colour = c.theme().outline(hue_of(scope, scope.shield, over));
    const float left = std::max(from, axis.left() - 20);
    c.line({from, row.middle - 6}, {from, row.middle + 6}, colour, 2.5f);
    if (over) {
      c.line({left, row.middle}, {to, row.middle}, colour, 3, {14, 6, false});
    } else {
      draw_stretch(c, left, std::max(to, left + 2), row.middle, colour, scope.shield, false);
    }
    if (over) draw_cancelled(c, chart, row, scope);
    // Those further in share the last row, on top of each other.
    const bool alone = static_cast<std::size_t>(row.of.scopes) + 1 < kMostScopeRows;
    if (over && id != named && alone) draw_name_on_line(c, end, id, named, {left, row.middle}, to);
  }
}

void draw_open_scope(const Canvas& c, const TimelineChart& chart, const LaneRow& row) {
  const ScopeLane now = scope_lane(chart.lanes(), chart.session.model(), row.of);
  if (!now.exists || now.step.role == Role::kOver) return;
  const TimeAxis& axis = chart.axis;
  const ScopeFacts& scope = chart.session.model().scope(now.step.scope);
  const ImU32 colour = c.theme().outline(hue_of(scope, scope.shield, false));
  const float end = axis.right() + kBeyond,
              from = std::max(axis.at(scope.opened), axis.left() - 20);
  const bool fires = !scope.cancelled && scope.deadline != kNever;
  float to = end;
  if (scope.cancelled) to = axis.now();
  if (fires) to = std::min(end, axis.at(scope.deadline));
  draw_stretch(c, from, std::max(from, to), row.middle, colour, scope.shield, now.step.large());
  if (fires && to < end) draw_small_flag(c, {to, row.middle}, colour, now.step.large());
  draw_cancelled(c, chart, row, scope);
  const float words = to + (fires ? kFlagWide : 0) + kWordsAway;
  if (fires || scope.cancelled) draw_words(c, chart, row, now.step, words, to >= end);
}

}  // namespace grove
