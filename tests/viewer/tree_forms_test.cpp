// The forms of the tree beside task and nursery: scopes on a task as steps, wide nurseries as rows
// of cells, ends of runs; and that no two words of any of them cover each other.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/core/acts.h"
#include "viewer/core/narration.h"
#include "viewer/core/scope_steps.h"
#include "viewer/core/tree_layout.h"
#include "viewer/core/words.h"
#include "viewer/panels/caption.h"
#include "viewer/panels/text_probe.h"

namespace grove {
namespace {

// A program, run to its end.
class Played {
 public:
  explicit Played(const std::string& program, const std::string& name = "forms.py")
      : file_(name, program) {
    REQUIRE(session_.open(file_.path()) == OpenResult::kOpened);
    while (session_.wants_to_compute()) session_.compute(20'000);
  }

  Session& session() { return session_; }
  const Model& at(double seconds) {
    session_.apply(command::SeekTime{sim_time_from_seconds(seconds)});
    return session_.model();
  }
  std::string caption_at_end() {
    // Computing stays within a minute of what is shown.
    for (std::size_t before = 0; before != session_.record().size();) {
      before = session_.record().size();
      session_.apply(command::Seek{before});
      while (session_.wants_to_compute()) session_.compute(20'000);
    }
    std::string text;
    for (const WordSpan& span : caption_of(session_).sentence) text += span.text;
    return text;
  }

 private:
  TemporaryFile file_;
  Session session_;
};

// `count` scopes round a sleep or, `nursery`, round a nursery with two children; the one at `first`
// from the outside has the earliest deadline, and one may be shielded.
std::string nested(int count, int first, int shielded, bool nursery) {
  std::string text = "import trio\n\nasync def main():\n", in = "    ";
  for (int i = 0; i < count; ++i) {
    text += fmt::format("{}with trio.move_on_after({}, shield={}):\n", in, i == first ? 1 : 2 + i,
                        i == shielded ? "True" : "False");
    in += "    ";
  }
  if (nursery) {
    text += in + "async with trio.open_nursery() as n:\n";
    text += in + "    n.start_soon(trio.sleep, 9, name='left')\n";
    text += in + "    n.start_soon(trio.sleep, 9, name='right')\n";
  } else {
    text += in + "await trio.sleep(9)\n";
  }
  return text + "\ntrio.run(main)\n";
}

const TreeNode* steps_in(const TreeShape& shape) {
  for (const TreeNode& node : shape.nodes) {
    if (node.kind == TreeNode::Kind::kSteps) return &node;
  }
  return nullptr;
}

TEST_CASE("every scope on a task is a step, outside first, but the one round a nursery") {
  for (int count = 1; count <= 12; ++count) {
    for (const bool nursery : {false, true}) {
      Played played(nested(count, 0, -1, nursery));
      const Model& model = played.at(0.5);
      const TreeShape shape = shape_tree(model, {});
      std::vector<ScopeId> expected;
      for (int i = 0; i < count - (nursery ? 1 : 0); ++i) expected.push_back(ScopeId{i});
      const TreeNode* steps = steps_in(shape);
      INFO(count << " scopes, nursery: " << nursery);
      CHECK((steps != nullptr ? steps->steps : std::vector<ScopeId>()) == expected);
      for (int i = 0; i < count; ++i) CHECK(shape.storey_of(ScopeId{i}) >= 0);
      const TreeLayout layout = lay_out_tree(shape, model, {});
      CHECK(layout.scopes.size() == (nursery ? 1u : 0u));
    }
  }
}

TEST_CASE("steps stand inside their block, one below the other, each further in") {
  for (int count = 1; count <= 12; ++count) {
    Played played(nested(count, count - 1, 0, false));
    const Model& model = played.at(0.5);
    const TreeShape shape = shape_tree(model, {});
    const ScopeSteps steps = scope_steps(model, steps_in(shape)->steps);
    const Box block{10, 20, 400, height_of_steps(steps, true)};
    const std::vector<StepPlace> places = place_steps(steps, block, true);
    INFO(count << " scopes");
    CHECK(steps.folded == (count > kMostSteps));
    CHECK(places.size() == (count > kMostSteps ? 3u : static_cast<std::size_t>(count) + 1));
    CHECK(places.back().kind == StepPlace::Kind::kAwait);
    CHECK(places.back().box.bottom() <= block.bottom() + 0.01f);
    for (std::size_t i = 1; i < places.size(); ++i) {
      CHECK(places[i].box.y >= places[i - 1].box.bottom());
      CHECK(places[i].box.x > places[i - 1].box.x);
      CHECK(places[i].box.right() == Approx(block.right()));
    }
  }
}

TEST_CASE("first to act is the earliest deadline that no shield keeps out") {
  using Role = ScopeStep::Role;
  const auto roles_of = [](int first, int shielded) {
    Played played(nested(3, first, shielded, false));
    const Model& model = played.at(0.5);
    std::vector<Role> roles;
    const TreeShape shape = shape_tree(model, {});
    for (const ScopeStep& step : scope_steps(model, steps_in(shape)->steps).steps) {
      roles.push_back(step.role);
    }
    return roles;
  };
  CHECK(roles_of(0, -1) == std::vector<Role>{Role::kFirst, Role::kWaits, Role::kWaits});
  CHECK(roles_of(2, -1) == std::vector<Role>{Role::kWaits, Role::kWaits, Role::kFirst});
  // The shield keeps out what is further out, not itself.
  CHECK(roles_of(0, 1) == std::vector<Role>{Role::kKeptOut, Role::kFirst, Role::kWaits});
  CHECK(roles_of(1, 1) == std::vector<Role>{Role::kKeptOut, Role::kFirst, Role::kWaits});
}

TEST_CASE(
    "a step says when it acts: a time on the clock, or what is left of it, and what follows") {
  Played played(nested(3, 2, 1, false));
  const Model& model = played.at(0.5);
  const TreeShape shape = shape_tree(model, {});
  const ScopeSteps steps = scope_steps(model, steps_in(shape)->steps);
  const auto words = [&](std::size_t i) {
    return step_words(model, steps.steps[i], played.session().now()).front();
  };
  CHECK(words(0) == "kept out, at 2.00");
  CHECK(words(1) == "at 3.00");
  CHECK(words(2) == "acts first, 0.50 s left, then goes on");
}

TEST_CASE("of several scopes in one with statement each has its own call") {
  Played played(
      "import trio\n\nasync def main():\n"
      "    with trio.move_on_after(3), trio.fail_after(2), trio.move_on_after(1):\n"
      "        await trio.sleep(9)\n\ntrio.run(main)\n");
  const Model& model = played.at(0.5);
  CHECK(scope_title(model, ScopeId{0}) == "move_on_after(3)");
  CHECK(scope_title(model, ScopeId{1}) == "fail_after(2)");
  CHECK(scope_title(model, ScopeId{2}) == "move_on_after(1)");
}

// --- wide nurseries ---------------------------------------------------------------------------

std::string many(int count, int fails) {
  return fmt::format(
      "import trio\n\nasync def child(i):\n    await trio.sleep(0.1 + i * 0.01)\n"
      "    if i == {}:\n        raise ValueError(i)\n\n"
      "async def main():\n    async with trio.open_nursery() as n:\n"
      "        for i in range({}):\n            n.start_soon(child, i, name=f'child-{{i}}')\n\n"
      "trio.run(main)\n",
      fails, count);
}

TEST_CASE("every child of a wide nursery has its place in the rows, in order of start") {
  for (const int count : {12, 60, 200}) {
    Played played(many(count, 5));
    const Model& model = played.at(0.12);
    const TaskId spoken{count / 2};
    const TreeShape shape = shape_tree(model, {.row = 11, .large = {spoken}});
    const TreeLayout layout = lay_out_tree(shape, model, {});
    REQUIRE(shape.brackets.size() == 1);
    const TreeBracket& row = shape.brackets[0];
    CHECK(row.wide);
    CHECK(row.shared == "child-");
    REQUIRE(row.children.size() == static_cast<std::size_t>(count));
    const Box* before = nullptr;
    for (int i = 0; i < count; ++i) {
      const auto child = static_cast<std::size_t>(row.children[static_cast<std::size_t>(i)]);
      CHECK(shape.nodes[child].task == TaskId{i + 1});
      CHECK((shape.nodes[child].kind == TreeNode::Kind::kTask) ==
            (shape.nodes[child].task == spoken));
      CHECK(cell_label(model, row, shape.nodes[child].task) == std::to_string(i));
      const Box& box = layout.nodes[child];
      if (before != nullptr) CHECK((box.y > before->y || box.x >= before->right()));
      before = &box;
    }
  }
}

TEST_CASE("where the failure began a child of a wide nursery is large") {
  Played played(many(60, 41));
  const Model& model = played.at(0.6);
  const TreeShape shape = shape_tree(model, {.row = 11});
  const int node = shape.node_of(TaskId{42});
  CHECK(shape.nodes[static_cast<std::size_t>(node)].kind == TreeNode::Kind::kTask);
}

TEST_CASE("of more children than cells, neighbours that do the same are one run, all counted") {
  Played played(many(500, -1));
  const Model& model = played.at(1.005);
  const TreeShape shape = shape_tree(model, {.row = 11, .cells = 200});
  const TreeBracket& row = shape.brackets[0];
  REQUIRE(row.children.size() == 2);
  const auto label = [&](std::size_t i) {
    return run_label(model, row, shape.nodes[static_cast<std::size_t>(row.children[i])]);
  };
  CHECK(label(0) == "0 … 90 · 91 done");
  CHECK(label(1) == "91 … 499 · 409 waiting");
  // Where neighbours differ all along, as many as need be stand together.
  const TreeShape tight = shape_tree(model, {.row = 11, .cells = 200, .large = {TaskId{400}}});
  CHECK(tight.brackets[0].children.size() == 4);
}

// --- ends of a run ----------------------------------------------------------------------------

std::string with_body(const std::string& body) {
  return "import trio\n\nasync def main():\n" + body + "\ntrio.run(main)\n";
}

TEST_CASE("the caption says how the run ended, and never done when an error came out") {
  CHECK(Played(with_body("    await trio.sleep(1)\n")).caption_at_end() ==
        "The run ended: everything is done.");
  CHECK(Played(with_body("    raise ValueError('x')\n")).caption_at_end() ==
        "The run ended with ValueError.");
  CHECK(Played(with_body("    await trio.sleep_forever()\n")).caption_at_end() ==
        "Deadlock: nobody can go on; main waits for ever.");
  const std::string limited =
      R"json({"grove": 1, "title": "T", "limits": {"events": 1000}, "program": [
          "import trio", "async def main():", "    while True:", "        await trio.sleep(1)",
          "trio.run(main)"]})json";
  CHECK(Played(limited, "forms.json").caption_at_end() ==
        "Stopped by Grove at 1 000 events; nothing is decided.");
}

TEST_CASE("the sign of an end is done only where everything is done, and no two kinds look alike") {
  CHECK(mark_of(Outcome::kOk).glyph == Glyph::kDone);
  CHECK(mark_of(Outcome::kOk).hue == Hue::kGreen);
  const Outcome others[] = {Outcome::kError, Outcome::kCancelled, Outcome::kInterrupted,
                            Outcome::kLimit, Outcome::kDeadlock};
  for (const Outcome outcome : others) {
    CHECK(mark_of(outcome).glyph != Glyph::kDone);
    CHECK(mark_of(outcome).glyph != Glyph::kFlag);
    CHECK(mark_of(outcome).hue != Hue::kGreen);
    CHECK(mark_of(outcome).hue != Hue::kOrange);
  }
  CHECK(mark_of(Outcome::kError).glyph == Glyph::kFailed);
  CHECK(mark_of(Outcome::kLimit).glyph == Glyph::kStopped);
  CHECK(mark_of(Outcome::kDeadlock).glyph == Glyph::kDeadlock);
}

TEST_CASE("the scrub bar ends in the sign of the run's end, which goes there") {
  const std::pair<const char*, const char*> ends[] = {
      {"    await trio.sleep(1)\n", "The run ends"},
      {"    raise ValueError('x')\n", "The run fails"},
      {"    await trio.sleep_forever()\n", "The run is stuck"},
      {"    while True:\n        pass\n", "The run stops at its limit"}};
  for (const auto& [body, words] : ends) {
    CAPTURE(words);
    const TemporaryFile file("forms.py", with_body(body));
    Robot robot;
    robot.open(file.path());
    REQUIRE(robot.sees(words));
    robot.click(words);
    CHECK(robot.session().model().position() == robot.session().record().size());
    robot.press(ImGuiKey_F5);
    CHECK(robot.sees(words));
  }
}

// --- words ------------------------------------------------------------------------------------

// No two words of the tree may cover each other.
void check_words(Robot& robot, const std::string& where) {
  TextProbe probe;
  robot.frames(1);
  std::vector<DrawnText> words;
  for (const DrawnText& drawn : probe.drawn()) {
    if (drawn.window.find("/tree_") != std::string::npos) words.push_back(drawn);
  }
  CHECK_FALSE(words.empty());
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!words[i].box.grown(-1.5f).overlaps(words[j].box.grown(-1.5f))) continue;
      UNSCOPED_INFO(where << ": \"" << words[j].text << "\" and \"" << words[i].text << "\"");
      CHECK(false);
    }
  }
}

