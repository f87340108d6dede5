// Things between tasks, the hand of cards and the ends of a run, in the whole window, without one.
#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/core/narration.h"
#include "viewer/panels/drawing/caption.h"

namespace grove {
namespace {

const std::string kTools = "scenarios/tools_events_queues_locks.json";

struct Shown {
  explicit Shown(const std::string& path, double at, int width = 1600, int height = 1000)
      : robot(width, height) {
    REQUIRE(robot.open(path) == OpenResult::kOpened);
    robot.session().apply(command::SeekTime{sim_time_from_seconds(at)});
    robot.frames(3);
  }
  const ProbedItem* find(const std::string& label) const {
    for (const ProbedItem& item : robot.probe().items()) {
      if (item.visible && item.label == label) return &item;
    }
    return nullptr;
  }

  Robot robot;
};

TEST_CASE(
    "things stand below the tasks that use them, in any window, and one key takes them away") {
  const std::pair<int, int> sizes[] = {{1600, 1000}, {1280, 720}, {1024, 700}};
  for (const auto& [width, height] : sizes) {
    Shown shown(kTools, 0.4, width, height);
    const ProbedItem* channel = shown.find("thing 1");
    const ProbedItem* cook = shown.find("cook1");
    REQUIRE(channel != nullptr);
    REQUIRE(cook != nullptr);
    CHECK(channel->min.y > cook->max.y);
    for (const char* other : {"thing 2", "thing 3"}) {
      const ProbedItem* thing = shown.find(other);
      REQUIRE(thing != nullptr);
      CHECK((thing->max.x <= channel->min.x || thing->min.x >= channel->max.x));
    }
    shown.robot.press(ImGuiKey_O);
    CHECK(shown.find("thing 1") == nullptr);
    shown.robot.press(ImGuiKey_O);
    CHECK(shown.find("thing 1") != nullptr);
  }
}

TEST_CASE("a run that ended with a lost exception has no sign of done") {
  Shown shown("scenarios/swallowed_background_task.json", 9);
  shown.robot.session().apply(command::ToEnd{});
  shown.robot.frames(3);
  const Caption caption = caption_of(shown.robot.session());
  CHECK(plain_text(caption.sentence) == "The run ended, with 1 exception lost: KeyError.");
  CHECK(caption.lost);
  CHECK(mark_of(Outcome::kOk, true).glyph != mark_of(Outcome::kOk).glyph);
  CHECK(mark_of(Outcome::kOk, true).hue != Hue::kGreen);
}

TEST_CASE("the caption says by which rule a cancellation stops others") {
  const TemporaryFile file("rule.py",
                           "import trio\n\nasync def bad():\n    raise ValueError\n\n"
                           "async def main():\n    async with trio.open_nursery() as n:\n"
                           "        n.start_soon(bad)\n        n.start_soon(trio.sleep, 1)\n\n"
                           "trio.run(main)\n");
  Shown shown(file.path(), 0);
  const Session& session = shown.robot.session();
  for (std::size_t i = 0; i < session.record().size(); ++i) {
    if (session.record().at(i).kind() != EventKind::kScopeCancelled) continue;
    shown.robot.session().apply(command::Seek{i + 1});
    shown.robot.frames(2);
    CHECK(plain_text(caption_of(session).sentence) ==
          "main's nursery at line 7 is cancelled: bad failed, so its siblings are to stop.");
    return;
  }
  FAIL("nothing was cancelled");
}

}  // namespace
}  // namespace grove
