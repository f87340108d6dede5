// Every lesson, command, tab and overlay on every scenario: nothing of it may crash or hang, and
// what it leaves behind can be drawn.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "tests/viewer/robot.h"
#include "viewer/core/actions.h"
#include "viewer/core/aloud.h"

namespace grove {
namespace {

std::vector<std::string> scenario_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("scenarios")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_over(const Session& session) {
  const LessonWalk* walk = session.classroom().walk();
  return walk != nullptr && walk->phase() == LessonWalk::Phase::kOver &&
         !session.classroom().travelling();
}

// What stands on the screen at that moment is drawn, and said.
void look(Robot* robot, Aloud* aloud) {
  robot->frames(1);
  CHECK_NOTHROW(aloud->news(robot->session()));
}

TEST_CASE("each lesson comes to its end with one key, at room scale too, as one watches it") {
  for (const std::string& file : scenario_files()) {
    for (const bool room : {false, true}) {
      CAPTURE(file, room);
      Robot robot(1280, 720, false);
      Aloud aloud;
      REQUIRE(robot.open(file) == OpenResult::kOpened);
      if (!robot.session().classroom().has_lesson()) continue;
      if (room) robot.press(ImGuiKey_F5);
      robot.press(ImGuiKey_Enter);
      for (int presses = 0; presses < 80 && !is_over(robot.session()); ++presses) {
        robot.press(ImGuiKey_PageDown);
        for (int i = 0; i < 600 && robot.session().classroom().travelling(); ++i) {
          look(&robot, &aloud);
        }
      }
      CHECK(is_over(robot.session()));
      // The last stop's words, once nothing moves any more.
      for (int i = 0; i < 30; ++i) look(&robot, &aloud);
    }
  }
}

// Everything that has a name, and what only two runs side by side have.
std::vector<Command> all_commands() {
  std::vector<Command> commands;
  for (const auto actions : {all_actions(), hand_actions(), lesson_actions()}) {
    for (const Action& action : actions) commands.push_back(action.command);
  }
  commands.push_back(command::ShowTab{BottomTab::kAlive});
  return commands;
}

TEST_CASE("every action of the window can be taken on every scenario, here and there in its run") {
  constexpr std::size_t kMoments = 7;
  // A person waits for every fourth, another fourth with each scenario; for all with --full.
  const char* full = std::getenv("GROVE_FULL");
  const std::size_t stride = full == nullptr || *full == '\0' ? 4 : 1;
  const std::vector<Command> commands = all_commands();
  std::size_t turn = 0;
  for (const std::string& file : scenario_files()) {
    ++turn;
    Robot robot(1280, 720);
    Aloud aloud;
    REQUIRE(robot.open(file) == OpenResult::kOpened);
    Session& session = robot.session();
    for (const bool in_lesson : {false, true}) {
      if (in_lesson) session.apply(command::StartLesson{});
      for (std::size_t i = turn % stride; i < commands.size(); i += stride) {
        CAPTURE(file, in_lesson, i);
        const std::size_t moment = (i + turn) % kMoments + 1;
        if (!in_lesson) session.apply(command::Seek{session.record().size() * moment / kMoments});
        session.apply(commands[i]);
        look(&robot, &aloud);
        CHECK_FALSE(robot.probe().items().empty());
        session.apply(command::Close{});
      }
    }
  }
}

}  // namespace
}  // namespace grove
