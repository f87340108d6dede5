// The timeline's rows: lanes of tasks, rows of their scopes below them; and what must always be in
// sight above them.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "engine/picture/scope_lane.h"
#include "engine/picture/words.h"
#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/panels/drawing/text_probe.h"

namespace grove {
namespace {

using Role = ScopeStep::Role;

constexpr const char* kScopes = R"py(import trio

async def patient():
    with trio.move_on_after(2):
        with trio.fail_after(3, shield=True):
            await trio.sleep(1)
    with trio.move_on_after(0.5):
        await trio.sleep(1)

async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(patient)
        nursery.start_soon(trio.sleep, 2)

trio.run(main)
)py";

struct Opened {
  explicit Opened(const std::string& program, int width = 1600, int height = 1000)
      : file("rows.py", program), robot(width, height) {
    robot.open(file.path());
  }
  Session& session() { return robot.session(); }
  const Lanes& lanes() { return session().recording().lanes(); }
  void go_to(double seconds) {
    session().apply(command::SeekTime{sim_time_from_seconds(seconds)});
    robot.frames(2);
  }
  // What the row of a scope says at the present.
  ScopeLane says(const TimelineRow& row) { return scope_lane(lanes(), session().model(), row); }
  std::string title(const ScopeLane& lane) { return scope_title(lanes().end(), lane.step.scope); }

  TemporaryFile file;
  Robot robot;
};

TEST_CASE("below each task are the rows of its scopes, outside first, and they never move") {
  Opened opened(kScopes);
  const std::vector<TimelineRow> rows = opened.lanes().rows();
  const TaskId main{0}, patient{1}, sleep{2};
  CHECK(rows == std::vector<TimelineRow>{{main}, {patient}, {patient, 0}, {patient, 1}, {sleep}});
  CHECK(opened.lanes().row_of(ScopeId{1}) == TimelineRow{patient, 0});
  for (const double at : {0.0, 0.5, 1.2, 2.0}) {
    opened.go_to(at);
    CHECK(opened.lanes().rows() == rows);
  }
}

TEST_CASE("a row speaks of its open scope; of the last, or the first to come, where none is open") {
  Opened opened(kScopes);
  const TimelineRow outer{TaskId{1}, 0}, inner{TaskId{1}, 1};
  opened.session().apply(command::Seek{1});
  CHECK_FALSE(opened.says(outer).exists);
  CHECK(opened.title(opened.says(outer)) == "move_on_after(2)");
  opened.go_to(0.5);
  CHECK(opened.title(opened.says(outer)) == "move_on_after(2)");
  CHECK(opened.says(outer).step.role == Role::kKeptOut);
  CHECK(opened.says(inner).step.role == Role::kFirst);
  CHECK(opened.says(inner).step.shield);
  opened.go_to(1.2);
  CHECK(opened.title(opened.says(outer)) == "move_on_after(0.5)");
  CHECK(opened.says(outer).step.role == Role::kFirst);
  CHECK(opened.title(opened.says(inner)) == "fail_after(3, shield=True)");
  CHECK(opened.says(inner).step.role == Role::kOver);
}

TEST_CASE("scopes beyond the rows share the last, which speaks of the one that acts first") {
  std::string program = "import trio\n\nasync def main():\n", in = "    ";
  for (int i = 0; i < 9; ++i) {
    program += fmt::format("{}with trio.move_on_after({}):\n", in, i == 6 ? 1 : 2 + i);
    in += "    ";
  }
  Opened opened(program + in + "await trio.sleep(9)\n\ntrio.run(main)\n");
  const std::vector<TimelineRow>& rows = opened.lanes().rows();
  REQUIRE(rows.size() == 1 + kMostScopeRows);
  opened.go_to(0.5);
  const ScopeLane last = opened.says(rows.back());
  CHECK(opened.title(last) == "move_on_after(1)");
  CHECK(last.step.role == Role::kFirst);
  CHECK(last.more == 5);
}

TEST_CASE("a scope's row is clicked to select it, and scrolled to where it is selected elsewhere") {
  Opened opened(kScopes);
  opened.go_to(0.5);
  opened.robot.click("lane fail_after(3, shield=True)");
  CHECK(opened.session().selection().scope() == opened.says({TaskId{1}, 1}).step.scope);
  // Many tasks before it.
  std::string program =
      "import trio\n\nasync def last():\n    with trio.move_on_after(5):\n"
      "        await trio.sleep(9)\n\nasync def main():\n"
      "    async with trio.open_nursery() as n:\n"
      "        for i in range(40):\n            n.start_soon(trio.sleep, 9)\n"
      "        n.start_soon(last)\n\ntrio.run(main)\n";
  Opened many(program);
  many.go_to(1);
  many.session().apply(command::Select{Selection::of(TaskId{1})});
  many.robot.frames(2);
  REQUIRE_FALSE(many.robot.sees("lane move_on_after(5)"));
  const ScopeId scope = many.says(many.lanes().rows().back()).step.scope;
  many.session().apply(command::Select{Selection::of(scope)});
  many.robot.frames(2);
  CHECK(many.robot.sees("lane move_on_after(5)"));
}

// --- above the lanes ----------------------------------------------------------------------------

// What is written on the timeline, if it is; `begins`: only how it begins is known.
const DrawnText* written(const TextProbe& probe, const std::string& begins) {
  for (const DrawnText& drawn : probe.drawn()) {
    if (drawn.window.find("/bottom_") != std::string::npos && drawn.text.rfind(begins, 0) == 0) {
      return &drawn;
    }
  }
  return nullptr;
}

// The axis as it is drawn, in pixels.
TimeAxis axis_of(Robot& robot, float scale) {
  const ProbedItem field = *robot.probe().find("times");
  return TimeAxis(robot.session(), shown_times(robot.session()), open_instant(robot.session()),
                  field.min.x + 8 * scale, field.max.x - 34 * scale, 34 * scale, 0.3f);
}

TEST_CASE("an opened instant's title stands over its band, wherever the band is") {
  int seen = 0, at_the_left = 0;
  for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1600, 1000}}) {
    Opened opened(kScopes, width, height);
    const float scale =
        lay_out_regions(static_cast<float>(width), static_cast<float>(height), {}).scale;
    for (const std::string& file :
         {opened.file.path(), std::string("scenarios/roulette_timeout.json"),
          std::string("scenarios/start_order.json")}) {
      opened.robot.open(file);
      const std::size_t events = opened.session().record().size();
      for (std::size_t position = 1; position <= events; position += 3) {
        opened.session().apply(command::Seek{position});
        TextProbe probe;
        opened.robot.frames(1);
        const TimeAxis axis = axis_of(opened.robot, scale);
        const DrawnText* title = written(probe, "one instant, opened");
        REQUIRE((title != nullptr) == axis.has_band());
        if (title == nullptr) continue;
        // Tabs come first.
        const float tabs = written(probe, "Output")->box.right() + 6 * scale;
        const float left = std::max(axis.band_left(), tabs);
        if (axis.band_right() - left < title->box.w) continue;
        CAPTURE(file, position, width);
        CHECK(title->box.x >= left - 1);
        CHECK(title->box.right() <= axis.band_right() + 1);
        ++seen;
        at_the_left += axis.band_left() < tabs ? 1 : 0;
      }
    }
  }
  CHECK(seen > 50);
  CHECK(at_the_left > 10);
}

