// Opening, saving and watching files.
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>

#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/core/files/file_list.h"
#include "viewer/core/files/file_watch.h"
#include "viewer/core/files/saving.h"

namespace grove {
namespace {

constexpr const char* kScenario =
    "{\"grove\": 1, \"title\": \"Two sleepers\", \"program\": [\"import trio\", \"\", "
    "\"async def main():\", \"    await trio.sleep(1)\", \"\", \"trio.run(main)\"]}\n";

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_CASE("a folder's list has its folders first, then what can be opened, with its title") {
  const TemporaryFile scenario("a.json", kScenario), program("b.py", "print(1)\n");
  const TemporaryFile other("c.txt", ""), hidden(".d.py", ""), broken("e.json", "{");
  const FileList list =
      list_files(disk(), std::filesystem::path(scenario.path()).parent_path().string());
  CHECK(list.fault.empty());
  std::vector<std::string> names;
  for (const FileEntry& entry : list.entries) names.push_back(entry.name + ": " + entry.about);
  CHECK(names == std::vector<std::string>{"..: ", "a.json: Two sleepers", "b.py: a program",
                                          "e.json: cannot be read as a scenario"});
  CHECK(matching(list.entries, "SLEEP").size() == 1);
  const FileList nothing = list_files(disk(), "/nowhere/at/all");
  CHECK_FALSE(nothing.fault.empty());
  CHECK(nothing.entries.front().name == "..");
}

TEST_CASE("the files that were opened last are eight, the newest first, each once") {
  std::vector<std::string> recent;
  for (int i = 0; i < 12; ++i) put_first(&recent, std::to_string(i));
  put_first(&recent, "9");
  CHECK(recent == std::vector<std::string>{"9", "11", "10", "8", "7", "6", "5", "4"});
}

TEST_CASE("a change on disk is told once, when the file is whole and at rest") {
  const TemporaryFile file("watched.py", "1");
  FileWatch watch(disk());
  CHECK_FALSE(watch.changed({file.path()}));
  CHECK_FALSE(watch.changed({file.path()}));
  file.write("12");
  CHECK_FALSE(watch.changed({file.path()}));  // it may still be being written
  CHECK(watch.changed({file.path()}));
  CHECK_FALSE(watch.changed({file.path()}));
  std::filesystem::remove(file.path());
  CHECK_FALSE(watch.changed({file.path()}));
  CHECK_FALSE(watch.changed({file.path()}));
  file.write("123");
  CHECK_FALSE(watch.changed({file.path()}));
  CHECK(watch.changed({file.path()}));
  const TemporaryFile other("other.py", "1");
  CHECK_FALSE(watch.changed({other.path()}));
}

TEST_CASE("what saving would do is said before, and a shipped scenario is never replaced") {
  const TemporaryFile file("there.json", "old");
  const std::string folder = std::filesystem::path(file.path()).parent_path().string();
  CHECK(plan_save(disk(), folder + "/new.json").words == "writes a new file");
  CHECK(plan_save(disk(), file.path()).words == "replaces the file that is there");
  CHECK_FALSE(plan_save(disk(), folder).possible);
  CHECK_FALSE(plan_save(disk(), folder + "/new.txt").possible);
  CHECK_FALSE(plan_save(disk(), "/nowhere/new.json").possible);
  CHECK_FALSE(plan_save(disk(), "scenarios/roulette_nursery.json").possible);
  CHECK_FALSE(plan_save(disk(), "scenarios/../scenarios/roulette_nursery.json").possible);
  const std::string before = read("scenarios/roulette_nursery.json");
  CHECK_FALSE(save_file(disk(), "scenarios/roulette_nursery.json", "x").empty());
  CHECK(read("scenarios/roulette_nursery.json") == before);
  CHECK(save_file(disk(), file.path(), "new").empty());
  CHECK(read(file.path()) == "new");
  CHECK(free_name_beside(disk(), file.path()) == folder + "/there_2.json");
}

TEST_CASE("Ctrl+O opens a file by its name, by the arrows, and Esc leaves what is open") {
  const TemporaryFile first("one.json", kScenario), second("two.py", "print(2)\n");
  Robot robot;
  robot.open(first.path());
  robot.press(ImGuiKey_O, ImGuiMod_Ctrl);
  robot.frames(3);
  CHECK(robot.sees("one.json"));
  robot.press(ImGuiKey_Escape);
  CHECK_FALSE(robot.sees("one.json"));
  CHECK(robot.session().path() == first.path());
  robot.press(ImGuiKey_O, ImGuiMod_Ctrl);
  robot.frames(3);
  robot.type("two.py");
  robot.press(ImGuiKey_Enter);
  robot.frames(2);
  CHECK(std::filesystem::path(robot.session().path()).filename() == "two.py");
  CHECK(robot.session().view().overlay == Overlay::kNone);
  // What was open before is the first that is offered.
  robot.press(ImGuiKey_O, ImGuiMod_Ctrl);
  robot.frames(3);
  robot.press(ImGuiKey_DownArrow);
  robot.press(ImGuiKey_Enter);
  robot.frames(2);
  CHECK(std::filesystem::path(robot.session().path()).filename() == "one.json");
}

TEST_CASE("Ctrl+S writes the sitting, and asks before it replaces a file") {
  const TemporaryFile file("sitting.json", kScenario);
  Robot robot;
  robot.open(file.path());
  robot.session().apply(command::SeekTime{SimTime{500'000'000}});
  robot.press(ImGuiKey_K);
  REQUIRE(robot.session().branches().all().size() == 2);
  robot.press(ImGuiKey_S, ImGuiMod_Ctrl);
  robot.frames(3);
  robot.press(ImGuiKey_Enter);
  robot.frames(2);
  CHECK(read(file.path()) == kScenario);  // asked first
  robot.press(ImGuiKey_Enter);
  robot.frames(2);
  CHECK(robot.session().view().overlay == Overlay::kNone);
  const ScenarioResult saved = load_scenario(file.path());
  REQUIRE(saved.scenario);
  REQUIRE(saved.scenario->branches.size() == 1);
  CHECK(saved.scenario->branches[0].name == "control-C at 0.50");
  CHECK(saved.scenario->branches[0].shown);
}

}  // namespace
}  // namespace grove
