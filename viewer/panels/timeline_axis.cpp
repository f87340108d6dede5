#include "viewer/panels/timeline_axis.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/core/words.h"
#include "viewer/panels/glyphs.h"

namespace grove {
namespace {

constexpr float kTickDistance = 80;

TextLook flag_look(const Theme& theme) {
  return {.size = 16, .weight = Weight::kBold, .colour = theme.word(Hue::kOrange)};
}

std::string tick_words(int64_t ns, int64_t tick) {
  int decimals = 0;
  for (int64_t unit = 1'000'000'000; unit > tick && decimals < 6; unit /= 10) ++decimals;
  return fmt::format("{:.{}f}", static_cast<double>(ns) / 1e9, decimals);
}

void draw_band(const Canvas& c, const TimelineChart& chart) {
  const TimeAxis& axis = chart.axis;
  if (!axis.has_band()) return;
  const Theme& theme = c.theme();
  const Box band{axis.band_left(), chart.box.y - 24, axis.band_right() - axis.band_left(),
                 chart.box.h + 26};
  c.fill(band, 6, theme.raised);
  c.fill({band.x, band.y, axis.now() - band.x, band.h}, 6, mix(theme.text, theme.raised, 0.07f));
  c.line({band.x, band.y}, {band.x, band.bottom()}, theme.wire, 3);
  c.line({band.right(), band.y}, {band.right(), band.bottom()}, theme.wire, 3);
  c.text(band.middle_x(), chart.box.y - 30,
         fmt::format("one instant, opened: {}", short_time(axis.instant()->time)),
         {.size = 16, .weight = Weight::kBold, .align = Align::kMiddle});
}

// The nearest cause that stands in the same instant on another lane.
EventId cause_on_other_lane(const Session& session, EventId event, EventId first) {
  const Record& record = session.record();
  const TaskId task = task_of(record[event]);
  for (EventId cause = record[event].cause; cause && cause >= first; cause = record[cause].cause) {
    const TaskId other = task_of(record[cause]);
    const bool happening = role_of(record[cause].kind()) == EventRole::kHappening;
    if (happening && other && other != task) return cause;
  }
  return {};
}

// Only what changes another task's state deserves a curve; the rest happens along the way.
std::optional<Hue> curve_hue(EventKind kind) {
  switch (kind) {
    case EventKind::kCancelRequested:
      return Hue::kOrange;
    case EventKind::kTaskSpawned:
      return Hue::kSky;
    case EventKind::kNurseryClosed:
      return Hue::kBlue;
    default:
      return std::nullopt;
  }
}

}  // namespace

int TimelineChart::index_of(TaskId task) const {
  const auto begin = order().begin() + first, end = order().begin() + last;
  const auto found = std::find(begin, end, task);
  return found == end ? -1 : first + static_cast<int>(found - begin);
}

ScopeId next_deadline(const Model& model) {
  ScopeId next;
  SimTime deadline = kNever;
  for (std::size_t i = 0; i < model.scope_count(); ++i) {
    const ScopeFacts& scope = model.scope(ScopeId{static_cast<int32_t>(i)});
    if (!scope.open || scope.cancelled || scope.deadline >= deadline) continue;
    deadline = scope.deadline;
    next = scope.id;
  }
  return next;
}

DeadlineFlag flag_of(const Canvas& c, const TimelineChart& chart, ScopeId scope) {
  if (!scope) return {};
  const Model& model = chart.session.model();
  const SimTime deadline = model.scope(scope).deadline;
  if (deadline > chart.times.to || deadline < chart.times.from) return {};
  DeadlineFlag flag;
  flag.scope = scope;
  flag.words = fmt::format("{}, deadline of {}", short_time(deadline), scope_title(model, scope));
  flag.x = chart.axis.at(deadline);
  const float width = c.width(flag.words, flag_look(c.theme()));
  flag.words_before = flag.x + 40 + width > chart.box.right() - 8;
  flag.left = flag.words_before ? flag.x - 10 - width : flag.x;
  flag.right = flag.words_before ? flag.x + 28 : flag.x + 40 + width;
  return flag;
}

void draw_axis(const Canvas& c, const TimelineChart& chart, const DeadlineFlag& flag) {
  draw_band(c, chart);
  const Theme& theme = c.theme();
  const TimeAxis& axis = chart.axis;
  const float width = axis.right() - axis.left() - (axis.band_right() - axis.band_left());
  const int64_t tick = tick_ns(chart.times.to - chart.times.from,
                               std::max(2, static_cast<int>(width / kTickDistance)));
  const TextLook look{.size = 15.5f, .colour = theme.text2, .align = Align::kMiddle};
  float last_label = -1e9f;
  for (int64_t ns = (chart.times.from.ns + tick - 1) / tick * tick; ns <= chart.times.to.ns;
       ns += tick) {
    const float x = axis.at(SimTime{ns});
    c.line({x, chart.box.y - 6}, {x, chart.box.bottom()}, theme.line, 1.5f);
    const std::string words = tick_words(ns, tick);
    const float half = c.width(words, look) / 2;
    const bool in_band =
        axis.has_band() && x + half > axis.band_left() - 6 && x - half < axis.band_right() + 6;
    const bool under_flag = flag.scope && x + half > flag.left - 6 && x - half < flag.right;
    if (in_band || under_flag || x - half < last_label + 10) continue;
    c.text(x, chart.box.y - 14, words, look);
    last_label = x + half;
  }
}

void draw_veil(const Canvas& c, const TimelineChart& chart) {
  const float now = chart.axis.now();
  c.fill({now + 2, chart.box.y - 4, chart.box.right() - now - 2, chart.box.h + 6}, 0,
         with_alpha(c.theme().panel, 0.5f));
}

void draw_flag_and_present(const Canvas& c, const TimelineChart& chart, const DeadlineFlag& flag) {
  const Theme& theme = c.theme();
  const float top = chart.box.y;
  if (flag.scope) {
    const ImU32 colour = theme.outline(Hue::kOrange);
    c.line({flag.x, top - 28}, {flag.x, chart.box.bottom()}, colour, 3, Dashes{7, 5, false});
    const Point cloth[] = {{flag.x, top - 30},
                           {flag.x + 26, top - 30},
                           {flag.x + 18, top - 21},
                           {flag.x + 26, top - 12},
                           {flag.x, top - 12}};
    c.concave(cloth, colour);
    c.text(flag.words_before ? flag.left : flag.x + 34, top - 15, flag.words, flag_look(theme));
  }
  const float now = chart.axis.now();
  c.line({now, top - 4}, {now, chart.box.bottom() + 2}, theme.text, 3);
  const Point pointer[] = {{now - 9, top - 12}, {now + 9, top - 12}, {now, top}};
  c.convex(pointer, theme.text);
}

void draw_causes(const Canvas& c, const TimelineChart& chart) {
  if (!chart.axis.has_band()) return;
  const Session& session = chart.session;
  const auto& happenings = session.recording().index().happenings();
  const auto& range = chart.axis.instant()->happenings;
  for (std::size_t i = range.first; i < range.last; ++i) {
    const EventId event = happenings[i];
    const auto hue = curve_hue(session.record()[event].kind());
    if (!hue) continue;
    const EventId cause = cause_on_other_lane(session, event, happenings[range.first]);
    if (!cause) continue;
    const int from = chart.index_of(task_of(session.record()[cause]));
    const int to = chart.index_of(task_of(session.record()[event]));
    if (from < 0 || to < 0 || from == to) continue;
    const Point a{chart.axis.at(cause), chart.row(from).middle};
    const Point b{chart.axis.at(event) - 7, chart.row(to).middle};
    const float bend = std::max(8.0f, (b.x - a.x) * 0.5f);
    c.curve(a, {a.x + bend, a.y}, {b.x - bend, b.y}, b, c.theme().outline(*hue), 3);
  }
}

}  // namespace grove