void check_program(const std::string& file, double size, std::initializer_list<double> times) {
  for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1600, 1000}}) {
    Robot robot(width, height);
    robot.open(file);
    while (robot.session().view().regions.text_size < size - 0.01) {
      robot.session().apply(command::ScaleText{1});
    }
    for (const double time : times) {
      robot.session().apply(command::SeekTime{sim_time_from_seconds(time)});
      robot.frames(2);
      check_words(robot, fmt::format("{} at {} in {}x{}, {}", file, time, width, height, size));
    }
  }
}

TEST_CASE("no two words of the tree cover each other") {
  const TemporaryFile scopes("five.py", nested(5, 3, 1, false));
  const TemporaryFile folded("twelve.py", nested(12, 9, 2, false));
  const TemporaryFile round("round.py", nested(3, 1, -1, true));
  const TemporaryFile sixty("sixty.py", many(60, 41));
  for (const double size : {1.0, 1.5}) {
    check_program(scopes.path(), size, {0.0, 0.5, 1.0, 1.5});
    check_program(folded.path(), size, {0.5, 1.0});
    check_program(round.path(), size, {0.5, 1.0});
    check_program(sixty.path(), size, {0.05, 0.3, 0.51});
    check_program("scenarios/roulette_nursery.json", size, {0.05, 0.2, 0.27, 0.4});
    check_program("scenarios/roulette_timeout.json", size, {0.05, 0.2, 0.28, 0.4});
  }
}

TEST_CASE("an act from outside touches its task or scope in the moment in which it is applied") {
  const TemporaryFile file("acts.py", nested(2, 0, -1, false));
  Robot robot;
  robot.open(file.path());
  Session& session = robot.session();
  session.apply(command::SeekTime{sim_time_from_seconds(0.5)});
  session.apply(command::Select{Selection::of(ScopeId{0})});
  session.apply(command::DoToSelection{Intervention::Kind::kCancel});
  while (session.wants_to_compute()) session.compute(20'000);
  const EventId shown = session.shown_event();
  REQUIRE(shown);
  const auto* applied = session.record()[shown].get_if<InputApplied>();
  REQUIRE(applied != nullptr);
  const Touched touched = touched_by(session.model(), *applied);
  CHECK(touched.kind == Intervention::Kind::kCancel);
  CHECK(touched.about == Selection::of(ScopeId{0}));
}

}  // namespace
}  // namespace grove
