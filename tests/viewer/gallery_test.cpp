// The gallery: every scenario at every stop of its lesson, and programs that stretch the picture.
// No two words of a region may meet in it. Pictures of the same, and more: `./tests/run --gallery`.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "engine/picture/words.h"
#include "tests/viewer/files.h"
#include "tests/viewer/programs.h"
#include "tests/viewer/robot.h"
#include "viewer/panels/drawing/region_probe.h"
#include "viewer/panels/drawing/text_probe.h"

namespace grove {
namespace {

struct Sight {
  int width, height;
  double text;
};

// A person waits for these; the others are looked at with --full.
std::vector<Sight> sights() {
  const char* full = std::getenv("GROVE_FULL");
  if (full == nullptr || *full == '\0') return {{1280, 720, 1.0}};
  return {
      {1280, 720, 1.0}, {1280, 720, 1.5}, {1600, 1000, 1.0}, {1920, 1080, 2.0}, {3840, 2160, 1.0}};
}

std::vector<std::string> scenario_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("scenarios")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string where_of(const std::string& what, const Sight& sight) {
  return fmt::format("{} in {}x{}, text {}", what, sight.width, sight.height, sight.text);
}

// The rule by which a text may be cut; null if it may not. What decides is never cut: states,
// times, questions and answers, buttons, the caption, and names so that two look alike.
const char* rule_of_cut(Robot& robot, const DrawnText& drawn) {
  const Session& session = robot.session();
  const Model& model = session.model();
  const auto in = [&](const char* region) {
    return drawn.window.find(std::string("/") + region + "_") != std::string::npos;
  };
  if (in("source")) return "a line of code goes on under the edge";
  for (const std::string& line : session.record().header.program) {
    const bool quoted = in("lesson") && drawn.whole.front() == '#';
    if (quoted && line.find(drawn.whole) != std::string::npos) return "a comment behind the code";
  }
  if (in("head") && drawn.whole == session.recording().title()) return "the window's title has it";
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskId task{static_cast<int32_t>(i)};
    if (drawn.whole == label_of(model, task)) return "a name, which is cut in its middle";
  }
  const Lanes& lanes = session.recording().lanes();
  for (std::size_t i = 0; i < lanes.end().task_count(); ++i) {
    const TaskId task{static_cast<int32_t>(i)};
    if (drawn.whole == label_of(lanes.end(), task)) return "a name, which is cut in its middle";
  }
  if (in("tree") && drawn.whole.rfind("ExceptionGroup[", 0) == 0) return "groups in groups";
  // Off the edge of a tree that is larger than its region.
  if (in("tree") && drawn.clipped && session.view().camera.aim == CameraAim::kFollow) {
    return drawn.whole == drawn.text && drawn.box.h > 0 ? "off the edge of a large tree" : nullptr;
  }
  return nullptr;
}

bool is_in(const Box& box, const DrawnText& drawn) {
  return box.x <= drawn.box.x && box.y <= drawn.box.y && box.right() >= drawn.box.right() &&
         box.bottom() >= drawn.box.bottom();
}

void check_cuts(Robot& robot, const TextProbe& probe, const Box& caption,
                const std::string& where) {
  std::map<std::string, std::string> names;  // by region and what is shown of them
  for (const DrawnText& drawn : probe.drawn()) {
    if (!drawn.cut()) continue;
    const char* rule = is_in(caption, drawn) ? nullptr : rule_of_cut(robot, drawn);
    UNSCOPED_INFO(where << ", " << drawn.window << ": \"" << drawn.text << "\" of \"" << drawn.whole
                        << "\"");
    CHECK(rule != nullptr);
    if (drawn.whole == drawn.text || drawn.window.find("/source_") != std::string::npos) continue;
    const auto [other, fresh] = names.emplace(drawn.window + drawn.text, drawn.whole);
    UNSCOPED_INFO(where << ": both are \"" << drawn.text << "\": " << other->second << ", "
                        << drawn.whole);
    CHECK((fresh || other->second == drawn.whole));
  }
  for (const DrawnText& hidden : probe.hidden()) {
    if (hidden.window.find("/lesson_") == std::string::npos) continue;
    UNSCOPED_INFO(where << ": the lesson's card has no room for \"" << hidden.text << "\"");
    CHECK(false);
  }
}

// Words that a picture lays over each other, by region.
void check_frame(Robot& robot, const std::string& where) {
  TextProbe probe;
  RegionProbe boxes;
  robot.frames(1);
  std::map<std::string, std::vector<const DrawnText*>> regions;
  for (const DrawnText& drawn : probe.drawn()) regions[drawn.window].push_back(&drawn);
  CHECK_FALSE(regions.empty());
  check_cuts(robot, probe, boxes.boxes().at("caption"), where);
  for (const auto& [region, words] : regions) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (!words[i]->box.grown(-1.5f).overlaps(words[j]->box.grown(-1.5f))) continue;
        UNSCOPED_INFO(where << ", " << region << ": \"" << words[j]->text << "\" and \""
                            << words[i]->text << "\"");
        CHECK(false);
      }
    }
  }
}

