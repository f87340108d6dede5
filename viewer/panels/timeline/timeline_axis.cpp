#include "viewer/panels/timeline/timeline_axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/picture/words.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

constexpr float kTickDistance = 80, kTitleGap = 12;
// Of the room that the tabs keep at their end.
constexpr float kTabsEnd = 14;
constexpr std::size_t kMostWithCurves = 1'000;

TextLook flag_look(const Theme& theme) {
  return {.size = 16, .weight = Weight::kBold, .colour = theme.word(Hue::kOrange)};
}

std::string tick_words(int64_t ns, int64_t tick) {
  int decimals = 0;
  for (int64_t unit = 1'000'000'000; unit > tick && decimals < 6; unit /= 10) ++decimals;
  return fmt::format("{:.{}f}", static_cast<double>(ns) / 1e9, decimals);
}

// Where the band's title has its middle: over the band, within it if it has room there, but neither
// over the tabs nor over the words of a deadline.
float middle_of_title(const TimelineChart& chart, const DeadlineFlag& flag, float half) {
  float least = chart.tabs - kTabsEnd + half, most = chart.box.right() - half;
  const float begin = chart.axis.band_left() + half, end = chart.axis.band_right() - half;
  if (std::max(least, begin) <= std::min(most, end)) {
    least = std::max(least, begin);
    most = std::min(most, end);
  }
  const float over_band = (chart.axis.band_left() + chart.axis.band_right()) / 2;
  const float middle = std::max(least, std::min(over_band, most));
  const float left = flag.left - half - kTitleGap, right = flag.right + half + kTitleGap;
  if (!flag.scope || middle <= left || middle >= right) return middle;
  if (left >= least) return left;
  return right <= most ? right : middle;
}

// Returns where its title ends.
float draw_band(const Canvas& c, const TimelineChart& chart, const DeadlineFlag& flag) {
  const TimeAxis& axis = chart.axis;
  if (!axis.has_band()) return 0;
  const Theme& theme = c.theme();
  const Box band{axis.band_left(), chart.box.y - 24, axis.band_right() - axis.band_left(),
                 chart.box.h + 26};
  c.fill(band, 6, theme.raised);
  c.fill({band.x, band.y, axis.now() - band.x, band.h}, 6, mix(theme.text, theme.raised, 0.07f));
  c.line({band.x, band.y}, {band.x, band.bottom()}, theme.wire, 3);
  c.line({band.right(), band.y}, {band.right(), band.bottom()}, theme.wire, 3);
  const TextLook look{.size = 16, .weight = Weight::kBold, .align = Align::kMiddle};
  const std::string title =
      fmt::format("one instant, opened: {}", short_time(axis.instant()->time));
  const float half = c.width(title, look) / 2;
  const float middle = middle_of_title(chart, flag, half);
  c.text(middle, chart.box.y - 30, title, look);
  return middle + half;
}

// Where a curve begins: at a mark on a lane, or where a deadline stands on the axis.
std::optional<Point> mark_of_cause(const TimelineChart& chart, EventId cause) {
  const TaskId task = task_of(chart.session.record()[cause]);
  const LaneRow* row = task ? chart.row_of(task) : nullptr;
  if (row == nullptr) return std::nullopt;
  return Point{chart.axis.at(cause), row->middle};
}

// What made a scope cancelled: the end of the task that failed; the task that called cancel(); its
// deadline.
std::optional<Point> origin_of_request(const TimelineChart& chart, const Event& request) {
  const Record& record = chart.session.record();
  const auto* cancelled = request.cause ? record[request.cause].get_if<ScopeCancelled>() : nullptr;
  if (cancelled == nullptr) return std::nullopt;
  if (cancelled->reason == CancelReason::kDeadline) {
    return Point{chart.axis.at(request.cause), chart.box.y};
  }
  const EventId behind = record[request.cause].cause;
  if (behind && record[behind].kind() == EventKind::kTaskExited) {
    return mark_of_cause(chart, behind);
  }
  return mark_of_cause(chart, request.cause);
}

// Whether the event is the one that brought the task into the state that its span shows: a task
// that is asked a second time does not change.
bool brings(const TimelineChart& chart, EventId event, TaskStatus status) {
  const TaskId task = task_of(chart.session.record()[event]);
  if (!task) return false;
  const Lane& lane = chart.session.recording().lanes().of(task);
  const auto span = std::partition_point(lane.spans.begin(), lane.spans.end(),
                                         [&](const LaneSpan& s) { return s.first < event; });
  if (span == lane.spans.end() || span->first != event || span->status != status) return false;
  return span == lane.spans.begin() || (span - 1)->status != status;
}

// Where the span begins in which the event falls, which is its task's turn.
float begin_of_span(const TimelineChart& chart, EventId event) {
  const Lane& lane = chart.session.recording().lanes().of(task_of(chart.session.record()[event]));
  const auto after = std::partition_point(lane.spans.begin(), lane.spans.end(),
                                          [&](const LaneSpan& s) { return s.first <= event; });
  return chart.axis.at(after == lane.spans.begin() ? event : (after - 1)->first);
}

// To a place on a task's lane.
void draw_cause(const Canvas& c, const TimelineChart& chart, Point from, TaskId task, float x,
                Hue hue) {
  const LaneRow* row = chart.row_of(task);
  if (row == nullptr) return;
  const Point to{x, row->middle};
  if (std::abs(from.y - to.y) < 1) return;
  if (to.x - from.x < 2) return c.line(from, to, c.theme().outline(hue), 3);
  const float bend = std::max(8.0f, (to.x - from.x) * 0.5f);
  c.curve(from, {from.x + bend, from.y}, {to.x - bend, to.y}, to, c.theme().outline(hue), 3);
}

// The present is elsewhere than what is shown: on that side, and when.
void draw_where_now(const Canvas& c, const TimelineChart& chart, bool before) {
  const Theme& theme = c.theme();
  const std::string words = "now " + short_time(chart.session.now());
  const TextLook look{.size = 16, .weight = Weight::kBold};
  const float width = c.width(words, look) + 40;
  const Box box{before ? chart.axis.left() - 4 : chart.box.right() - width - 8, chart.box.y + 2,
                width, 26};
  c.fill(box, 13, theme.raised);
  c.outline(box, 13, theme.text, 2);
  const float x = before ? box.x + 10 : box.right() - 10, to = before ? -1.0f : 1.0f;
  const float y = box.middle_y();
  const Point left[] = {{x + 8, y - 6}, {x + 8, y + 6}, {x - 2, y}};
  const Point right[] = {{x - 8, y - 6}, {x + 2, y}, {x - 8, y + 6}};
  c.convex(to < 0 ? left : right, theme.text);
  c.text(before ? box.x + 26 : box.x + 12, y + 5.6f, words, look);
}

// The scopes that nothing reaches: shields further in keep them from every task inside. Where there
// are no shields there are none, and nothing is looked at twice.
std::vector<bool> kept_out(const Model& model) {
  std::vector<bool> out;
  const auto shielded = [&] {
    for (std::size_t i = 0; i < model.scope_count(); ++i) {
      const ScopeFacts& scope = model.scope(ScopeId{static_cast<int32_t>(i)});
      if (scope.open && scope.shield) return true;
    }
    return false;
  };
  if (!shielded()) return out;
  out.assign(model.scope_count(), true);
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskId task{static_cast<int32_t>(i)};
    if (!model.task(task).alive) continue;
    for (ScopeId scope = model.current_scope(task); scope; scope = model.scope(scope).parent) {
      if (!out[scope.index()]) break;
      out[scope.index()] = false;
      if (model.scope(scope).shield) break;
    }
  }
  return out;
}

}  // namespace

