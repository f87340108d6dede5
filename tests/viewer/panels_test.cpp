// The panels round the tree, driven by a robot without a display: head, rail, source, inspector,
// timeline, faults.
#include <catch2/catch.hpp>

#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/core/sandbox/knobs.h"
#include "viewer/core/time_axis.h"
#include "viewer/core/why.h"

namespace grove {
namespace {

// A robot in front of the roulette; `kBang` is after r10 has received Cancelled.
constexpr std::size_t kBang = 138;

struct Roulette {
  explicit Roulette(const std::string& name = "nursery", int width = 1600, int height = 1000)
      : robot(width, height) {
    REQUIRE(robot.open("scenarios/roulette_" + name + ".json") == OpenResult::kOpened);
  }
  Session& session() { return robot.session(); }
  const Model& model() { return robot.session().model(); }
  void seek(std::size_t position) {
    session().apply(command::Seek{position});
    robot.frames(2);
  }
  void select(const std::string& name) {
    session().apply(command::Select{*find_named(model(), name)});
    robot.frames(2);
  }
  const Inputs& inputs() { return session().recording().inputs(); }
  std::string knob(const std::string& name) {
    for (const Knob& knob : session().recording().scenario()->knobs) {
      if (knob.name == name) return knob_value(session().recording(), knob);
    }
    return "";
  }

