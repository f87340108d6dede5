// What the window does while one built-in alone has much to do: it is asked in the middle of it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "engine/record/json_lines.h"
#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/core/sandbox/what_if.h"

namespace grove {
namespace {

constexpr const char* kHeavy =
    "import trio\n\nasync def main():\n    print('before')\n    await trio.sleep(1)\n"
    "    for i in range(5_000): pass\n    print(sum(range(2_000_000)))\n    print('z' in 'ab' * "
    "9_000_000)\n"
    "    print(len(('ab' * 4_000_000).upper()))\n    await trio.sleep(1)\n    print('after')\n\n"
    "trio.run(main)\n";

class Asked : public Onlooker {
 public:
  explicit Asked(std::function<bool()> stops) : stops_(std::move(stops)) {}
  bool wishes_stop() override {
    ++times;
    return stops_();
  }
  int times = 0;

 private:
  std::function<bool()> stops_;
};

std::string written(const Record& record) {
  std::string text;
  write_json_lines(record, [&](std::string_view piece) { text += piece; });
  return text;
}

TEST_CASE("within one built-in the window is asked, and all that is recorded can be drawn") {
  const TemporaryFile file("heavy.py", kHeavy);
  Robot robot;
  robot.session().open(file.path());
  Session& session = robot.session();
  session.apply(command::ToEnd{});
  std::size_t most = 0;
  std::string said;
  Asked asked([&] {
    const Recording& recording = session.recording();
    // Each event has its place in what is drawn from.
    CHECK(recording.index().rank_of(recording.record().size()) ==
          recording.index().step_events().size());
    most = std::max(most, recording.record().size());
    if (said.empty()) said = session.computing();
    session.tick(0.02);
    return false;
  });
  while (session.wants_to_compute()) session.compute(2'000, &asked);
  CHECK(asked.times > 100);
  CHECK(most > 10);
  CHECK(said == "main computes, last seen at line 6: nobody else runs meanwhile.");
  CHECK(session.recording().complete());
}

TEST_CASE("a built-in that is left where it is takes nothing along: the run is caught up with") {
  const TemporaryFile file("heavy.py", kHeavy);
  Session whole;
  whole.open(file.path());
  whole.apply(command::ToEnd{});
  while (whole.wants_to_compute()) whole.compute(20'000);

  Session session;
  session.open(file.path());
  session.apply(command::ToEnd{});
  const Record* record = &session.recording().record();
  // It is left ever later, in another built-in at last.
  for (const int patience : {1, 5, 100, 125, 150, 170, 190}) {
    const std::size_t before = record->size();
    Asked asked([&] { return asked.times >= patience; });
    while (session.wants_to_compute() && asked.times < patience) session.compute(2'000, &asked);
    CHECK(&session.recording().record() == record);
    CHECK(record->size() >= before);
    CHECK(written(whole.recording().record()).find(written(*record)) == 0);
    session.apply(command::ToEnd{});
  }
  while (session.wants_to_compute()) session.compute(2'000);
  CHECK(session.recording().complete());
  CHECK(written(*record) == written(whole.recording().record()));
  CHECK(session.recording().lanes().order().size() == whole.recording().lanes().order().size());
}

TEST_CASE("what would come of an act is found out although it was left in the middle") {
  const TemporaryFile file("heavy.py", kHeavy);
  Session session;
  session.open(file.path());
  session.apply(command::ToEnd{});
  while (session.wants_to_compute()) session.compute(20'000);
  WhatIf left(session.recording(), session.recording().inputs(), 8);
  Asked asked([&] { return asked.times == 3; });
  for (int i = 0; i < 3; ++i) left.compute(session.recording(), 20'000, &asked);
  CHECK_FALSE(left.finished());
  while (!left.finished()) left.compute(session.recording(), 20'000, &asked);
  CHECK(left.effect() == "stops no task");
}

TEST_CASE("acts are tried in slices where what comes before them takes long") {
  // Within main's step that computes: what is done there lands behind it.
  const TemporaryFile file("long.py",
                           "import trio\n\nasync def main():\n    await trio.sleep(0.1)\n"
                           "    print('begins')\n    for i in range(60_000):\n        pass\n"
                           "    await trio.sleep(1)\n\ntrio.run(main)\n");
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  while (session.wants_to_compute()) session.compute(20'000);
  std::size_t position = 0;
  while (session.record().at(position).kind() != EventKind::kPrinted) ++position;
  session.apply(command::Seek{position + 1});
  session.apply(command::OfferActs{Selection::of(TaskId{0})});
  REQUIRE(session.offer() != nullptr);
  const std::size_t count = session.offer()->acts.size();
  int slices = 0;
  for (; session.wants_to_compute(); ++slices) session.compute(2'000);
  CHECK(slices > 50);
  const auto raise = std::find_if(
      session.offer()->acts.begin(), session.offer()->acts.end(),
      [](const OfferedAct& act) { return act.what.kind == Intervention::Kind::kRaise; });
  REQUIRE(raise != session.offer()->acts.end());
  CHECK(raise->why_not.empty());
  CHECK(session.offer()->acts.size() == count);

  // Done before it is tried, it is done all the same, and one gets behind it.
  session.apply(command::DeclineOffer{});
  session.apply(command::DoToSelection{Intervention::Kind::kInterrupt});
  while (session.wants_to_compute()) session.compute(2'000);
  CHECK(session.branches().shown().name.rfind("control-C", 0) == 0);
  CHECK(session.record().at(session.model().position() - 1).kind() == EventKind::kInputApplied);
}

TEST_CASE("a program that goes through very much before it has a task opens at once") {
  const TemporaryFile file("heavy.py",
                           "import trio\nprint(sum(range(10**9)))\n\nasync def main():\n"
                           "    pass\n\ntrio.run(main)\n");
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  CHECK_FALSE(session.recording().complete());
  Asked asked([&] { return asked.times >= 20; });
  session.compute(2'000, &asked);
  CHECK(asked.times == 20);
}

TEST_CASE("a window that nobody touches wants nothing, so that a built-in can be waited for") {
  const TemporaryFile file("heavy.py", kHeavy);
  Robot robot;
  robot.open(file.path());
  robot.session().apply(command::TogglePlay{});
  // Wherever the mouse lies.
  for (float y = 20; y < 1000; y += 60) {
    for (float x = 20; x < 1600; x += 130) {
      ImGui::GetIO().AddMousePosEvent(x, y);
      robot.frames(4);
      INFO(x << ", " << y);
      CHECK(robot.last_commands().empty());
    }
  }
}

}  // namespace
}  // namespace grove