void make_larger(Robot& robot, double text) {
  const auto size = [&] { return robot.session().view().regions.text_size; };
  for (int i = 0; i < 20 && size() < text - 0.01; ++i) {
    robot.session().apply(command::ScaleText{1});
  }
}

TEST_CASE(
    "at every stop of every lesson no two words of a region meet, and none is cut that decides") {
  for (const Sight& sight : sights()) {
    for (const std::string& file : scenario_files()) {
      Robot robot(sight.width, sight.height);
      REQUIRE(robot.open(file) == OpenResult::kOpened);
      make_larger(robot, sight.text);
      check_frame(robot, where_of(file, sight));
      for (int step = 1; robot.session().start_lesson_at(std::to_string(step)); ++step) {
        while (robot.session().wants_to_compute()) robot.session().compute(20'000);
        robot.frames(2);
        check_frame(robot, where_of(fmt::format("{}, step {}", file, step), sight));
      }
    }
  }
}

// Long names, a row of them.
std::string long_names(int count) {
  return fmt::format(
      "import trio\n\nasync def main():\n    async with trio.open_nursery() as n:\n"
      "        for i in range({}):\n"
      "            n.start_soon(trio.sleep, 1, name='a_name_that_nobody_had_to_read' + str(i))\n\n"
      "trio.run(main)\n",
      count);
}

std::string deep(int levels) {
  return fmt::format(
      "import trio\n\nasync def level(depth):\n    if depth == 0:\n        await trio.sleep(0.5)\n"
      "        raise KeyError('leaf')\n    async with trio.open_nursery() as nursery:\n"
      "        nursery.start_soon(level, depth - 1, name='level-' + str(depth - 1))\n\n"
      "trio.run(level, {})\n",
      levels);
}

constexpr const char* kBusy =
    "import trio\n\nasync def main():\n    await trio.sleep(0.1)\n    while True:\n        pass\n\n"
    "trio.run(main)\n";
constexpr const char* kEndless =
    "import trio\n\nasync def main():\n    while True:\n        await trio.sleep(0.1)\n\n"
    "trio.run(main)\n";
constexpr const char* kDeadlock =
    "import trio\n\nasync def take(first, second):\n    async with first:\n"
    "        await trio.sleep(0.1)\n        async with second:\n            pass\n\n"
    "async def main():\n    left, right = trio.Lock(), trio.Lock()\n"
    "    async with trio.open_nursery() as n:\n"
    "        n.start_soon(take, left, right, name='one')\n"
    "        n.start_soon(take, right, left, name='two')\n\ntrio.run(main)\n";

TEST_CASE("nor in a crowd, a deep tree, among long names and scopes, without end, busy or stuck") {
  const std::pair<const char*, std::string> programs[] = {
      {"wide", many(60, 41)},
      {"crowd", many(500, 300)},
      {"deep", deep(25)},
      {"long names", long_names(7)},
      {"twelve scopes", nested(12, 9, 2, false)},
      {"endless", kEndless},
      {"busy", kBusy},
      {"deadlock", kDeadlock}};
  for (const Sight& sight : sights()) {
    for (const auto& [name, program] : programs) {
      const TemporaryFile file("stretched.py", program);
      Robot robot(sight.width, sight.height);
      robot.session().open(file.path());
      for (int i = 0; i < 200 && robot.session().wants_to_compute(); ++i) {
        robot.session().compute(20'000);
      }
      robot.frames(2);
      make_larger(robot, sight.text);
      for (const double time : {0.0, 0.3, 0.51, 3.2, 20.0}) {
        robot.session().apply(command::SeekTime{sim_time_from_seconds(time)});
        for (int i = 0; i < 200 && robot.session().wants_to_compute(); ++i) {
          robot.session().compute(20'000);
        }
        robot.frames(2);
        check_frame(robot, where_of(fmt::format("{} at {}", name, time), sight));
      }
    }
  }
}

}  // namespace
}  // namespace grove
