#include "viewer/panels/timeline/timeline_legend.h"

#include <algorithm>
#include <array>

#include "viewer/panels/timeline/timeline_lanes.h"

namespace grove {
namespace {

constexpr BarSign kSigns[] = {
    {"has its turn", TaskStatus::kRunning},
    {"ready", TaskStatus::kReady},
    {"sleeps", TaskStatus::kWaiting},
    {"for its tasks", TaskStatus::kWaiting, WaitKind::kNursery},
    {"for an event", TaskStatus::kWaiting, WaitKind::kEvent},
    {"for a lock", TaskStatus::kWaiting, WaitKind::kLock},
    {"channel", TaskStatus::kWaiting, WaitKind::kChannelReceive},
    {"network", TaskStatus::kWaiting, WaitKind::kConnect},
    {"thread", TaskStatus::kWaiting, WaitKind::kThread},
    {"nobody waits for it", TaskStatus::kWaiting, WaitKind::kSleep, true},
    {"asked to stop", TaskStatus::kAsked},
    {"cancelling", TaskStatus::kCancelling},
};

constexpr float kBar = 34, kBarHeight = 13, kGap = 18, kToWords = 7;
// Spans of a lane that are looked at.
constexpr std::ptrdiff_t kMostSpans = 400;

bool is_of(const BarSign& sign, const LaneSpan& span) {
  if (span.status != sign.status || span.orphaned != sign.orphaned) return false;
  if (sign.orphaned) return true;
  return sign.status != TaskStatus::kWaiting || glyph_of(span.on) == glyph_of(sign.on);
}

}  // namespace

std::span<const BarSign> bar_signs() { return kSigns; }

// What comes is left out: it would tell it.
std::vector<const BarSign*> signs_in_sight(const TimelineChart& chart) {
  std::array<bool, std::size(kSigns)> seen{};
  const auto now = static_cast<int32_t>(chart.session.model().position());
  for (const LaneRow& row : chart.rows) {
    if (!row.of.of_task() || !chart.exists(row.of.task)) continue;
    const std::vector<LaneSpan>& spans = chart.lane_of(row).spans;
    const auto first = std::partition_point(spans.begin(), spans.end(), [&](const LaneSpan& span) {
      return span.end && span.to < chart.times.from;
    });
    const auto last = first + std::min(kMostSpans, spans.end() - first);
    for (auto span = first; span != last && span->first.value < now; ++span) {
      for (std::size_t i = 0; i < seen.size(); ++i) seen[i] = seen[i] || is_of(kSigns[i], *span);
    }
  }
  std::vector<const BarSign*> signs;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i]) signs.push_back(&kSigns[i]);
  }
  return signs;
}

void draw_bar_sign(const Canvas& c, const BarSign& sign, const Box& box) {
  LaneSpan span;
  span.status = sign.status;
  span.blocked = sign.status == TaskStatus::kWaiting;
  span.on = sign.on;
  span.orphaned = sign.orphaned;
  draw_span(c, span, box);
}

float bar_signs_width(const Canvas& c, const std::vector<const BarSign*>& signs) {
  float width = 0;
  for (const BarSign* sign : signs) {
    width += kBar + kToWords + c.width(sign->words, {.size = 15.5f}) + kGap;
  }
  return width;
}

void draw_bar_signs(const Canvas& c, const std::vector<const BarSign*>& signs, float left,
                    float right, float baseline) {
  const TextLook look{.size = 15.5f, .colour = c.theme().text2};
  float width = 0;
  std::size_t count = 0;
  for (; count < signs.size(); ++count) {
    const float needs = kBar + kToWords + c.width(signs[count]->words, look) + kGap;
    if (width + needs > right - left) break;
    width += needs;
  }
  float x = right - width + kGap;
  for (std::size_t i = 0; i < count; ++i) {
    draw_bar_sign(c, *signs[i], {x, baseline - 5.5f - kBarHeight / 2, kBar, kBarHeight});
    x = c.text(x + kBar + kToWords, baseline, signs[i]->words, look) + kGap;
  }
}

}  // namespace grove