TEST_CASE("the present is on the timeline, or it is said on which side and when it is") {
  Robot robot;
  robot.open("scenarios/roulette_nursery.json");
  Session& session = robot.session();
  int outside = 0;
  for (const double at : {0.0, 0.2, 0.27, 0.37}) {
    session.apply(command::SeekTime{sim_time_from_seconds(at)});
    for (const auto& [from, to] :
         {std::pair{0.0, 0.1}, {0.0, 0.45}, {0.1, 0.25}, {0.26, 0.28}, {0.3, 0.4}, {0.2, 0.201}}) {
      session.apply(command::ShowTimes{sim_time_from_seconds(from), sim_time_from_seconds(to)});
      TextProbe probe;
      robot.frames(1);
      CAPTURE(at, from, to);
      const TimeAxis axis = axis_of(robot, 1);
      const bool in_sight = axis.now() >= axis.left() - 1 && axis.now() <= axis.right() + 31;
      const DrawnText* sign = written(probe, "now ");
      CHECK((sign != nullptr) != in_sight);
      if (sign == nullptr) continue;
      ++outside;
      CHECK(sign->text == "now " + short_time(session.now()));
      // On the side on which it is.
      const bool before = axis.now() < axis.left();
      CHECK((sign->box.middle_x() < (axis.left() + axis.right()) / 2) == before);
    }
  }
  CHECK(outside > 5);
}

TEST_CASE("where there are no tasks each call of the loop has a row") {
  Robot robot(1280, 800);
  robot.open("scenarios/history_callbacks.json");
  robot.session().apply(command::ToEnd{});
  TextProbe probe;
  robot.frames(1);
  for (const char* name : {"job", "logged_in", "fetched", "report"}) {
    CAPTURE(name);
    CHECK(written(probe, name) != nullptr);
  }
}

TEST_CASE("a scope's call is written whole beside its row where there is room") {
  for (const int width : {1280, 1920}) {
    Opened opened(kScopes, width, 800);
    opened.go_to(0.1);
    TextProbe probe;
    opened.robot.frames(1);
    CHECK(written(probe, "move_on_after(2)") != nullptr);
  }
}

}  // namespace
}  // namespace grove
