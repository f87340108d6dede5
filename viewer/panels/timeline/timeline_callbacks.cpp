#include "viewer/panels/timeline/timeline_callbacks.h"

#include <algorithm>

#include "viewer/panels/drawing/glyphs.h"
#include "viewer/panels/timeline/timeline_lanes.h"

namespace grove {
namespace {

constexpr float kNameAt = 30, kAfterName = 14, kLeastNames = 128, kMostNames = 260,
                kMostDisc = 7.5f;

TextLook name_look() { return {.size = 16, .weight = Weight::kSemiBold, .family = Family::kCode}; }

std::string_view name_of(const PlannedCall& call) {
  return call.name.empty() ? std::string_view("a function") : std::string_view(call.name);
}

float middle_of(const TimelineChart& chart, const CallRows& rows, std::size_t index) {
  return chart.box.y +
         rows.height * (static_cast<float>(index) - static_cast<float>(rows.first) + 0.5f);
}

bool is_visible(const CallRows& rows, std::size_t index) {
  return index >= rows.first && index < rows.first + rows.count;
}

}  // namespace

float call_names_width(const Canvas& c, const std::vector<PlannedCall>& calls) {
  float width = 0;
  for (const PlannedCall& call : calls)
    width = std::max(width, c.width(name_of(call), name_look()));
  return std::clamp(kNameAt + width + kAfterName + 1, kLeastNames, kMostNames);
}

void draw_call_names(const Canvas& c, const TimelineChart& chart, const CallRows& rows) {
  const std::vector<PlannedCall> now = callbacks_at(chart.session.model());
  for (std::size_t i = rows.first; i < rows.first + rows.count; ++i) {
    const float y = middle_of(chart, rows, i), x = chart.box.x + 17;
    const float radius = std::min(kMostDisc, rows.height * 0.4f);
    const bool planned = i < now.size();
    if (planned) {
      const bool over = static_cast<bool>(now[i].called) && !now[i].runs;
      draw_state_disc(c,
                      now[i].runs ? TaskStatus::kRunning
                      : over      ? TaskStatus::kDone
                                  : TaskStatus::kWaiting,
                      now[i].runs ? Glyph::kRun
                      : over      ? Glyph::kDone
                                  : Glyph::kSleep,
                      {x, y}, radius, c.theme().panel);
    } else {
      c.faded(0.55f).circle({x, y}, radius * 0.6f, c.theme().text3, 2);
    }
    const float room = chart.names - kNameAt - kAfterName;
    const Canvas shade = planned ? c : c.faded(0.55f);
    shade.text(chart.box.x + kNameAt, y + name_look().size * 0.34f,
               c.fitting_middle(name_of(rows.calls[i]), name_look(), room), name_look());
  }
}

void draw_calls(const Canvas& c, const TimelineChart& chart, const CallRows& rows) {
  const float bar = rows.height * 0.6f, mark = std::clamp(rows.height * 0.36f, 5.0f, 10.0f);
  for (std::size_t i = rows.first; i < rows.first + rows.count; ++i) {
    const PlannedCall& call = rows.calls[i];
    const float y = middle_of(chart, rows, i), from = chart.axis.at(call.planned);
    const float to = call.called ? chart.axis.at(call.called) : chart.end_of_known();
    if (call.planned_by >= 0 && is_visible(rows, static_cast<std::size_t>(call.planned_by))) {
      const float above = middle_of(chart, rows, static_cast<std::size_t>(call.planned_by));
      c.line({from, above}, {from, y}, c.theme().wire, 2);
    }
    // As a sleep: when it will be over is known.
    draw_span(c, {.status = TaskStatus::kWaiting, .blocked = true, .on = WaitKind::kSleep},
              {from, y - bar / 2, std::max(2.0f, to - from), bar});
    if (call.called) draw_end_mark(c, TaskStatus::kDone, false, {to, y}, mark);
  }
}

}  // namespace grove
