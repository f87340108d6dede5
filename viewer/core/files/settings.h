// Settings: what the window remembers between two starts, as a small JSON file:
//
//   {"window": [1600, 1000], "theme": "dark", "text size": 1.25, "reduced motion": false,
//    "splitters": {"tree": 0.6}, "tab": "events", "step": "event",
//    "recent": ["scenarios/roulette_nursery.json"],
//    "pace": {"clock": "events", "events a second": 4, "simulated seconds a second": 0.1}}
//
// What is missing keeps its default; what is wrong is named in faults, one sentence each, and keeps
// its default too. Names that are not known are passed over: a later Grove may have written them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viewer/core/player/playback.h"
#include "viewer/core/view/view.h"

namespace grove {

struct Settings {
  int width = 1600, height = 1000;  // of the window, in its own units
  ThemeChoice theme = ThemeChoice::kDark;
  bool reduced_motion = false;
  RegionWishes regions;  // but for presentation, which a new start never begins in
  BottomTab tab = BottomTab::kTimeline;
  StepKind step = StepKind::kStepEvent;
  PlayClock clock = PlayClock::kEventPace;
  double steps_per_second = Playback().steps_per_second();
  double time_per_second = Playback().time_per_second();
  std::vector<std::string> recent;  // files, newest first

  friend bool operator==(const Settings&, const Settings&) = default;
};

struct SettingsResult {
  Settings settings;
  std::vector<std::string> faults;
};
SettingsResult read_settings(std::string_view text);
std::string write_settings(const Settings& settings);

// Of a window of that size. The way back is command::Restore.
Settings settings_of(const View& view, const Playback& playback,
                     const std::vector<std::string>& recent, int width, int height);

}  // namespace grove
