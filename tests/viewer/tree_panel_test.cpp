// The task tree by mouse and key, in the whole window, without one.
#include "viewer/panels/tree/tree_panel.h"

#include <imgui_internal.h>

#include <cmath>

#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"

namespace grove {
namespace {

const std::string kNursery = "scenarios/roulette_nursery.json";
const std::string kTimeout = "scenarios/roulette_timeout.json";

// In the tree, not in the timeline or the source.
const ProbedItem* in_tree(const Robot& robot, const std::string& label) {
  for (const ProbedItem& item : robot.probe().items()) {
    if (item.visible && item.label == label && item.window.find("/tree_") != std::string::npos) {
      return &item;
    }
  }
  return nullptr;
}

class SmallTree {
 public:
  explicit SmallTree(double at = 0.2, bool still = true) : robot(1600, 1000, still) {
    robot.open(file_.path());
    robot.session().apply(command::SeekTime{sim_time_from_seconds(at)});
    robot.frames(3);
  }

  const ProbedItem& node(const std::string& label) {
    const ProbedItem* item = in_tree(robot, label);
    if (item == nullptr) FAIL("no node " << label << " in the tree");
    return *item;
  }
  bool sees(const std::string& label) { return in_tree(robot, label) != nullptr; }
  void click(const std::string& label) { robot.click_at(node(label).x(), node(label).y()); }
  std::string selected() {
    const TaskId task = robot.session().selection().task();
    return task ? std::string(label_of(robot.session().model(), task)) : "";
  }
  const Camera& camera() { return robot.session().view().camera; }

