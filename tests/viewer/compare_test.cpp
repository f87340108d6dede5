// Two runs side by side: where they differ, how they stand, and that both keep to one clock.
#include <catch2/catch.hpp>

#include "tests/viewer/robot.h"

namespace grove {
namespace {

constexpr const char* kGather = "scenarios/roulette_gather.json";
constexpr const char* kNursery = "scenarios/roulette_nursery.json";

struct Compared {
  explicit Compared(const std::string& path = kGather) { robot.open(path); }
  Session& session() { return robot.session(); }
  const Session& right() {
    REQUIRE(robot.session().beside() != nullptr);
    return *robot.session().beside();
  }
  void with(const std::string& path) {
    session().apply(command::CompareWithFile{path});
    robot.frames(3);
    REQUIRE(session().comparing());
  }
  void at(double seconds) {
    session().apply(command::SeekTime{sim_time_from_seconds(seconds)});
    robot.frames(3);
  }
  Robot robot;
};

TEST_CASE("gather and nurseries first differ at the bang, and stand otherwise from then on") {
  Compared compared;
  compared.with(kNursery);
  const Difference* first = compared.session().comparison().first();
  REQUIRE(first != nullptr);
  CHECK(to_seconds(first->t) == Approx(0.27));
  compared.at(0.2);
  CHECK(differing_tasks(compared.session().model(), compared.right().model()).empty());
  compared.at(0.35);
  const Standing left = standing_of(compared.session().model());
  const Standing right = standing_of(compared.right().model());
  CHECK(left.alive == 9);
  CHECK(left.orphans == 8);
  CHECK(right.alive == 1);
  CHECK(right.orphans == 0);
  CHECK_FALSE(differing_tasks(compared.session().model(), compared.right().model()).empty());
  compared.at(1);
  CHECK(standing_of(compared.session().model()).late == 6);
  CHECK(standing_of(compared.right().model()).late == 0);
}

TEST_CASE("both keep to one clock, whichever way one goes") {
  Compared compared;
  compared.with(kNursery);
  for (const double seconds : {0.1, 0.35, 0.2, 0.6, 0.05}) {
    compared.at(seconds);
    CHECK(to_seconds(compared.right().now()) == Approx(to_seconds(compared.session().now())));
  }
  compared.at(0.26);
  for (int i = 0; i < 40; ++i) {
    compared.robot.press(ImGuiKey_RightArrow);
    CHECK(compared.right().model().now() <= compared.session().now());
  }
}

TEST_CASE("each pane steps with the other, or alone") {
  Compared compared;
  compared.with(kNursery);
  compared.at(0.2);
  const std::size_t left = compared.session().model().position();
  compared.robot.press(ImGuiKey_I);  // the left one
  CHECK(compared.session().panes() == Session::Panes::kLeft);
  const std::size_t right = compared.right().model().position();
  compared.robot.press(ImGuiKey_RightArrow);
  CHECK(compared.session().model().position() > left);
  CHECK(compared.right().model().position() == right);
  compared.robot.click("Right pane");  // the right one
  const std::size_t here = compared.session().model().position();
  compared.robot.press(ImGuiKey_RightArrow);
  CHECK(compared.session().model().position() == here);
  CHECK(compared.right().model().position() > right);
  compared.robot.press(ImGuiKey_I);
  CHECK(compared.right().now() == compared.session().now());
}

TEST_CASE("C puts the scenario's own other run beside it, and takes it away") {
  Compared compared("scenarios/roulette_side_by_side.json");
  compared.robot.press(ImGuiKey_C);
  REQUIRE(compared.session().comparing());
  CHECK(compared.session().pane_name(Pane::kRight) == "Roulette with nurseries");
  CHECK(compared.robot.sees("Next difference"));
  CHECK(compared.robot.sees("Alive"));
  compared.robot.press(ImGuiKey_C);
  CHECK_FALSE(compared.session().comparing());
  CHECK_FALSE(compared.robot.sees("Next difference"));
  CHECK(compared.session().view().tab == BottomTab::kTimeline);
}

TEST_CASE("a branch stands beside the one it departs from, and an edit beside the program before") {
  Compared compared(kNursery);
  compared.session().apply(command::SetKnob{"BANGS", "['r11']"});
  compared.robot.frames(2);
  compared.robot.press(ImGuiKey_C);
  REQUIRE(compared.session().comparing());
  CHECK(compared.session().pane_name(Pane::kRight) == "as in the file");
  REQUIRE(compared.session().comparison().first() != nullptr);
  compared.robot.press(ImGuiKey_U);
  CHECK(compared.session().now() == compared.session().comparison().first()->t);
}

TEST_CASE("a run without anything to stand beside it stands beside the next seed") {
  Compared compared(kNursery);
  compared.robot.press(ImGuiKey_C);
  REQUIRE(compared.session().comparing());
  CHECK(compared.session().pane_name(Pane::kLeft) == "seed 1");
  CHECK(compared.session().pane_name(Pane::kRight) == "seed 2");
  // What is pinned does not follow from the seed.
  CHECK(compared.session().comparison().first() == nullptr);
  compared.robot.press(ImGuiKey_U);
  CHECK(compared.session().notice() == "The two do not differ.");
}

TEST_CASE("what cannot be read is not put beside anything, and says why") {
  Compared compared;
  compared.session().apply(command::CompareWithFile{"scenarios/no_such_thing.json"});
  CHECK_FALSE(compared.session().comparing());
  CHECK_FALSE(compared.session().problems().empty());
}

TEST_CASE("opening another file ends the comparison") {
  Compared compared;
  compared.with(kNursery);
  compared.robot.open("scenarios/hog.json");
  CHECK_FALSE(compared.session().comparing());
  CHECK(compared.session().beside() == nullptr);
}

}  // namespace
}  // namespace grove
