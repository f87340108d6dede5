#include "viewer/core/files/settings.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "tests/viewer/files.h"
#include "viewer/core/session.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

Settings unusual() {
  return {.width = 1234,
          .height = 777,
          .theme = ThemeChoice::kLight,
          .reduced_motion = true,
          .regions = {.text_size = 1.1f, .tree_share = 0.43f, .upper_share = 0.6f},
          .tab = BottomTab::kOutput,
          .step = StepKind::kInstant,
          .clock = PlayClock::kTimePace,
          .steps_per_second = 8,
          .time_per_second = 0.5};
}

TEST_CASE("what is written is read again, to the last bit") {
  const SettingsResult result = read_settings(write_settings(unusual()));
  CHECK(result.faults.empty());
  CHECK(result.settings == unusual());
  CHECK(read_settings(write_settings({})).settings == Settings{});
}

TEST_CASE("a session takes settings over and gives the same ones back") {
  Session session;
  session.apply(command::Restore{unusual()});
  CHECK(settings_of(session.view(), session.playback(), session.recent(), 1234, 777) == unusual());
}

TEST_CASE("a new start never begins in presentation") {
  Session session;
  session.apply(command::TogglePresentation{});
  CHECK_FALSE(settings_of(session.view(), session.playback(), session.recent(), 1600, 1000)
                  .regions.presenting);
}

TEST_CASE("a pace that is on no rung is that of the nearest") {
  Playback playback;
  const double usual = playback.steps_per_second();
  playback.set_steps_per_second(usual * 1.05);
  CHECK(playback.steps_per_second() == usual);
  playback.set_steps_per_second(1e9);
  const double fastest = playback.steps_per_second();
  playback.faster();
  CHECK(playback.steps_per_second() == fastest);
  playback.set_time_per_second(0.19);
  CHECK(playback.time_per_second() == 0.2);
}

TEST_CASE("what is broken is named and ignored, what is right beside it is taken") {
  const SettingsResult result = read_settings(
      R"({"window": [10, "high"], "theme": "pink", "text size": 40, "tab": "events", "reduced motion": 1,
          "splitters": [], "pace": {"clock": 3, "events a second": 2}, "later": {"any": 1}})");
  REQUIRE(result.faults.size() == 6);
  CHECK(result.faults[0] == "\"window\": two numbers from 320 to 16384 are wanted");
  CHECK(result.faults[1] == "\"theme\": one of dark, light, contrast is wanted");
  CHECK(result.faults[2] == "\"reduced motion\": true or false is wanted");
  CHECK(result.faults[3] == "\"text size\": a number from 0.5 to 3 is wanted");
  CHECK(result.faults[4] == "\"splitters\": an object is wanted");
  CHECK(result.faults[5] == "\"clock\": one of events, time is wanted");
  CHECK(result.settings.tab == BottomTab::kEvents);
  CHECK(result.settings.steps_per_second == 2);
  CHECK(result.settings.width == 1600);
  CHECK(result.settings.theme == ThemeChoice::kDark);
}

TEST_CASE("whatever the file holds, reading it ends with settings") {
  for (const char* text : {"", "{", "[]", "nonsense", "\xff\xfe", "{\"window\": null}",
                           "{\"text size\": 1e999}", "{\"pace\": {\"events a second\": -1}}"}) {
    CAPTURE(text);
    const SettingsResult result = read_settings(text);
    CHECK(result.faults.size() == 1);
    CHECK(result.settings == Settings{});
  }
}

// Sets a variable of the environment while it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    ::setenv(name, value.c_str(), 1);
  }
  ~Variable() {
    if (before_) {
      ::setenv(name_, before_->c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

TEST_CASE("what is remembered lies in the folder that the XDG rules name") {
  const std::filesystem::path home =
      std::filesystem::temp_directory_path() / ("grove-home-" + std::to_string(::getpid()));
  {
    const Variable home_variable("HOME", home.string());
    const Variable config("XDG_CONFIG_HOME", (home / "conf").string());
    CHECK_FALSE(load_remembered("a.json").has_value());
    CHECK(save_remembered("a.json", "first"));
    CHECK(save_remembered("a.json", "second"));
    CHECK(load_remembered("a.json") == "second");
    CHECK(std::filesystem::exists(home / "conf" / "grove" / "a.json"));
    CHECK_FALSE(std::filesystem::exists(home / "conf" / "grove" / "a.json.new"));
    const Variable relative("XDG_CONFIG_HOME", "conf");
    CHECK(place_of_remembered("a.json") == (home / ".config" / "grove" / "a.json").string());
    const Variable homeless("HOME", "");
    CHECK(place_of_remembered("a.json").empty());
    CHECK_FALSE(save_remembered("a.json", "x"));
  }
  std::filesystem::remove_all(home);
}

}  // namespace
}  // namespace grove
