// Acting on a run in the window: by menu, by key and by the palette of actions, on both roulettes.
#include <catch2/catch.hpp>

#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/core/sandbox/acts.h"

namespace grove {
namespace {

constexpr const char* kRoulettes[] = {"scenarios/roulette_nursery.json",
                                      "scenarios/roulette_timeout.json"};

// A robot that stands in the middle of growth, with r0 alive.
struct Growing {
  explicit Growing(const char* file) {
    robot.open(file);
    robot.session().apply(command::SeekTime{SimTime{200'000'000}});
    robot.frames(4);
  }
  Session& session() { return robot.session(); }
  std::size_t branches() { return session().branches().all().size(); }
  const Intervention& last_act() {
    return session().branches().shown().inputs.interventions.back();
  }
  void point_at(const std::string& label) { robot.click(label, ImGuiMouseButton_Right); }
  void select(const std::string& name) {
    const auto found = find_named(session().model(), name);
    REQUIRE(found);
    session().apply(command::Select{*found});
    robot.frames(2);
  }
  // Back to where it stood, with one branch.
  void undo() {
    robot.press(ImGuiKey_Z, ImGuiMod_Ctrl);
    CHECK(session().now() == SimTime{200'000'000});
    CHECK(session().branches().shown().parent == kNoBranch);
  }

