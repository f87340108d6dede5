// The library's page: the course, its pictures, search, keys, and what of it was done.
#include <catch2/catch.hpp>

#include "tests/viewer/robot.h"

namespace grove {
namespace {

struct Browsed {
  Browsed() {
    robot.open("scenarios/roulette_nursery.json");
    robot.press(ImGuiKey_L, ImGuiMod_Ctrl);
    REQUIRE(robot.session().view().overlay == Overlay::kLibrary);
  }
  Session& session() { return robot.session(); }
  Robot robot;
};

TEST_CASE("every scenario of the course has a picture, made of its run") {
  Browsed browsed;
  const Shelf& shelf = browsed.session().shelf();
  REQUIRE(shelf.entries().size() >= 44);
  for (std::size_t i = 0; i < shelf.entries().size(); ++i) {
    INFO(shelf.entries()[i].path);
    REQUIRE(shelf.thumbnail(i) != nullptr);
    // What is done with callbacks alone has no tasks.
    const bool has_tasks = shelf.entries()[i].slug.find("callbacks") == std::string::npos &&
                           shelf.entries()[i].slug.find("futures") == std::string::npos;
    if (has_tasks) CHECK_FALSE(shelf.thumbnail(i)->cards.empty());
  }
}

TEST_CASE("the parts stand in the order of the course, a scenario in each part that names it") {
  Browsed browsed;
  const Shelf& shelf = browsed.session().shelf();
  REQUIRE(shelf.parts().size() >= 7);
  CHECK(shelf.parts()[0] == "The talk");
  CHECK(shelf.parts()[1] == "Tasks have parents");
  for (const LibraryEntry& entry : shelf.entries()) {
    if (entry.slug != "roulette_nursery") continue;
    CHECK(entry.parts == std::vector<std::string>{"The talk", "Recursive roulette"});
    CHECK(entry.minutes == 7);
    CHECK(entry.stops == 10);
  }
}

TEST_CASE("typing finds scenarios by title, goal and tag, and Enter opens the first") {
  Browsed browsed;
  browsed.robot.type("wheel hog");
  browsed.robot.frames(2);
  CHECK(browsed.robot.sees("Nobody takes the wheel away"));
  CHECK_FALSE(browsed.robot.sees("Roulette with nurseries"));
  browsed.robot.press(ImGuiKey_Enter);
  CHECK(browsed.session().path() == "scenarios/hog.json");
  CHECK(browsed.session().view().overlay == Overlay::kNone);
}

TEST_CASE("the arrows walk from the one that is open, and Enter opens what is chosen") {
  Browsed browsed;
  browsed.robot.press(ImGuiKey_LeftArrow);
  browsed.robot.press(ImGuiKey_Enter);
  CHECK(browsed.session().path() != "scenarios/roulette_nursery.json");
  CHECK(browsed.session().view().overlay == Overlay::kNone);
}

TEST_CASE("Esc closes the library, and its keys do nothing to what is behind it") {
  Browsed browsed;
  const std::size_t place = browsed.session().model().position();
  browsed.robot.press(ImGuiKey_RightArrow);
  browsed.robot.press(ImGuiKey_PageDown);
  CHECK(browsed.session().model().position() == place);
  browsed.robot.press(ImGuiKey_Escape);
  CHECK(browsed.session().view().overlay == Overlay::kNone);
}

TEST_CASE("what was done is counted, and one goes on with what was begun") {
  Browsed browsed;
  Progress progress;
  progress["await_is_a_call"].done = true;
  progress["hog"] = {"guess", 2, 6, false, {}};
  browsed.session().restore_progress(progress);
  browsed.robot.press(ImGuiKey_Escape);
  browsed.robot.press(ImGuiKey_L, ImGuiMod_Ctrl);
  browsed.robot.click("part The talk");
  browsed.robot.click("Continue the course");
  browsed.robot.frames(3);
  CHECK(browsed.session().path() == "scenarios/hog.json");
  CHECK(browsed.session().classroom().walking());
}

TEST_CASE("at any size of window and text every card that is in sight can be pressed") {
  for (const auto& [width, height] : {std::pair{800, 600}, {1280, 720}, {3840, 2160}}) {
    Robot robot(width, height);
    robot.open("scenarios/hog.json");
    robot.press(ImGuiKey_L, ImGuiMod_Ctrl);
    robot.press(ImGuiKey_Equal, ImGuiMod_Ctrl);
    CHECK(robot.sees("Nobody takes the wheel away"));
  }
}

}  // namespace
}  // namespace grove