  Robot robot;
};

TEST_CASE("the head's fields turn the knobs, and the run begins again with them") {
  Roulette r;
  CHECK(r.knob("DEPTH") == "3");
  r.robot.click("DEPTH down");
  CHECK(r.knob("DEPTH") == "2");
  r.robot.click("DEPTH up");
  CHECK(r.knob("DEPTH") == "3");
  r.robot.click("BANGS");
  r.robot.click("r01, r11");
  CHECK(knob_words(r.knob("BANGS")) == "r01, r11");
  CHECK(r.session().problems().empty());
}

TEST_CASE("knobs that find no room in the head stand in a menu, with all that they can be") {
  Roulette r;
  REQUIRE(r.robot.sees("more knobs"));
  CHECK_FALSE(r.robot.sees("CHANCE up"));
  r.robot.click("more knobs");
  r.robot.click("one in more");
  CHECK(r.knob("CHANCE") == "7");
  // The menu stays, for the next turn.
  r.robot.click("one in less");
  CHECK(r.knob("CHANCE") == "6");
  r.robot.click("free play: yes");
  CHECK(r.knob("FREE") == "True");
}

TEST_CASE("where the head has no room for the seed, that stands in the menu too") {
  Roulette r("nursery", 1280, 800);
  r.session().apply(command::DragRegions{{.text_size = 1.5f}});
  r.robot.frames(2);
  REQUIRE_FALSE(r.robot.sees("seed"));
  const int64_t own = r.inputs().seed;
  r.robot.click("more knobs");
  r.robot.click("next seed");
  CHECK(r.inputs().seed == own + 1);
  r.robot.click("one in more");
  CHECK(r.knob("CHANCE") == "7");
}

TEST_CASE("the head always says the schedule, whatever its width, and changes it") {
  for (const int width : {1280, 1600, 3840}) {
    Roulette r("nursery", width, width * 5 / 8);
    CAPTURE(width);
    REQUIRE(r.robot.sees("schedule"));
    r.robot.click("schedule");
    r.robot.click("reversed");
    CHECK(r.inputs().schedule.kind == SchedulePolicy::Kind::kReversed);
    r.robot.click("schedule");
    r.robot.click("shuffled, another each time");
    const auto seed = r.inputs().schedule.seed;
    r.robot.click("schedule");
    r.robot.click("shuffled, another each time");
    CHECK(r.inputs().schedule.seed != seed);
  }
}

TEST_CASE("the seed goes on, back, and to the file's own") {
  Roulette r;
  const int64_t own = r.inputs().seed;
  r.robot.click("seed");
  r.robot.click("next seed");
  CHECK(r.inputs().seed == own + 1);
  r.robot.click("seed");
  r.robot.click("next seed");
  r.robot.click("seed");
  r.robot.click("seed before");
  CHECK(r.inputs().seed == own + 1);
  r.robot.click("seed");
  r.robot.click("the file's own, " + std::to_string(own));
  CHECK(r.inputs().seed == own);
}

TEST_CASE("theme, palette and keys have their buttons in the head") {
  Roulette r;
  r.robot.click("Theme");
  CHECK(r.session().view().theme == ThemeChoice::kLight);
  r.robot.click("Find action");
  CHECK(r.session().view().overlay == Overlay::kPalette);
}

TEST_CASE("the rail unfolds the library, whose entries open") {
  Roulette r;
  r.robot.click("Library");
  CHECK(r.session().view().overlay == Overlay::kLibrary);
  r.robot.click("Roulette under a timeout");
  CHECK(r.session().path().find("roulette_timeout") != std::string::npos);
  CHECK(r.session().view().overlay == Overlay::kNone);
  r.robot.click("Unfold the library");
  CHECK(r.session().view().overlay == Overlay::kLibrary);
  r.robot.click("Close the library");
  CHECK(r.session().view().overlay == Overlay::kNone);
}

TEST_CASE("a preset sets all its knobs") {
  Roulette r;
  r.robot.click("Presets");
  r.robot.click("Two bangs");
  CHECK(knob_words(r.knob("BANGS")) == "r01, r11");
}

TEST_CASE("a bookmark stands in the rail and leads back to its moment") {
  Roulette r;
  r.seek(kBang);
  CHECK_FALSE(r.robot.sees("Bookmarks"));
  r.robot.press(ImGuiKey_M);
  r.robot.press(ImGuiKey_Home);
  r.robot.click("Bookmarks");
  r.robot.press(ImGuiKey_DownArrow);
  r.robot.press(ImGuiKey_Enter);
  CHECK(r.model().position() == kBang);
  r.robot.press(ImGuiKey_M);
  CHECK(r.session().bookmarks().empty());
}

TEST_CASE("a click on a line sets a breakpoint and takes it away, a right click runs there") {
  Roulette r;
  r.session().apply(command::SeekTime{sim_time_from_seconds(0.2)});
  r.robot.frames(2);
  r.robot.click("line 32");
  CHECK(r.session().breakpoints().count(32) == 1);
  r.robot.click("line 32");
  CHECK(r.session().breakpoints().empty());
  r.robot.click("line 32", ImGuiMouseButton_Right);
  const Event& last = r.session().record()[r.model().last_event()];
  REQUIRE(last.kind() == EventKind::kLine);
  CHECK(last.get<Line>().line == 32);
}

TEST_CASE("the source shows the function of the current line from its head on") {
  Roulette r;
  r.seek(kBang);
  // r10 received Cancelled in line 30 of spin(), which begins in line 27.
  CHECK(r.robot.sees("line 27"));
  CHECK(r.robot.sees("line 37"));
  CHECK_FALSE(r.robot.sees("line 26"));
}

TEST_CASE("the tasks stand at their lines, those that are over only where a failure began") {
  Roulette r;
  r.seek(kBang);
  const auto chip = [&](int line, const char* task) {
    const TaskId id = find_named(r.model(), task)->task();
    return "chip " + std::to_string(line) + " " + std::to_string(id.value);
  };
  CHECK(r.robot.sees(chip(30, "r10")));
  CHECK(r.robot.sees(chip(30, "r11")));
  CHECK(r.robot.sees(chip(32, "r01")));
  CHECK_FALSE(r.robot.sees(chip(30, "r00")));
  r.robot.click(chip(30, "r11"));
  CHECK(r.session().selection().task() == find_named(r.model(), "r11")->task());
}

TEST_CASE("the reasons are told without saying anything twice, and lead to their events") {
  Roulette r;
  r.seek(kBang);
  const TaskId r11 = find_named(r.model(), "r11")->task();
  const auto chain = why(r.session(), r.model().task(r11).requested);
  REQUIRE(chain.size() == 4);
  CHECK(plain_text(chain[0].words) == "r11 is asked to stop at 0.27, not yet told");
  CHECK(plain_text(chain[1].words) == "main's nursery at line 35 is cancelled");
  CHECK(plain_text(chain[2].words) == "r0 ends with ExceptionGroup[Bang]");
  CHECK(plain_text(chain[3].words) == "r01 raised Bang at line 32: r01");
  r.select("r11");
  // The numbers count from where it began.
  r.robot.click("why 2");
  CHECK(r.model().position() == chain[2].event.index() + 1);
}

TEST_CASE("a deadline's reason is its time, which nothing else tells") {
  Roulette r("timeout");
  r.session().apply(command::ToEnd{});
  const TaskId r10 = find_named(r.model(), "r10")->task();
  const auto chain = why(r.session(), r.model().task(r10).exited);
  REQUIRE(chain.size() >= 2);
  std::string all;
  for (const WhyLink& link : chain) all += plain_text(link.words) + "\n";
  CHECK(all.find("its deadline has passed") != std::string::npos);
}

TEST_CASE("links of the inspector select tasks, nurseries and scopes, and show lines") {
  Roulette r("timeout");
  r.session().apply(command::SeekTime{sim_time_from_seconds(0.28)});
  r.select("r010");
  CHECK(r.robot.sees("r01’s nursery"));
  r.robot.click("line 44", "inspector");
  CHECK(r.session().view().line == 44);
  r.robot.click("move_on_after(0.3)");
  CHECK(r.session().selection().scope());
  r.robot.click("main", "inspector");
  CHECK(r.session().selection().task() == TaskId{0});
  r.select("r010");
  r.robot.click("r0’s nursery");
  CHECK(r.session().selection().nursery());
}

TEST_CASE("with nothing selected the inspector lists who lives, and each name selects") {
  Roulette r;
  r.session().apply(command::SeekTime{sim_time_from_seconds(0.2)});
  r.robot.frames(2);
  for (const char* name : {"r1", "r01", "r00", "r0", "main"}) {
    CAPTURE(name);
    r.session().apply(command::Select{});
    r.robot.frames(2);
    r.robot.click(name, "inspector");
    CHECK(r.session().selection() == *find_named(r.model(), name));
  }
}

TEST_CASE("rows that do not fit are reached by the wheel, and none is drawn in part") {
  Roulette r("nursery", 1280, 800);
  r.session().apply(command::ToEnd{});
  r.select("r11");
  const auto seen = [&](int number) { return r.robot.sees("why " + std::to_string(number)); };
  REQUIRE(seen(1));
  const auto total = static_cast<int>(
      why(r.session(), r.model().task(r.session().selection().task()).exited).size());
  REQUIRE_FALSE(seen(total));
  CHECK(r.robot.sees("more rows"));
  const ProbedItem one = *r.robot.probe().find("why 1");
  r.robot.wheel(one.x() - 100, one.y(), -20);
  CHECK(seen(total));
  CHECK_FALSE(seen(1));
  CHECK_FALSE(r.robot.sees("more rows"));
  for (const ProbedItem& item : r.robot.probe().items()) {
    if (item.label.rfind("why ", 0) != 0) continue;
    CHECK(item.max.y - item.min.y == Approx(26 * 0.9f).margin(1.5));
  }
}

TEST_CASE(
    "the lane of what is selected is in sight, however many there are and low the window is") {
  Roulette r("nursery", 1000, 600);
  r.session().apply(command::ToEnd{});
  r.robot.frames(2);
  for (const char* name : {"r11", "main", "r01"}) {
    r.select(name);
    r.robot.frames(2);
    CAPTURE(name);
    const ProbedItem* lane = r.robot.probe().find("lane " + std::string(name));
    REQUIRE(lane != nullptr);
    CHECK(lane->max.y - lane->min.y > 18.5f);
  }
}

TEST_CASE("the counts name every state that there is, in windows of any size") {
  for (const auto& [width, height, text] : {std::tuple{1600, 1000, 1.0f}, {1280, 720, 1.5f}}) {
    Roulette r("nursery", width, height);
    RegionWishes wishes;
    wishes.text_size = text;
    r.session().apply(command::DragRegions{wishes});
    r.seek(kBang);
    r.robot.frames(2);
    int states = 0;
    for (const int32_t count : r.model().status_counts()) states += count > 0 ? 1 : 0;
    REQUIRE(states > 3);
    // Where the words have no room each number has its word under the mouse.
    int named = 0;
    for (const char* word :
         {"running", "ready", "asked", "cancelling", "failed", "cancelled", "done", "waiting"}) {
      if (r.robot.sees(word)) ++named;
    }
    CHECK((named == 0 || named >= states - 1));
    CHECK((width == 1600) == (named == 0));
  }
}

TEST_CASE("a click on a lane's name selects its task, on the chart it goes to that time") {
  Roulette r;
  r.session().apply(command::SeekTime{sim_time_from_seconds(0.2)});
  r.robot.frames(2);
  r.robot.click("lane main");
  CHECK(r.session().selection().task() == TaskId{0});
  const ProbedItem chart = *r.robot.probe().find("times");
  r.robot.click_at(chart.min.x + (chart.max.x - chart.min.x) * 0.25f, chart.y());
  const double early = to_seconds(r.session().now());
  CHECK(early < 0.2);
  r.robot.click_at(chart.min.x + (chart.max.x - chart.min.x) * 0.5f, chart.y());
  CHECK(to_seconds(r.session().now()) > early);
}

TEST_CASE("the wheel zooms the timeline at the mouse, with Shift it pans") {
  Roulette r;
  const ProbedItem chart = *r.robot.probe().find("times");
  const TimeRange whole = shown_times(r.session());
  r.robot.wheel(chart.x(), chart.y(), 2);
  const TimeRange zoomed = shown_times(r.session());
  CHECK(zoomed.chosen);
  CHECK((zoomed.to - zoomed.from).ns < (whole.to - whole.from).ns);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  r.robot.wheel(chart.x(), chart.y(), -1);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  const TimeRange panned = shown_times(r.session());
  CHECK(panned.from > zoomed.from);
  CHECK((panned.to - panned.from).ns == Approx((zoomed.to - zoomed.from).ns).margin(10));
}

TEST_CASE("Shift and dragging on the chart shows the times between") {
  Roulette r;
  const ProbedItem chart = *r.robot.probe().find("times");
  const TimeRange whole = shown_times(r.session());
  const std::size_t before = r.model().position();
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  const float left = chart.min.x + 300, right = chart.min.x + 700;
  r.robot.drag(right, chart.y(), left, chart.y());
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  r.robot.frames(1);
  const TimeRange shown = shown_times(r.session());
  REQUIRE(shown.chosen);
  CHECK(shown.from > whole.from);
  CHECK(shown.to < whole.to);
  // Nothing else happened.
  CHECK(r.model().position() == before);
  r.robot.press(ImGuiKey_W, ImGuiMod_Shift);
  CHECK_FALSE(shown_times(r.session()).chosen);
}

TEST_CASE("within the opened instant a click goes to the step event that stands there") {
  Roulette r;
  r.seek(kBang);
  REQUIRE(open_instant(r.session()).has_value());
  const ProbedItem chart = *r.robot.probe().find("times");
  const float here = chart.min.x + (chart.max.x - chart.min.x) * 0.62f;
  r.robot.click_at(here, chart.y());
  const std::size_t position = r.model().position();
  CHECK(to_seconds(r.session().now()) == 0.27);
  CHECK(position != kBang);
  r.robot.click_at(here + 60, chart.y());
  CHECK(r.model().position() > position);
}

TEST_CASE("a file with faults says so on the screen, and what was there stays until it is closed") {
  Roulette r;
  const TemporaryFile bad("bad.py", "import trio\n\nasync def main(:\n    pass\n");
  r.robot.open(bad.path());
  REQUIRE_FALSE(r.session().problems().empty());
  CHECK(r.robot.sees("main"));
  CHECK(r.robot.sees("fault"));
  r.robot.click("Close");
  CHECK(r.session().problems().empty());
  CHECK_FALSE(r.robot.sees("fault"));
  r.robot.open(bad.path());
  r.robot.press(ImGuiKey_Escape);
  CHECK(r.session().problems().empty());
  CHECK_FALSE(r.session().view().regions.presenting);
}

TEST_CASE("a menu hangs at what opened it, within the window") {
  Roulette r;
  for (const char* field : {"schedule", "step"}) {
    CAPTURE(field);
    const ProbedItem opener = *r.robot.probe().find(field);
    r.robot.click(field);
    const ProbedItem item =
        *r.robot.probe().find(field == std::string("step") ? "line" : "reversed");
    CHECK(item.min.x >= opener.min.x);
    CHECK(item.max.y < 1000);
    CHECK((item.max.y < opener.min.y || item.min.y > opener.max.y));
    r.robot.press(ImGuiKey_Escape);
  }
}

TEST_CASE("with nothing to show the window says what to do, or what is wrong") {
  Robot robot;
  robot.frames(2);
  CHECK(robot.sees("All keys"));
  CHECK_FALSE(robot.sees("Play"));
  const TemporaryFile bad("bad2.py", "def f(:\n");
  robot.open(bad.path());
  CHECK(robot.sees("fault"));
}

}  // namespace
}  // namespace grove