const LaneRow* TimelineChart::row_of(TaskId task) const {
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const LaneRow& row) { return row.of == TimelineRow{task}; });
  return found == rows.end() ? nullptr : &*found;
}

ScopeId next_deadline(const Model& model) {
  const std::vector<bool> out = kept_out(model);
  ScopeId next;
  SimTime deadline = kNever;
  for (std::size_t i = 0; i < model.scope_count(); ++i) {
    const ScopeFacts& scope = model.scope(ScopeId{static_cast<int32_t>(i)});
    if (!scope.open || scope.cancelled || scope.deadline >= deadline) continue;
    if (!out.empty() && out[i]) continue;
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
  flag.x = chart.axis.at(deadline);
  // Over the opened instant its own title stands.
  const bool behind_band = chart.axis.has_band() && flag.x > chart.axis.band_right();
  const float least = behind_band ? chart.axis.band_right() + 6 : chart.axis.left();
  const std::string time = short_time(deadline);
  float width = 0;
  for (const std::string& words :
       {fmt::format("{}, deadline of {}", time, scope_title(model, scope)), time + ", deadline",
        time}) {
    flag.words = words;
    width = c.width(words, flag_look(c.theme()));
    flag.words_before = flag.x + 40 + width > chart.box.right() - 8;
    if (!flag.words_before || flag.x - 10 - width >= least) break;
  }
  flag.left = flag.words_before ? flag.x - 10 - width : flag.x;
  flag.right = flag.words_before ? flag.x + 28 : flag.x + 40 + width;
  return flag;
}

float draw_axis(const Canvas& c, const TimelineChart& chart, const DeadlineFlag& flag) {
  const float title = draw_band(c, chart, flag);
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
  return title;
}

void draw_departure(const Canvas& c, const TimelineChart& chart) {
  const Session& session = chart.session;
  const auto departure = session.departure();
  if (!departure || departure->position >= session.record().size()) return;
  const float x = chart.axis.at(EventId{static_cast<int32_t>(departure->position)});
  if (x < chart.axis.left() || x > chart.axis.right()) return;
  const Theme& theme = c.theme();
  c.line({x, chart.box.y}, {x, chart.box.bottom()}, theme.text2, 2, Dashes{3, 5, false});
  const float y = chart.box.bottom();
  const Point diamond[] = {{x - 7, y - 5}, {x, y - 12}, {x + 7, y - 5}, {x, y + 2}};
  c.convex(diamond, theme.text2);
}

void draw_veil(const Canvas& c, const TimelineChart& chart) {
  const float now = chart.axis.now();
  c.fill({now + 2, chart.box.y - 4, chart.box.right() - now - 2, chart.box.h + 6}, 0,
         with_alpha(c.theme().panel, 0.5f));
}

void draw_flag(const Canvas& c, const TimelineChart& chart, const DeadlineFlag& flag) {
  if (!flag.scope) return;
  const float top = chart.box.y;
  const ImU32 colour = c.theme().outline(Hue::kOrange);
  c.line({flag.x, top - 28}, {flag.x, chart.box.bottom()}, colour, 3, Dashes{7, 5, false});
  const Point cloth[] = {{flag.x, top - 30},
                         {flag.x + 26, top - 30},
                         {flag.x + 18, top - 21},
                         {flag.x + 26, top - 12},
                         {flag.x, top - 12}};
  c.concave(cloth, colour);
  c.text(flag.words_before ? flag.left : flag.x + 34, top - 15, flag.words, flag_look(c.theme()));
}

void draw_present(const Canvas& c, const TimelineChart& chart) {
  const Theme& theme = c.theme();
  const float top = chart.box.y;
  const float now = chart.axis.now();
  if (now < chart.axis.left() - 1 || now > chart.axis.right() + 31) {
    return draw_where_now(c, chart, now < chart.axis.left());
  }
  c.line({now, top - 4}, {now, chart.box.bottom() + 2}, theme.text, 3);
  const Point pointer[] = {{now - 9, top - 12}, {now + 9, top - 12}, {now, top}};
  c.convex(pointer, theme.text);
}

// Only what changes another task's state deserves a curve; the rest happens along the way.
void draw_causes(const Canvas& c, const TimelineChart& chart) {
  if (!chart.axis.has_band()) return;
  const Record& record = chart.session.record();
  const auto& step_events = chart.session.recording().index().step_events();
  const auto& range = chart.axis.instant()->step_events;
  // So many stand closer than a curve is wide.
  if (range.size() > kMostWithCurves) return;
  for (std::size_t i = range.first; i < range.last; ++i) {
    const EventId event = step_events[i];
    const Event& e = record[event];
    if (e.kind() == EventKind::kCancelRequested && brings(chart, event, TaskStatus::kAsked)) {
      const auto from = origin_of_request(chart, e);
      if (from) draw_cause(c, chart, *from, task_of(e), chart.axis.at(event) - 6, Hue::kOrange);
    }
    // The last child's end, to its parent that waited for it.
    const bool last_ended = e.kind() == EventKind::kNurseryClosed && e.cause &&
                            record[e.cause].kind() == EventKind::kTaskExited &&
                            e.cause >= step_events[range.first];
    // A record from elsewhere need not say whose the nursery was.
    const auto from = last_ended && task_of(e) ? mark_of_cause(chart, e.cause) : std::nullopt;
    if (from) draw_cause(c, chart, *from, task_of(e), begin_of_span(chart, event), Hue::kBlue);
  }
}

// The lanes that a scope governs, from where it opened to its deadline. Of one that governs none
// but its own task its row says enough.
void draw_scope_bracket(const Canvas& c, const TimelineChart& chart, const DeadlineFlag& flag) {
  if (!flag.scope) return;
  const Model& model = chart.session.model();
  const LaneRow *first = nullptr, *last = nullptr;
  bool others = false;
  for (const LaneRow& row : chart.rows) {
    const TaskId task = row.of.task;
    if (!chart.exists(task) || !model.task(task).alive) continue;
    ScopeId scope = model.current_scope(task);
    while (scope && scope != flag.scope) scope = model.scope(scope).parent;
    if (!scope) continue;
    if (first == nullptr) first = &row;
    last = &row;
    others = others || task != model.scope(flag.scope).task;
  }
  if (!others) return;
  const ImU32 colour = c.theme().outline(Hue::kOrange);
  const float left = std::max(chart.axis.at(model.scope(flag.scope).opened), chart.axis.left());
  const float top = first->middle - first->height / 2 + 1.5f;
  const float bottom = last->middle + last->height / 2 - 1.5f;
  const Point bracket[] = {{flag.x, top}, {left, top}, {left, bottom}, {left + 10, bottom}};
  c.path(bracket, colour, 3);
}

}  // namespace grove
