#include "viewer/panels/timeline_lanes.h"

#include <algorithm>

namespace grove {
namespace {

constexpr ImU32 kInk = rgb(0x0B1016);

void draw_block(const Canvas& c, const Span& span, const Box& bar) {
  const Theme& theme = c.theme();
  const Hue hue = span.orphaned ? Hue::kPurple : Hue::kBlue;
  const ImU32 line = theme.outline(hue);
  switch (glyph_of(span.on)) {
    case Glyph::kNursery:
      c.line({bar.x, bar.middle_y()}, {bar.right(), bar.middle_y()}, line, 4);
      return c.line({bar.x, bar.middle_y() - 6}, {bar.x, bar.middle_y() + 6}, line, 3);
    case Glyph::kEvent:
      return c.line({bar.x, bar.middle_y()}, {bar.right(), bar.middle_y()}, line, 4,
                    Dashes{3, 6, false});
    default:
      c.fill(bar, 3, mix(theme.base(hue), theme.panel, 0.55f));
      return c.outline(bar, 3, line, 2);
  }
}

void draw_span(const Canvas& c, const Span& span, const Box& bar) {
  const Theme& theme = c.theme();
  switch (span.status) {
    case TaskStatus::kRunning:
    case TaskStatus::kReady:
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

// Where a state begins that a person must not miss, however short it is.
void draw_begin_mark(const Canvas& c, const Span& span, float x, float y, float size) {
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

// The state's shape where it ended: a star for a failure, a square for done, …
void draw_end_mark(const Canvas& c, TaskStatus status, bool won, float x, float y, float size) {
  const Theme& theme = c.theme();
  const ImU32 rim = theme.dark ? rgb(0xFFE3D1) : theme.ink;
  switch (status) {
    case TaskStatus::kFailed:
      draw_star(c, {x, y}, size * 1.22f, size * 0.78f, 9, theme.base(Hue::kVermillion), rim, 1.5f);
      return draw_glyph(c, Glyph::kFailed, {x, y}, size * 0.45f, kInk);
    case TaskStatus::kPassesOn:
      return draw_envelope(c, {x, y}, size * 2.4f, size * 1.65f, theme.base(Hue::kVermillion), rim,
                           1.6f);
    case TaskStatus::kCancelled:
      c.disc({x, y}, size, theme.panel);
      c.circle({x, y}, size, theme.word(Hue::kAsh), 2.2f);
      return c.line({x - size * 0.55f, y + size * 0.55f}, {x + size * 0.55f, y - size * 0.55f},
                    theme.word(Hue::kAsh), 2.2f);
    case TaskStatus::kDone:
      c.fill({x - size, y - size, 2 * size, 2 * size}, 2, theme.base(Hue::kGreen));
      if (!theme.dark) {
        c.outline({x - size, y - size, 2 * size, 2 * size}, 2, theme.outline(Hue::kGreen), 2);
      }
      return draw_glyph(c, won ? Glyph::kWinner : Glyph::kDone, {x, y}, size * 0.58f, kInk);
    default:
      return;
  }
}

constexpr float kIndent = 14, kLeastNames = 128, kMostNames = 260;
constexpr int kDeepestIndent = 8;

std::string_view label_in(const Session& session, const Lane& lane) {
  const Record& record = session.record();
  return record.text(record[lane.spans.front().first].get<TaskSpawned>().label);
}

float indent_of(const Lane& lane) {
  return static_cast<float>(std::min(lane.depth, kDeepestIndent)) * kIndent;
}

SimTime end_of(const Record& record) { return record.at(record.size() - 1).t; }

}  // namespace

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

void draw_lane_names(const Canvas& c, const TimelineChart& chart) {
  const Session& session = chart.session;
  for (int i = chart.first; i < chart.last; ++i) {
    const Lane& lane = chart.lane_at(i);
    const LaneRow row = chart.row(i);
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
               shade.fitting(label_in(session, lane), look, room), look);
    if (!selected) continue;
    c.outline({chart.box.x + 1, row.middle - row.height / 2, chart.box.w - 2, row.height}, 4,
              c.theme().selection, 2);
  }
}

void draw_lane(const Canvas& c, const TimelineChart& chart, int index) {
  const TimeAxis& axis = chart.axis;
  const Lane& lane = chart.lane_at(index);
  const LaneRow row = chart.row(index);
  const float mark = std::clamp(row.height * 0.36f, 5.0f, 10.0f);
  const SimTime from = axis.time_at(axis.left());
  const float end = lane.exited ? axis.at(lane.exited) : axis.at(end_of(chart.session.record()));
  // The first span that reaches into what is shown, up to the first that is over with the task.
  const auto first = std::partition_point(lane.spans.begin(), lane.spans.end(),
                                          [&](const Span& s) { return s.end && s.to < from; });
  const auto last = std::partition_point(first, lane.spans.end(), [&](const Span& s) {
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
  draw_end_mark(c, lane.spans.back().status, lane.before_end == BeforeEnd::kWon, end, row.middle,
                mark);
}

void draw_birth(const Canvas& c, const TimelineChart& chart, int index) {
  const Lane& lane = chart.lane_at(index);
  const int parent = lane.parent ? chart.index_of(lane.parent) : -1;
  const float x = chart.axis.at(lane.spans.front().first);
  if (parent < 0 || x < chart.axis.left() - 4 || x > chart.axis.right()) return;
  const LaneRow row = chart.row(index);
  c.line({x, chart.row(parent).middle}, {x, row.middle}, c.theme().wire, 2);
  c.disc({x, row.middle}, std::min(4.5f, row.height * 0.2f), c.theme().outline(Hue::kSky));
}

void draw_request(const Canvas& c, const TimelineChart& chart, int index) {
  const TaskId id = chart.lane_at(index).task;
  if (!chart.exists(id) || chart.session.model().status(id) != TaskStatus::kWaiting) return;
  const SimTime until = chart.session.model().task(id).block.until;
  if (until == kNever) return;
  const LaneRow row = chart.row(index);
  const float from = chart.axis.now();
  const float to = std::min(chart.axis.at(until), chart.axis.right() + 30);
  if (to - from < 3) return;
  c.outline({from, row.middle - row.bar() / 2, to - from, row.bar()}, 3, c.theme().wire, 1.5f,
            {4, 4, false});
}

}  // namespace grove
