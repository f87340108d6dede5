// Lessons in the whole window, driven by a robot: every lesson of scenarios/ with a presenter's
// keys, and what is hidden meanwhile.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "engine/model/cursor.h"
#include "engine/record/names.h"
#include "engine/scenario/scenario.h"
#include "tests/viewer/robot.h"

namespace grove {
namespace {

using Phase = LessonWalk::Phase;

constexpr const char* kRoulette = "scenarios/roulette_nursery.json";
constexpr int kMostKeys = 200;

struct Taught {
  explicit Taught(const std::string& path = kRoulette, int width = 1600, int height = 1000)
      : robot(width, height) {
    robot.open(path);
    robot.click("Start the lesson");
    REQUIRE(room().walking());
  }
  Session& session() { return robot.session(); }
  const Classroom& room() { return robot.session().classroom(); }
  const LessonWalk& walk() { return *room().walk(); }
  void on() { robot.press(ImGuiKey_PageDown); }
  // To a stop, with PageDown only.
  void to(const std::string& id) {
    for (int i = 0; i < kMostKeys && (walk().step().id != id || room().travelling()); ++i) on();
    REQUIRE(walk().step().id == id);
  }

  Robot robot;
};

std::vector<std::string> lessons() {
  std::vector<std::string> paths;
  for (const auto& file : std::filesystem::directory_iterator("scenarios")) {
    if (file.path().extension() != ".json") continue;
    const ScenarioResult read = load_scenario(file.path().string());
    if (read.scenario && read.scenario->lesson) paths.push_back(file.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The whole run, as the command line would make it.
Record whole_record(const std::string& path) {
  Session session;
  session.open(path);
  session.apply(command::ToEnd{});
  while (session.wants_to_compute()) session.compute(20'000);
  while (!session.recording().complete()) {
    session.apply(command::ToEnd{});
    while (session.wants_to_compute()) session.compute(20'000);
  }
  return session.record();
}

TEST_CASE(
    "every lesson is walked from start to end with PageDown, and shows nothing of what comes") {
  const std::vector<std::string> paths = lessons();
  REQUIRE(paths.size() >= 30);
  for (const std::string& path : paths) {
    INFO(path);
    Taught taught(path);
    const Record whole = whole_record(path);
    const Lesson lesson = taught.walk().lesson();
    const bool two = taught.session().beside() != nullptr;
    std::vector<std::string> seen;
    for (int i = 0; i < kMostKeys && taught.walk().phase() != Phase::kOver; ++i) {
      if (!taught.room().travelling()) {
        const LessonStep& step = taught.walk().step();
        INFO(step.id);
        if (seen.empty() || seen.back() != step.id) seen.push_back(step.id);
        const bool right = step.on.pane == Pane::kRight;
        const Session& pane = right ? *taught.session().beside() : taught.session();
        // What is recorded ends at the stop: before its event, or with it.
        const std::size_t shown = pane.record().size();
        CHECK(pane.model().position() == shown);
        const bool asks = taught.walk().phase() == Phase::kVoting;
        if (step.on.kind && !right && asks && step.before) {
          REQUIRE(shown < whole.size());
          CHECK(whole.at(shown).kind() == *step.on.kind);
        } else if (step.on.kind && !right && !asks && !step.before) {
          bool has = false;
          for (std::size_t at = 0; at < shown; ++at) {
            has = has || pane.record().at(at).kind() == *step.on.kind;
          }
          CHECK(has);
        }
        if (!two) CHECK(shown <= whole.size());
      }
      taught.on();
    }
    CHECK(taught.walk().phase() == Phase::kOver);
    std::vector<std::string> ids;
    for (const LessonStep& step : lesson.steps) ids.push_back(step.id);
    CHECK(seen == ids);
    taught.robot.frames(2);
    CHECK(taught.session().classroom().progress().begin()->second.done);
  }
}

TEST_CASE("the beginning that a lesson shows is the run's own, event by event") {
  Taught taught;
  const Record whole = whole_record(kRoulette);
  taught.to("closed");
  const Record& shown = taught.session().record();
  REQUIRE(shown.size() < whole.size());
  for (std::size_t i = 0; i < shown.size(); ++i) {
    REQUIRE(same_event(shown, shown.at(i), whole, whole.at(i)));
  }
}

TEST_CASE(
    "nothing leads beyond a question: keys, the scrub bar and the end are refused with a word") {
  Taught taught;
  taught.to("reaches");
  const std::size_t stop = taught.session().model().position();
  const auto stays = [&] {
    CHECK(taught.session().model().position() == stop);
    CHECK(taught.session().notice() == "Hidden until you answer; V shows it.");
    taught.session().apply(command::Notify{"-"});
  };
  taught.robot.press(ImGuiKey_End);
  stays();
  taught.robot.press(ImGuiKey_RightArrow, ImGuiMod_Shift);
  stays();
  taught.session().apply(command::Seek{10'000});
  taught.robot.frames(1);
  stays();
  taught.session().apply(command::SeekTime{sim_time_from_seconds(5)});
  taught.robot.frames(1);
  stays();
  const ProbedItem bar = *taught.robot.probe().find("scrub bar");
  taught.robot.click_at(bar.max.x - 30, bar.y());
  stays();
}

TEST_CASE("two rounds of votes are locked and stay hidden until the answer") {
  Taught taught;
  taught.robot.press(ImGuiKey_F5);
  taught.to("reaches");
  taught.robot.press(ImGuiKey_Enter);
  CHECK(taught.session().notice() == "Vote first, with 1 to 4; V shows the answer.");
  taught.robot.press(ImGuiKey_1);
  taught.robot.press(ImGuiKey_1);
  taught.robot.press(ImGuiKey_2);
  CHECK(taught.walk().votes_in() == 3);
  taught.robot.press(ImGuiKey_Enter);
  CHECK(taught.walk().phase() == Phase::kLocked);
  taught.robot.press(ImGuiKey_Enter);
  CHECK(taught.walk().answer().round == 1);
  taught.robot.click("choice 2");
  taught.robot.press(ImGuiKey_Enter);
  taught.robot.press(ImGuiKey_V);
  CHECK(taught.walk().phase() == Phase::kRevealed);
  CHECK(taught.walk().answer().votes[0] == LessonVotes{2, 1, 0, 0});
  CHECK(taught.walk().answer().votes[1] == LessonVotes{0, 1, 0, 0});
}

TEST_CASE("arrows alone carry a lesson: an event at a time, and on from its stop") {
  Taught taught;
  for (int i = 0; i < 600 && taught.walk().phase() != Phase::kOver; ++i) {
    taught.robot.press(ImGuiKey_RightArrow);
  }
  CHECK(taught.walk().phase() == Phase::kOver);
}

TEST_CASE("free play is one key away, shows the whole run, and comes back to the same stop") {
  Taught taught;
  taught.to("reaches");
  const std::size_t place = taught.session().model().position();
  taught.robot.press(ImGuiKey_G);
  CHECK_FALSE(taught.room().walking());
  CHECK(taught.session().model().position() == place);
  CHECK(taught.session().record().size() > place);
  CHECK(taught.robot.sees("Back to the lesson"));
  taught.robot.press(ImGuiKey_End);
  taught.robot.press(ImGuiKey_G);
  REQUIRE(taught.room().walking());
  CHECK(taught.walk().step().id == "reaches");
  CHECK(taught.session().model().position() == place);
  CHECK(taught.session().record().size() == place);
}

TEST_CASE("a turned knob and an edited program leave the lesson, which says that it waits") {
  Taught taught;
  taught.to("closed");
  taught.session().apply(command::SetKnob{"BANGS", "['r11']"});
  taught.robot.frames(2);
  CHECK_FALSE(taught.room().walking());
  CHECK(taught.room().changed());
  CHECK(taught.robot.sees("Back to the lesson"));
  taught.robot.click("Back to the lesson");
  CHECK(taught.room().walking());
  CHECK(taught.walk().step().id == "closed");
}

TEST_CASE(
    "acts are refused in a lesson, because what it shows is no run that could go on otherwise") {
  Taught taught;
  taught.to("closed");
  taught.robot.press(ImGuiKey_X);
  CHECK(taught.room().walking());
  CHECK(taught.session().offer() == nullptr);
  CHECK(taught.session().branches().all().size() == 1);
}

TEST_CASE("what is asked for in the picture is marked with keys or by clicking the tasks") {
  Taught taught("scenarios/roulette_gather.json");
  for (int i = 0; i < kMostKeys && !(taught.walk().step().draw && !taught.room().travelling());
       ++i) {
    taught.on();
  }
  REQUIRE(taught.walk().step().draw);
  taught.robot.press(ImGuiKey_1);
  CHECK(taught.walk().answer().drawn.marked == std::vector<std::string>{"r0"});
  taught.robot.click("r1", "tree");
  CHECK(taught.walk().answer().drawn.marked == std::vector<std::string>{"r0", "r1"});
  taught.robot.click("mark r0");
  CHECK(taught.walk().answer().drawn.marked == std::vector<std::string>{"r1"});
  taught.robot.press(ImGuiKey_V);
  for (int i = 0; i < kMostKeys && taught.room().travelling(); ++i) taught.robot.frames(30);
  CHECK(taught.walk().phase() == Phase::kRevealed);
}

TEST_CASE("the end of a lesson names the next one, which N opens with its lesson begun") {
  Taught taught;
  for (int i = 0; i < kMostKeys && taught.walk().phase() != Phase::kOver; ++i) taught.on();
  taught.on();
  CHECK(taught.robot.sees("Next lesson"));
  taught.robot.press(ImGuiKey_N);
  taught.robot.frames(2);
  CHECK(taught.session().path() == "scenarios/roulette_side_by_side.json");
  CHECK(taught.room().walking());
  CHECK(taught.session().beside() != nullptr);
  CHECK(taught.room().progress().at("roulette_nursery").done);
}

TEST_CASE("a lesson of two runs shows both, each as far as the lesson has come") {
  Taught taught("scenarios/roulette_side_by_side.json");
  taught.to("eight");
  REQUIRE(taught.session().beside() != nullptr);
  CHECK(taught.session().now() == sim_time_from_seconds(0.35));
  CHECK(taught.session().model().alive_count() == 9);
  CHECK(taught.session().beside()->model().alive_count() == 1);
  CHECK(taught.session().beside()->record().at(taught.session().beside()->record().size() - 1).t <=
        sim_time_from_seconds(0.35));
}

TEST_CASE("a question and its answer fit small and large windows, at both scales") {
  for (const auto& [width, height] : {std::pair{1280, 720}, {1600, 1000}, {3840, 2160}}) {
    for (const bool presents : {false, true}) {
      Taught taught(kRoulette, width, height);
      if (presents) taught.robot.press(ImGuiKey_F5);
      taught.to("reaches");
      for (int answered = 0; answered < 2; ++answered) {
        const float foot = taught.robot.probe().find("Go on")->min.y;
        for (const char* label : {"choice 1", "choice 2", "choice 3", "choice 4"}) {
          INFO(label << " at " << width << " presents " << presents << " answered " << answered);
          REQUIRE(taught.robot.sees(label));
          CHECK(taught.robot.probe().find(label)->max.y + 40 <= foot);
        }
        taught.robot.press(ImGuiKey_V);
        for (int i = 0; i < 400 && taught.room().travelling(); ++i) taught.robot.frames(1);
        taught.robot.frames(2);
      }
    }
  }
}

TEST_CASE("Esc and F5 in turn keep the place, and B and the full stop are the curtain") {
  Taught taught;
  taught.robot.press(ImGuiKey_F5);
  taught.to("reaches");
  taught.robot.press(ImGuiKey_Escape);
  CHECK_FALSE(taught.session().view().regions.presenting);
  taught.robot.press(ImGuiKey_F5);
  CHECK(taught.room().walking());
  CHECK(taught.walk().step().id == "reaches");
  taught.robot.press(ImGuiKey_B);
  CHECK(taught.session().view().overlay == Overlay::kCurtain);
  taught.robot.press(ImGuiKey_B);
  CHECK(taught.session().view().overlay == Overlay::kNone);
  taught.robot.type(".");
  CHECK(taught.session().view().overlay == Overlay::kCurtain);
}

TEST_CASE("a wrong choice with a rule shows its world beside the true one, marked as untrue") {
  Taught taught;
  taught.to("reaches");
  taught.robot.press(ImGuiKey_V);
  for (int i = 0; i < 400 && taught.room().travelling(); ++i) taught.robot.frames(1);
  taught.robot.frames(2);
  taught.robot.click("See that world, untrue");
  taught.robot.frames(3);
  REQUIRE(taught.session().comparing());
  CHECK(taught.session().right_is_untrue());
  CHECK(taught.session().pane_name(Pane::kLeft) == "true");
  CHECK(taught.session().comparison().first() != nullptr);
  taught.robot.press(ImGuiKey_G);
  CHECK(taught.room().walking());
  CHECK_FALSE(taught.session().comparing());
}

TEST_CASE("while a question is open no cards say that the order is") {
  Taught taught("scenarios/start_order.json");
  taught.to("orders");
  REQUIRE(taught.walk().phase() == Phase::kVoting);
  CHECK_FALSE(taught.session().hand().wanted());
  taught.robot.press(ImGuiKey_V);
  while (taught.room().travelling()) taught.on();
  CHECK(taught.session().hand().wanted());
}

}  // namespace
}  // namespace grove