  TemporaryFile file_{"tree.jsonl", json_lines_of(small_roulette().record())};
  Robot robot;
};

TEST_CASE("a click on a node selects its task, a click on empty ground selects nothing") {
  SmallTree tree;
  tree.click("r01");
  CHECK(tree.selected() == "r01");
  tree.click("r1");
  CHECK(tree.selected() == "r1");
  const ProbedItem& node = tree.node("r1");
  tree.robot.click_at(node.x(), node.max.y + 100);
  CHECK(tree.selected() == "");
}

TEST_CASE("a click on a nursery's pill selects the nursery") {
  SmallTree tree;
  tree.click("nursery 1");
  CHECK(tree.robot.session().selection().nursery() == NurseryId{1});
}

TEST_CASE("a double click folds a subtree, another unfolds it") {
  SmallTree tree;
  REQUIRE(tree.sees("r00"));
  tree.click("r0");
  tree.click("r0");
  tree.robot.frames(2);
  CHECK_FALSE(tree.sees("r00"));
  CHECK(tree.sees("r1"));
  tree.robot.frames(40);
  tree.click("r0");
  tree.click("r0");
  tree.robot.frames(2);
  CHECK(tree.sees("r00"));
}

TEST_CASE("the wheel zooms, and what is under the mouse stays there") {
  SmallTree tree;
  const ProbedItem before = tree.node("r01");
  const float x = before.min.x + 20, y = before.min.y + 10;
  tree.robot.wheel(x, y, 3);
  const ProbedItem after = tree.node("r01");
  const float grown = (after.max.x - after.min.x) / (before.max.x - before.min.x);
  CHECK(grown > 1.3f);
  CHECK(x - after.min.x == Approx(20 * grown).margin(1.5));
  CHECK(y - after.min.y == Approx(10 * grown).margin(1.5));
  CHECK(tree.camera().aim == CameraAim::kFree);
}

TEST_CASE("dragging empty ground moves the tree as far as the mouse") {
  SmallTree tree;
  const ProbedItem before = tree.node("r0");
  tree.robot.drag(before.x() - 180, before.y() - 60, before.x() - 140, before.y() - 90);
  const ProbedItem after = tree.node("r0");
  CHECK(after.min.x - before.min.x == Approx(40).margin(2));
  CHECK(after.min.y - before.min.y == Approx(-30).margin(2));
  CHECK(tree.selected() == "");
}

TEST_CASE("Fit shows everything again, and Follow can be left and taken up") {
  SmallTree tree;
  CHECK(tree.camera().aim == CameraAim::kFollow);
  const ProbedItem home = tree.node("main");
  tree.robot.wheel(home.x(), home.y(), 6);
  CHECK(std::abs(tree.node("main").min.x - home.min.x) > 5);
  tree.robot.click("Fit");
  CHECK(tree.camera().aim == CameraAim::kFit);
  CHECK(tree.node("main").min.x == Approx(home.min.x).margin(1));
  tree.robot.click("Follow");
  CHECK(tree.camera().aim == CameraAim::kFollow);
  tree.robot.click("Follow");
  CHECK(tree.camera().aim == CameraAim::kFit);
}

TEST_CASE("F shows the selection close, and F again everything") {
  SmallTree tree;
  const float width = tree.node("r01").max.x - tree.node("r01").min.x;
  tree.click("r01");
  tree.robot.press(ImGuiKey_F);
  CHECK(tree.camera().aim == CameraAim::kSelection);
  tree.robot.press(ImGuiKey_F);
  CHECK(tree.camera().aim == CameraAim::kFit);
  CHECK(tree.node("r01").max.x - tree.node("r01").min.x == Approx(width).margin(1));
}

TEST_CASE("a step moves the tree until it is at rest, and a seek does not move it at all") {
  SmallTree tree(0.2, false);
  CHECK_FALSE(tree.robot.moving());
  tree.robot.session().apply(command::SeekTime{sim_time_from_seconds(0.1)});
  tree.robot.frames(1);
  CHECK_FALSE(tree.robot.moving());
  tree.robot.session().apply(command::StepBy{StepKind::kInstant, +1});
  tree.robot.frames(1);
  CHECK(tree.robot.moving());
  // 2.4 s, and what fades after that.
  tree.robot.frames(60 * 4);
  CHECK_FALSE(tree.robot.moving());
}

TEST_CASE("a node that makes room never jumps: no frame moves it by more than it moves in all") {
  SmallTree tree(0.1, false);
  float last = tree.node("r1").min.x;
  const float from = last;
  tree.robot.session().apply(command::StepBy{StepKind::kInstant, +1});
  float largest = 0;
  for (int frame = 0; frame < 120; ++frame) {
    tree.robot.frames(1);
    const float now = tree.node("r1").min.x;
    largest = std::max(largest, std::abs(now - last));
    last = now;
  }
  const float way = std::abs(last - from);
  CHECK(way > 20);
  CHECK(largest < way * 0.25f);
}

TEST_CASE("L shows what the signs mean, and L again the tree") {
  SmallTree tree;
  tree.robot.press(ImGuiKey_L);
  CHECK(tree.robot.sees("legend ground"));
  tree.robot.press(ImGuiKey_L);
  CHECK_FALSE(tree.robot.sees("legend ground"));
}

TEST_CASE("F12 shows the time that a frame takes") {
  SmallTree tree;
  tree.robot.press(ImGuiKey_F12);
  CHECK(tree.robot.session().view().frame_time);
}

// --- what is on the screen

// The window in which something was drawn nowhere; empty if nothing was.
std::string drawn_nowhere() {
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
    for (const ImDrawVert& vertex : list->VtxBuffer) {
      if (!std::isfinite(vertex.pos.x) || !std::isfinite(vertex.pos.y)) return list->_OwnerName;
    }
  }
  return "";
}

TEST_CASE("windows of any size are drawn without a number that is none") {
  for (const auto& [width, height] : {std::pair{1, 1}, {40, 900}, {900, 40}, {320, 200}}) {
    for (const std::string& file : {kNursery, kTimeout}) {
      CAPTURE(width, height, file);
      Robot robot(width, height, false);
      robot.open(file);
      for (const double at : {0.0, 0.2, 0.27, 0.4}) {
        robot.session().apply(command::SeekTime{sim_time_from_seconds(at)});
        robot.frames(2);
        CHECK(drawn_nowhere() == "");
      }
      robot.session().apply(command::MoveCamera{{0, 0}, 0.04f});
      robot.frames(2);
      CHECK(drawn_nowhere() == "");
    }
  }
}

// What of the tree's nodes and pills lies outside its region, or over each other, in pixels.
std::string misplaced(const Robot& robot) {
  std::vector<const ProbedItem*> nodes;
  for (const ProbedItem& item : robot.probe().items()) {
    const bool node = item.window.find("/tree_") != std::string::npos && item.label != "" &&
                      item.label.find("tree ") != 0 && item.label.find("Grove/") != 0 &&
                      item.label != "Fit" && item.label != "Follow" &&
                      item.label.find("Play") != 0 && item.label.find("line ") != 0;
    if (node) nodes.push_back(&item);
  }
  for (const ProbedItem* a : nodes) {
    if (!a->visible) return a->label + " is not to be seen";
    for (const ProbedItem* b : nodes) {
      if (a == b) break;
      const bool apart = a->max.x <= b->min.x + 1.5f || b->max.x <= a->min.x + 1.5f ||
                         a->max.y <= b->min.y + 1.5f || b->max.y <= a->min.y + 1.5f;
      if (!apart) return a->label + " lies over " + b->label;
    }
  }
  return nodes.empty() ? "nothing is there" : "";
}

TEST_CASE("at every size and text size nothing in the tree lies over anything else") {
  for (const auto& [width, height] :
       {std::pair{1280, 800}, {1600, 1000}, {1920, 1080}, {3840, 2160}}) {
    for (const float text : {1.0f, 1.5f}) {
      for (const std::string& file : {kNursery, kTimeout}) {
        Robot robot(width, height);
        robot.open(file);
        RegionWishes wishes = robot.session().view().regions;
        wishes.text_size = text;
        robot.session().apply(command::DragRegions{wishes});
        for (const double at : {0.0, 0.1, 0.2, 0.27, 0.3, 0.4}) {
          CAPTURE(width, height, text, file, at);
          robot.session().apply(command::SeekTime{sim_time_from_seconds(at)});
          robot.frames(2);
          CHECK(misplaced(robot) == "");
        }
      }
    }
  }
}

// The smallest text that is on the screen, as an em in pixels. ImGui bakes a font anew for every
// size in which something is written.
float smallest_text(const Fonts& fonts) {
  float smallest = 1e9f;
  auto& pool = ImGui::GetIO().Fonts->Builder->BakedPool;
  for (int i = 0; i < pool.Size; ++i) {
    for (const auto& family : fonts.by_family) {
      for (const FontFace& face : family) {
        if (face.font != pool[i].ContainerFont || pool[i].Glyphs.Size < 3) continue;
        smallest = std::min(smallest, pool[i].Size / face.height_per_em);
      }
    }
  }
  return smallest;
}

TEST_CASE("nothing is written smaller than 1/64 of the height") {
  for (const std::string& file : {kNursery, kTimeout}) {
    Robot robot;
    robot.open(file);
    for (const double at : {0.0, 0.1, 0.2, 0.27, 0.3, 0.4}) {
      robot.session().apply(command::SeekTime{sim_time_from_seconds(at)});
      robot.frames(2);
    }
    CHECK(smallest_text(robot.fonts()) >= 1000.0f / 64 - 0.5f);
  }
}

}  // namespace
}  // namespace grove
