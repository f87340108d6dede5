#include "viewer/core/player/playback.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace grove {
namespace {

// Simulated seconds a second.
constexpr double kTimeLadder[] = {0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10};
constexpr int kTopTimeRung = static_cast<int>(std::size(kTimeLadder)) - 1;
// A frame that took longer counts as this long, so that a pause of the whole program skips nothing.
constexpr double kLongestFrame = 0.1;

}  // namespace

void Playback::play() {
  playing_ = true;
  pace_.restart();
  owed_ns_ = 0;
}

void Playback::set_clock(PlayClock clock) {
  clock_ = clock;
  pace_.restart();
  owed_ns_ = 0;
}

void Playback::faster() {
  if (clock_ == PlayClock::kEventPace) return pace_.faster();
  time_rung_ = std::min(time_rung_ + 1, kTopTimeRung);
}

void Playback::slower() {
  if (clock_ == PlayClock::kEventPace) return pace_.slower();
  time_rung_ = std::max(time_rung_ - 1, 0);
}

void Playback::set_steps_per_second(double wanted) {
  // The ladder is the pace's own: down to its foot, and up while that comes nearer.
  double before = 0;
  while (before != pace_.stops_per_second()) {
    before = pace_.stops_per_second();
    pace_.slower();
  }
  for (;;) {
    const double at = pace_.stops_per_second();
    pace_.faster();
    const double above = pace_.stops_per_second();
    if (above == at) return;
    if (std::abs(above - wanted) < std::abs(at - wanted)) continue;
    return pace_.slower();
  }
}

void Playback::set_time_per_second(double wanted) {
  const auto* nearest = std::min_element(
      std::begin(kTimeLadder), std::end(kTimeLadder),
      [&](double a, double b) { return std::abs(a - wanted) < std::abs(b - wanted); });
  time_rung_ = static_cast<int>(nearest - std::begin(kTimeLadder));
}

double Playback::time_per_second() const { return kTimeLadder[time_rung_]; }

Playback::Due Playback::pass(double seconds) {
  Due due;
  if (!playing_) return due;
  if (clock_ == PlayClock::kEventPace) {
    due.steps = pace_.due(seconds);
    return due;
  }
  owed_ns_ += std::clamp(seconds, 0.0, kLongestFrame) * time_per_second() * 1e9;
  const double whole = std::floor(owed_ns_);
  owed_ns_ -= whole;
  due.time = SimTime{static_cast<int64_t>(whole)};
  return due;
}

const char* name_of(StepKind step) {
  switch (step) {
    case StepKind::kStepEvent:
      return "event";
    case StepKind::kEvent:
      return "every detail";
    case StepKind::kTaskStep:
      return "task step";
    case StepKind::kLine:
      return "line";
    case StepKind::kInstant:
      return "instant";
    case StepKind::kInteresting:
      return "what matters";
  }
  return "";
}

std::string pace_words(const Playback& playback) {
  if (playback.clock() == PlayClock::kEventPace) {
    return fmt::format("{:g} {}/s", playback.steps_per_second(),
                       playback.steps_per_second() == 1 ? "event" : "events");
  }
  return fmt::format("{:g} s a second", playback.time_per_second());
}

}  // namespace grove