  Robot robot;
};

TEST_CASE("a right click on a task offers what can be done to it, and where that lands") {
  for (const char* file : kRoulettes) {
    Growing growing(file);
    growing.point_at("r0");
    REQUIRE(growing.session().offer() != nullptr);
    CHECK(growing.session().selection().task());
    CHECK(growing.session().offer()->title == "r0");
    CHECK(growing.session().offer()->point.words == "at 0.20");
    CHECK(growing.robot.sees("Raise OSError in r0"));
    growing.robot.press(ImGuiKey_Escape);
    CHECK(growing.session().offer() == nullptr);
    CHECK_FALSE(growing.robot.sees("Raise OSError in r0"));
    // Esc reached the menu only.
    CHECK_FALSE(growing.session().view().regions.presenting);
    CHECK(growing.branches() == 1);
  }
}

TEST_CASE("every act that the menu offers makes the branch that it names, and undo takes it back") {
  for (const char* file : kRoulettes) {
    Growing growing(file);
    for (const std::string thing : {"r0", "r1", "main", "tree ground"}) {
      growing.point_at(thing);
      REQUIRE(growing.session().offer() != nullptr);
      const Offer offer = *growing.session().offer();
      growing.robot.press(ImGuiKey_Escape);
      for (const OfferedAct& act : offer.acts) {
        INFO(file << ": " << thing << ": " << act.words << ": " << act.why_not);
        growing.point_at(thing);
        growing.robot.click(act.words);
        if (!act.why_not.empty()) {
          CHECK(growing.session().branches().shown().parent == kNoBranch);
          CHECK(growing.session().offer() != nullptr);
          growing.robot.press(ImGuiKey_Escape);
          continue;
        }
        CHECK(growing.session().offer() == nullptr);
        CHECK(growing.last_act() == act.what);
        CHECK(growing.session().branches().shown().name == branch_name(act.what));
        growing.undo();
      }
    }
  }
}

TEST_CASE("the arrow keys walk the menu, say what would come of it, and Enter does it") {
  Growing growing(kRoulettes[0]);
  growing.select("r0");
  growing.robot.press(ImGuiKey_B);
  REQUIRE(growing.session().offer() != nullptr);
  growing.robot.frames(3);
  CHECK(growing.session().considered() == 0);
  REQUIRE(growing.session().what_if() != nullptr);
  CHECK(growing.session().what_if()->effect() == "stops 2 tasks, saves 2 tasks");
  growing.robot.press(ImGuiKey_DownArrow);
  CHECK(growing.session().considered() == 1);
  growing.robot.press(ImGuiKey_Enter);
  CHECK(growing.branches() == 2);
  CHECK(growing.last_act().kind == Intervention::Kind::kCancel);
}

TEST_CASE("every act has a key, which does it to what is selected") {
  struct Key {
    ImGuiKey key;
    const char* selected;
    Intervention::Kind kind;
  };
  constexpr Key kKeys[] = {{ImGuiKey_X, "main/r0", Intervention::Kind::kCancel},
                           {ImGuiKey_E, "main/r0", Intervention::Kind::kRaise},
                           {ImGuiKey_K, "main/r0", Intervention::Kind::kInterrupt},
                           {ImGuiKey_H, "r0:", Intervention::Kind::kShield}};
  for (const char* file : kRoulettes) {
    Growing growing(file);
    for (const Key& key : kKeys) {
      INFO(file << ", " << ImGui::GetKeyName(key.key));
      std::string name = key.selected;
      if (name.back() == ':') {
        const Model& model = growing.session().model();
        const TaskId r0 = find_named(model, "r0")->task();
        name = model.scope_name(model.nursery(model.task(r0).nurseries.back()).scope);
      }
      growing.select(name);
      growing.robot.press(key.key);
      REQUIRE(growing.session().branches().shown().parent != kNoBranch);
      CHECK(growing.last_act().kind == key.kind);
      growing.undo();
    }
  }
}

TEST_CASE("a key whose act would change nothing says why, and does nothing") {
  Growing growing(kRoulettes[0]);
  growing.select("r0");
  growing.robot.press(ImGuiKey_J);
  CHECK(growing.branches() == 1);
  CHECK(growing.session().notice().find("cannot step then") != std::string::npos);
  growing.session().apply(command::ToEnd{});
  growing.robot.press(ImGuiKey_K);
  CHECK(growing.branches() == 1);
  CHECK(growing.session().notice().find("The run is over here") != std::string::npos);
}

TEST_CASE("the palette finds acts by name") {
  Growing growing(kRoulettes[0]);
  growing.robot.press(ImGuiKey_K, ImGuiMod_Ctrl);
  growing.robot.type("control-c");
  growing.robot.press(ImGuiKey_Enter);
  growing.robot.frames(2);
  CHECK(growing.branches() == 2);
  CHECK(growing.last_act().kind == Intervention::Kind::kInterrupt);
}

TEST_CASE("the strip of branches shows, renames and removes them") {
  Growing growing(kRoulettes[0]);
  CHECK_FALSE(growing.robot.sees("as in the file"));
  growing.robot.press(ImGuiKey_K);
  const BranchId branch = growing.session().branches().shown().id;
  REQUIRE(growing.robot.sees("as in the file"));
  REQUIRE(growing.robot.sees("control-C at 0.20"));
  growing.robot.click("as in the file");
  CHECK(growing.session().branches().shown().parent == kNoBranch);
  CHECK(growing.session().now() == SimTime{200'000'000});
  growing.robot.press(ImGuiKey_PageDown, ImGuiMod_Ctrl);
  CHECK(growing.session().branches().shown().id == branch);
  growing.robot.click("control-C at 0.20", ImGuiMouseButton_Right);
  growing.robot.click("Give it another name");
  growing.robot.frames(3);
  growing.robot.type("stopped");
  growing.robot.press(ImGuiKey_Enter);
  growing.robot.frames(2);
  CHECK(growing.session().branches().shown().name == "stopped");
  growing.robot.click("stopped", ImGuiMouseButton_Right);
  growing.robot.click("Remove it");
  CHECK(growing.branches() == 1);
  growing.robot.press(ImGuiKey_Z, ImGuiMod_Ctrl);
  CHECK(growing.branches() == 2);
  CHECK(growing.session().branches().shown().name == "stopped");
}

TEST_CASE("a deadline is moved by dragging its flag on the timeline") {
  Robot robot;
  robot.open(kRoulettes[1]);
  robot.session().apply(command::SeekTime{SimTime{150'000'000}});
  robot.frames(4);
  const ProbedItem* flag = robot.probe().find("deadline flag");
  REQUIRE(flag != nullptr);
  const float x = flag->x(), y = flag->y();
  robot.drag(x, y, x + 80, y);
  REQUIRE(robot.session().branches().all().size() == 2);
  const Intervention& act = robot.session().branches().shown().inputs.interventions.back();
  CHECK(act.kind == Intervention::Kind::kDeadline);
  CHECK(act.deadline > SimTime{300'000'000});
  CHECK(act.deadline.ns % 10'000'000 == 0);
}

TEST_CASE("the program is edited in place, run by Ctrl+Enter, and Esc keeps what was typed") {
  Robot robot;
  robot.open(kRoulettes[0]);
  robot.press(ImGuiKey_E, ImGuiMod_Ctrl);
  REQUIRE(robot.session().draft() != nullptr);
  robot.frames(3);
  robot.press(ImGuiKey_Home, ImGuiMod_Ctrl);
  robot.type("print(\"edited\")\n");
  CHECK(robot.session().draft()->rfind("print(\"edited\")\nimport", 0) == 0);
  CHECK(robot.session().draft_differs());
  robot.press(ImGuiKey_Enter, ImGuiMod_Ctrl);
  robot.frames(2);
  CHECK(robot.session().branches().shown().name == "the program edited");
  robot.frames(3);
  robot.type("await x\n");
  robot.press(ImGuiKey_Enter, ImGuiMod_Ctrl);
  robot.frames(2);
  CHECK(robot.session().problems().size() == 1);
  robot.press(ImGuiKey_Escape);
  robot.frames(2);
  robot.press(ImGuiKey_Escape);
  CHECK(robot.session().draft() == nullptr);
  robot.press(ImGuiKey_E, ImGuiMod_Ctrl);
  REQUIRE(robot.session().draft() != nullptr);
  CHECK(robot.session().draft()->find("await x\n") != std::string::npos);
}

TEST_CASE("a record cannot be acted on, and says so") {
  const test::SteppedStory story = [] {
    test::SteppedStory made;
    const TaskId main = made.spawn_main();
    made.sleep(main, 1);
    made.at(1);
    made.exit(main);
    made.finish();
    return made;
  }();
  test::SteppedStory copy = story;
  const TemporaryFile file("acts.jsonl", json_lines_of(copy.record()));
  Robot robot;
  robot.open(file.path());
  robot.press(ImGuiKey_B);
  CHECK(robot.session().offer() == nullptr);
  CHECK(robot.session().notice().find("A record shows what was") != std::string::npos);
}

}  // namespace
}  // namespace grove
