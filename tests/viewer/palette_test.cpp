// The palette finds what this run has, and what can be put beside it, by keyboard alone.
#include <catch2/catch.hpp>

#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/core/palette.h"
#include "viewer/core/sandbox/knobs.h"

namespace grove {
namespace {

struct Typing {
  explicit Typing(const std::string& path = "scenarios/roulette_nursery.json", double at = 0.27) {
    REQUIRE(robot.open(path) == OpenResult::kOpened);
    robot.session().apply(command::SeekTime{sim_time_from_seconds(at)});
    robot.frames(2);
  }
  Session& session() { return robot.session(); }
  // Ctrl+K, or P for what can be put beside this run; then the text, and Enter.
  void find(const std::string& text) {
    robot.press(ImGuiKey_K, ImGuiMod_Ctrl);
    robot.type(text);
    robot.press(ImGuiKey_Enter);
    robot.frames(3);
  }
  void put_beside(const std::string& text) {
    robot.press(ImGuiKey_P);
    REQUIRE(session().view().overlay == Overlay::kCompare);
    robot.type(text);
    robot.press(ImGuiKey_Enter);
    robot.frames(4);
    CHECK(session().view().overlay == Overlay::kNone);
  }
  std::string knob(const std::string& name) {
    for (const Knob& knob : session().recording().scenario()->knobs) {
      if (knob.name == name) return knob_value(session().recording(), knob);
    }
    return "";
  }
  Robot robot;
};

TEST_CASE("a knob is turned by its name and a value, a seed typed, a preset named") {
  Typing typing;
  typing.find("depth 2");
  CHECK(typing.knob("DEPTH") == "2");
  typing.find("seed 77");
  CHECK(typing.session().recording().inputs().seed == 77);
  typing.find("schedule reversed");
  CHECK(typing.session().recording().inputs().schedule.kind == SchedulePolicy::Kind::kReversed);
  typing.find("two bangs");
  CHECK(knob_words(typing.knob("BANGS")) == "r01, r11");
}

TEST_CASE("tasks, nurseries, folds, reasons, times and lines are found by name") {
  Typing typing;
  typing.find("task r11");
  CHECK(typing.session().selection() == *find_named(typing.session().model(), "r11"));
  typing.find("why 2");
  const std::size_t cause = typing.session().model().position();
  CHECK(typing.session().record().at(cause - 1).t == sim_time_from_seconds(0.27));
  typing.find("fold below r0");
  const TaskId r0 = find_named(typing.session().model(), "r0")->task();
  REQUIRE(typing.session().view().folds.count(r0) == 1);
  CHECK(typing.session().view().folds.at(r0));
  typing.find("unfold below r0");
  CHECK_FALSE(typing.session().view().folds.at(r0));
  typing.find("nursery of r1");
  CHECK(typing.session().selection().nursery());
  typing.find("time 0.2");
  CHECK(typing.session().now() == sim_time_from_seconds(0.2));
  typing.find("breakpoint 32");
  CHECK(typing.session().breakpoints().count(32) == 1);
  typing.find("run to line 32");
  CHECK(typing.session().record()[typing.session().model().last_event()].kind() ==
        EventKind::kLine);
}

TEST_CASE("branches are found by what was changed") {
  Typing typing;
  typing.find("seed 77");
  typing.find("branch: as in the file");
  CHECK(typing.session().branches().shown().parent == kNoBranch);
  typing.find("branch: seed 77");
  CHECK(typing.session().recording().inputs().seed == 77);
}

TEST_CASE("two seeds stand side by side by typing one") {
  Typing typing;
  typing.put_beside("9");
  REQUIRE(typing.session().comparing());
  CHECK(typing.session().pane_name(Pane::kRight) == "seed 9");
  typing.put_beside("one run again");
  CHECK_FALSE(typing.session().comparing());
}

TEST_CASE("a branch stands beside its parent, an edit beside what was before") {
  Typing typing;
  typing.find("seed 77");
  typing.put_beside("what it departs");
  REQUIRE(typing.session().comparing());
  CHECK(typing.session().pane_name(Pane::kRight) == "as in the file");
  CHECK(typing.session().beside()->recording().inputs().seed != 77);
  typing.robot.press(ImGuiKey_C);
  typing.session().apply(command::ToggleEditing{});
  std::string program = typing.session().recording().scenario()->source + "\nprint('edited')\n";
  typing.session().apply(command::EditProgram{program});
  typing.session().apply(command::RunProgram{});
  typing.robot.press(ImGuiKey_Escape);
  typing.robot.frames(3);
  typing.put_beside("before the edit");
  REQUIRE(typing.session().comparing());
  CHECK(typing.session().pane_name(Pane::kRight) == "seed 77");
}

TEST_CASE("asyncio stands beside Trio: the counterpart comes first") {
  Typing typing("scenarios/swallowed_cancel.json", 0);
  typing.put_beside("");
  REQUIRE(typing.session().comparing());
  CHECK(typing.session().record().header.dialect == RecordDialect::kTrio);
  CHECK(typing.session().beside()->record().header.dialect == RecordDialect::kAsyncio);
}

TEST_CASE("a world as it is believed stands beside the true one, and is said to be untrue") {
  Typing typing("scenarios/roulette_gather.json");
  typing.put_beside("gather cancels");
  REQUIRE(typing.session().comparing());
  CHECK(typing.session().right_is_untrue());
}

TEST_CASE("Enter in the same frame as the last letter does what is typed by then") {
  Typing typing;
  typing.robot.press(ImGuiKey_K, ImGuiMod_Ctrl);
  ImGui::GetIO().AddInputCharactersUTF8("seed 77");
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Enter, true);
  typing.robot.frames(3);
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Enter, false);
  typing.robot.frames(2);
  CHECK(typing.session().recording().inputs().seed == 77);
}

TEST_CASE("what is found and not shown is reached by the arrows") {
  Typing typing;
  typing.robot.press(ImGuiKey_K, ImGuiMod_Ctrl);
  typing.robot.type("task");
  const auto found = find_actions(typing.session(), "task");
  REQUIRE(found.size() > 12);
  for (int i = 0; i < 12; ++i) typing.robot.press(ImGuiKey_DownArrow);
  CHECK(typing.robot.sees(found[12].name));
}

}  // namespace
}  // namespace grove
