#include "viewer/panels/timeline/timeline_lanes.h"

#include <algorithm>

#include "engine/picture/start_reason.h"

namespace grove {
namespace {

constexpr ImU32 kInk = rgb(0x0B1016);

// Longer than this, a wait bears its glyph at its beginning; in a disc of that radius.
constexpr float kLeastForGlyph = 34, kGlyphDisc = 9;
// Ticks of a lock's line, teeth of a thread's: apart, and at most so many.
constexpr float kTick = 9, kTooth = 7;
constexpr int kMostTeeth = 400;

void draw_ticks(const Canvas& c, const Box& bar, ImU32 line) {
  const float y = bar.middle_y();
  c.line({bar.x, y}, {bar.right(), y}, line, 3);
  const float half = std::min(5.0f, bar.h / 2);
  const int count = std::min(kMostTeeth, static_cast<int>(bar.w / kTick));
  for (int i = 1; i <= count; ++i) {
    const float x = bar.x + kTick * static_cast<float>(i);
    c.line({x, y - half}, {x, y + half}, line, 2);
  }
}

// With a rim, as the bars have one.
void draw_zigzag(const Canvas& c, const Box& bar, ImU32 core, ImU32 rim) {
  const float half = std::min(5.0f, bar.h / 2), y = bar.middle_y();
  std::vector<Point> teeth{{bar.x, y}};
  const int count = std::min(kMostTeeth, static_cast<int>(bar.w / kTooth));
  for (int i = 1; i < count; ++i) {
    teeth.push_back({bar.x + kTooth * static_cast<float>(i), y + (i % 2 == 0 ? half : -half)});
  }
  teeth.push_back({bar.right(), y});
  c.path(teeth, rim, 5);
  c.path(teeth, core, 2);
}

// What is waited for is told by the body of the wait: a sleep is a bar, since its end is known.
void draw_wait(const Canvas& c, const LaneSpan& span, const Box& bar, Hue hue) {
  const Theme& theme = c.theme();
  const ImU32 line = theme.outline(hue);
  const float y = bar.middle_y();
  switch (glyph_of(span.on)) {
    case Glyph::kNursery:
      c.line({bar.x, y}, {bar.right(), y}, line, 4);
      return c.line({bar.x, y - 6}, {bar.x, y + 6}, line, 3);
    case Glyph::kEvent:
    case Glyph::kFuture:
      return c.line({bar.x, y}, {bar.right(), y}, line, 5, Dashes{5, 6, false});
    case Glyph::kLock:
      return draw_ticks(c, bar, line);
    case Glyph::kChannel:
      c.line({bar.x, y - 4}, {bar.right(), y - 4}, line, 2.5f);
      return c.line({bar.x, y + 4}, {bar.right(), y + 4}, line, 2.5f);
    case Glyph::kNet:
      c.outline(bar, 3, line, 2);
      return c.line({bar.x + 4, y}, {bar.right() - 3, y}, line, 2.5f, Dashes{7, 5, false});
    case Glyph::kThread:
      return draw_zigzag(c, bar, mix(theme.base(hue), theme.panel, 0.55f), line);
    default:
      c.fill(bar, 3, mix(theme.base(hue), theme.panel, 0.55f));
      return c.outline(bar, 3, line, 2);
  }
}

void draw_block(const Canvas& c, const LaneSpan& span, const Box& bar) {
  const Theme& theme = c.theme();
  const Hue hue = span.orphaned ? Hue::kPurple : Hue::kBlue;
  draw_wait(c, span, bar, hue);
  const Glyph glyph = glyph_of(span.on);
  // Bars and brackets speak for themselves.
  if (bar.w < kLeastForGlyph || glyph == Glyph::kSleep || glyph == Glyph::kNursery) return;
  const float radius = std::min(kGlyphDisc, bar.h * 0.72f);
  const Point at{bar.x + radius, bar.middle_y()};
  c.disc(at, radius, theme.base(hue));
  c.circle(at, radius, theme.outline(hue), 1.5f);
  draw_glyph(c, glyph, at, radius * 0.58f, glyph_colour(theme, hue, false), 1);
}

// Where a state begins that a person must not miss, however short it is.
void draw_begin_mark(const Canvas& c, const LaneSpan& span, float x, float y, float size) {
  const Theme& theme = c.theme();
  if (span.status == TaskStatus::kAsked) {
    c.fill({x - size, y - size, 2 * size, 2 * size}, 3, theme.panel);
    draw_glyph(c, Glyph::kAsked, {x, y}, size * 0.83f, theme.outline(Hue::kOrange));
  } else if (span.status == TaskStatus::kCancelling) {
    draw_glyph(c, Glyph::kCancelling, {x, y}, size * 0.94f, theme.base(Hue::kOrange));
    if (!theme.dark) {
      draw_glyph(c, Glyph::kAsked, {x, y}, size * 1.05f, theme.outline(Hue::kOrange));
    }
  }
}

constexpr float kStartWords = 15.5f;
constexpr float kIndent = 14, kLeastNames = 128, kMostNames = 260;
constexpr int kDeepestIndent = 8;

std::string_view label_in(const Session& session, const Lane& lane) {
  const Record& record = session.record();
  return record.text(record[lane.spans.front().first].get<TaskSpawned>().label);
}

}  // namespace

void draw_span(const Canvas& c, const LaneSpan& span, const Box& bar) {
  const Theme& theme = c.theme();
  switch (span.status) {
    case TaskStatus::kReady:
      c.fill(bar, 1, mix(theme.base(Hue::kSky), theme.panel, 0.2f));
      return c.outline(bar, 1, theme.outline(Hue::kSky), 1.5f);
    case TaskStatus::kRunning:
      c.fill(bar, 1, theme.base(Hue::kSky));
      if (!theme.dark) c.outline(bar, 1, theme.outline(Hue::kSky), 1);
      return;
    case TaskStatus::kWaiting:
      return draw_block(c, span, bar);
    case TaskStatus::kAsked:
      c.fill(bar, 3, mix(theme.base(Hue::kOrange), theme.panel, 0.16f));
      return c.outline(bar, 3, theme.outline(Hue::kOrange), 2);
    case TaskStatus::kCancelling:
      c.fill(bar, 3, mix(theme.base(Hue::kOrange), theme.panel, 0.35f));
      c.stripes(bar, 3, theme.base(Hue::kOrange), 9, 3);
      return c.outline(bar, 3, theme.outline(Hue::kOrange), 2);
    case TaskStatus::kFailed:
    case TaskStatus::kPassesOn:
      c.fill(bar, 3, mix(theme.base(Hue::kVermillion), theme.panel, 0.35f));
      return c.outline(bar, 3, theme.outline(Hue::kVermillion), 2);
    default:
      return;
  }
}

void draw_end_mark(const Canvas& c, TaskStatus status, bool won, Point at, float size) {
  const Theme& theme = c.theme();
  const ImU32 rim = theme.dark ? rgb(0xFFE3D1) : theme.ink;
  switch (status) {
    case TaskStatus::kFailed:
      draw_star(c, at, size * 1.22f, size * 0.78f, 9, theme.base(Hue::kVermillion), rim, 1.5f);
      return draw_glyph(c, Glyph::kFailed, at, size * 0.45f, kInk);
    case TaskStatus::kPassesOn:
      return draw_envelope(c, at, size * 2.4f, size * 1.65f, theme.base(Hue::kVermillion), rim,
                           1.6f);
    case TaskStatus::kCancelled:
      c.disc(at, size, theme.panel);
      c.circle(at, size, theme.word(Hue::kAsh), 2.2f);
      return c.line({at.x - size * 0.55f, at.y + size * 0.55f},
                    {at.x + size * 0.55f, at.y - size * 0.55f}, theme.word(Hue::kAsh), 2.2f);
    case TaskStatus::kDone:
      c.fill({at.x - size, at.y - size, 2 * size, 2 * size}, 2, theme.base(Hue::kGreen));
      if (!theme.dark) {
        c.outline({at.x - size, at.y - size, 2 * size, 2 * size}, 2, theme.outline(Hue::kGreen), 2);
      }
      return draw_glyph(c, won ? Glyph::kWinner : Glyph::kDone, at, size * 0.58f, kInk);
    default:
      return;
  }
}

float indent_of(const Lane& lane) {
  return static_cast<float>(std::min(lane.depth, kDeepestIndent)) * kIndent;
}

float lane_names_width(const Canvas& c, const Session& session) {
  const Lanes& lanes = session.recording().lanes();
  const TextLook look{.size = 16, .weight = Weight::kSemiBold, .family = Family::kCode};
  float width = kLeastNames;
  // Of very many the first tell enough.
  const std::size_t count = std::min<std::size_t>(lanes.order().size(), 64);
  for (std::size_t i = 0; i < count; ++i) {
    const Lane& lane = lanes.of(lanes.order()[i]);
    width = std::max(width, 44 + indent_of(lane) + c.width(label_in(session, lane), look));
  }
  return std::min(width, kMostNames);
}

void draw_selected_row(const Canvas& c, const TimelineChart& chart, const LaneRow& row) {
  Box box = row.across(chart.box);
  box.x += 1, box.w -= 2;
  c.outline(box, 4, c.theme().selection, 2);
}

void draw_lane_names(const Canvas& c, const TimelineChart& chart) {
  const Session& session = chart.session;
  for (const LaneRow& row : chart.rows) {
    if (!row.of.of_task()) continue;
    const Lane& lane = chart.lane_of(row);
    const bool exists = chart.exists(lane.task);
    const Canvas shade = exists ? c : c.faded(0.55f);
    const float x = chart.box.x + 10 + indent_of(lane);
    const float radius = std::min(7.5f, row.height * 0.4f);
    if (exists) {
      TaskFace face = face_of(session.model(), lane.task, session.now());
      add_before_end(&face, lane.before_end, false);
      draw_face_disc(shade, face, {x + 7, row.middle}, radius, c.theme().panel);
    } else {
      shade.circle({x + 7, row.middle}, radius * 0.6f, c.theme().text3, 2);
    }
    const bool selected = session.selection().task() == lane.task;
    const TextLook look{.size = std::clamp(row.height * 0.9f, 15.5f, 16.0f),
                        .weight = selected ? Weight::kExtraBold : Weight::kSemiBold,
                        .family = Family::kCode};
    const float room = chart.box.x + chart.names - x - 28;
    shade.text(x + 20, row.middle + look.size * 0.34f,
               shade.fitting_middle(label_in(session, lane), look, room), look);
    if (!selected) continue;
    draw_selected_row(c, chart, row);
  }
}

void draw_lane(const Canvas& c, const TimelineChart& chart, const LaneRow& row) {
  const TimeAxis& axis = chart.axis;
  const Lane& lane = chart.lane_of(row);
  const float mark = std::clamp(row.height * 0.36f, 5.0f, 10.0f);
  const SimTime from = axis.time_at(axis.left());
  const float end = lane.exited ? axis.at(lane.exited) : chart.end_of_known();
  // The first span that reaches into what is shown, up to the first that is over with the task.
  const auto first = std::partition_point(lane.spans.begin(), lane.spans.end(),
                                          [&](const LaneSpan& s) { return s.end && s.to < from; });
  const auto last = std::partition_point(first, lane.spans.end(), [&](const LaneSpan& s) {
    return !lane.exited || s.first < lane.exited;
  });
  float drawn_to = -1e9f;
  for (auto span = first; span != last; ++span) {
    const float x0 = axis.at(span->first);
    if (x0 > axis.right()) break;
    const float x1 = span->end ? std::min(end, axis.at(span->end)) : end;
    // Many short spans within one pixel look the same as one.
    if (x1 - drawn_to < 0.7f && x1 - x0 < 0.7f) continue;
    const bool turn = span->status == TaskStatus::kRunning || span->status == TaskStatus::kReady;
    const float height = turn ? row.height - 6 : row.bar();
    const float left = std::max(x0, axis.left() - 20);
    draw_span(c, *span,
              {left, row.middle - height / 2, std::max(turn ? 3.0f : 2.0f, x1 - left), height});
    drawn_to = x1;
  }
  // Above all spans, so that none covers the mark of its neighbour.
  for (auto span = first; span != last; ++span) {
    const float x = axis.at(span->first);
    if (x > axis.right() + 4) break;
    const bool begins = span == lane.spans.begin() || (span - 1)->status != span->status;
    if (begins) draw_begin_mark(c, *span, x, row.middle, mark);
  }
  if (!lane.exited) return;
  draw_end_mark(c, lane.spans.back().status, lane.before_end == BeforeEnd::kWon, {end, row.middle},
                mark);
}

namespace {

// Why it began only then, on the empty part of its lane.
void draw_start_reason(const Canvas& c, const TimelineChart& chart, const LaneRow& row, float x) {
  const Recording& recording = chart.session.recording();
  const EventId spawned = chart.lane_of(row).spans.front().first;
  if (recording.record()[spawned].kind() != EventKind::kTaskSpawned) return;
  const TextLook look{.size = kStartWords,
                      .weight = Weight::kSemiBold,
                      .colour = c.theme().text2,
                      .align = Align::kRight};
  for (const std::string& words : start_reason(recording.names(), chart.lanes().end(), spawned)) {
    if (x - 10 - c.width(words, look) < chart.axis.left()) continue;
    c.text(x - 10, row.middle + look.size * 0.35f, words, look);
    return;
  }
}

}  // namespace

void draw_birth(const Canvas& c, const TimelineChart& chart, const LaneRow& row) {
  const Lane& lane = chart.lane_of(row);
  const LaneRow* parent = lane.parent ? chart.row_of(lane.parent) : nullptr;
  const float x = chart.axis.at(lane.spans.front().first);
  if (parent == nullptr || x < chart.axis.left() - 4 || x > chart.axis.right()) return;
  c.line({x, parent->middle}, {x, row.middle}, c.theme().wire, 2);
  c.disc({x, row.middle}, std::min(4.5f, row.height * 0.2f), c.theme().outline(Hue::kSky));
  if (chart.exists(lane.task)) draw_start_reason(c, chart, row, x);
}

void draw_request(const Canvas& c, const TimelineChart& chart, const LaneRow& row) {
  const TaskId id = row.of.task;
  if (!chart.exists(id) || chart.session.model().status(id) != TaskStatus::kWaiting) return;
  const SimTime until = chart.session.model().task(id).block.until;
  if (until == kNever) return;
  const float from = chart.axis.now();
  const float to = std::min(chart.axis.at(until), chart.axis.right() + 30);
  if (to - from < 3) return;
  c.outline({from, row.middle - row.bar() / 2, to - from, row.bar()}, 3, c.theme().wire, 1.5f,
            {4, 4, false});
}

}  // namespace grove
