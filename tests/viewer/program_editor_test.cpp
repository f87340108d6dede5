// The editor of the program, driven as a person would: where the caret and the text stay, and that
// what is selected is seen.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/panels/drawing/text_probe.h"

namespace grove {
namespace {

// A program whose last `comments` lines say their number.
std::string long_program(int comments) {
  std::string text =
      "import trio\n\nasync def main():\n    await trio.sleep(1)\n\ntrio.run(main)\n";
  for (int i = 0; i < comments; ++i) text += fmt::format("# comment {}\n", i);
  return text;
}

// The lines that are in sight, as a text that differs where any of them does.
std::string lines_in_sight(Robot& robot) {
  TextProbe probe;
  robot.frames(1);
  std::string lines;
  for (const DrawnText& drawn : probe.drawn()) {
    if (drawn.window.find("/program_") == std::string::npos) continue;
    const bool number = std::all_of(drawn.text.begin(), drawn.text.end(),
                                    [](char c) { return c >= '0' && c <= '9'; });
    if (number) lines += fmt::format("{} at {:.0f}; ", drawn.text, drawn.box.y);
  }
  return lines;
}

struct Editing {
  Editing() : file("long.py", long_program(120)) {
    robot.open(file.path());
    robot.press(ImGuiKey_E, ImGuiMod_Ctrl);
    REQUIRE(robot.session().draft() != nullptr);
    robot.frames(3);
  }
  const std::string& draft() { return *robot.session().draft(); }

  TemporaryFile file;
  Robot robot;
};

TEST_CASE("the caret and what is in sight stay where they are after Ctrl+Enter") {
  Editing editing;
  Robot& robot = editing.robot;
  robot.press(ImGuiKey_End, ImGuiMod_Ctrl);
  for (int i = 0; i < 50; ++i) robot.press(ImGuiKey_UpArrow);
  robot.type("# here");
  robot.frames(3);
  const std::string before = lines_in_sight(robot);
  REQUIRE(before.find("77 at") != std::string::npos);
  REQUIRE(before.find("1 at") != 0);
  robot.press(ImGuiKey_Enter, ImGuiMod_Ctrl);
  robot.frames(6);
  CHECK(robot.session().problems().empty());
  CHECK(robot.session().branches().shown().name == "the program edited");
  // The strip of branches, which is new, takes some lines below.
  const std::string after = lines_in_sight(robot);
  CAPTURE(before, after);
  CHECK(before.rfind(after, 0) == 0);
  CHECK(after.size() > before.size() / 2);
  robot.type(", and there ");
  CHECK(editing.draft().find("# here, and there # comment 70\n") != std::string::npos);
  // With a fault, too: nothing jumps away from where one types.
  robot.type("\nawait x\n");
  robot.frames(3);
  const std::string faulty = lines_in_sight(robot);
  robot.press(ImGuiKey_Enter, ImGuiMod_Ctrl);
  robot.frames(6);
  REQUIRE_FALSE(robot.session().problems().empty());
  robot.type("# below the fault");
  CHECK(editing.draft().find("await x\n# below the fault") != std::string::npos);
  CHECK(lines_in_sight(robot).substr(0, 20) == faulty.substr(0, 20));
}

// How many vertices have a colour.
int vertices_of(ImU32 colour) {
  int count = 0;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
    for (const ImDrawVert& vertex : list->VtxBuffer) count += vertex.col == colour ? 1 : 0;
  }
  return count;
}

TEST_CASE("what is selected in the editor stands on a ground of its own") {
  Editing editing;
  const ImU32 marked = dark_theme().marked();
  CHECK(vertices_of(marked) == 0);
  editing.robot.press(ImGuiKey_A, ImGuiMod_Ctrl);
  CHECK(vertices_of(marked) > 0);
  editing.robot.press(ImGuiKey_RightArrow);
  CHECK(vertices_of(marked) == 0);
}

}  // namespace
}  // namespace grove
