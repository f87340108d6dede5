// The forms of the tree beside task and nursery: scopes on a task as steps, wide nurseries as rows
// of cells, ends of runs.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "engine/picture/scope_steps.h"
#include "engine/picture/tree_layout.h"
#include "engine/picture/words.h"
#include "tests/viewer/files.h"
#include "tests/viewer/programs.h"
#include "tests/viewer/robot.h"
#include "viewer/core/narration.h"
#include "viewer/core/sandbox/acts.h"
#include "viewer/core/view/tree_focus.h"
#include "viewer/panels/drawing/caption.h"
#include "viewer/panels/timeline/timeline_axis.h"

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
  CHECK(words(2) == "due in 0.50 s, then main goes on");
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
        "Deadlock: nothing can ever wake main.");
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

TEST_CASE("the scrub bar ends in the sign of the run's end, once that was seen") {
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
    CHECK_FALSE(robot.sees(words));
    robot.click("To the end of the run");
    CHECK(robot.session().model().position() == robot.session().record().size());
    REQUIRE(robot.sees(words));
    robot.press(ImGuiKey_F5);
    CHECK(robot.sees(words));
    robot.press(ImGuiKey_F5);
    robot.click("Back");
    CHECK(robot.sees(words));
    // Another run has an end of its own.
    robot.open(file.path());
    CHECK_FALSE(robot.sees(words));
  }
}

// --- what is looked at ------------------------------------------------------------------------

// Each node has two below it, down to `depth`.
std::string binary(int depth) {
  return fmt::format(
      "import trio\n\nasync def spin(path, depth):\n    await trio.sleep(0.1)\n"
      "    if depth == 0:\n        return\n    async with trio.open_nursery() as n:\n"
      "        for i in '01':\n            n.start_soon(spin, path + i, depth - 1, "
      "name=path + i)\n\nasync def main():\n    await spin('r', {})\n\ntrio.run(main)\n",
      depth);
}

TEST_CASE(
    "whom the caption speaks of stands by itself, however deep, unless it was folded by hand") {
  Played played(binary(7));
  const Model& model = played.at(0.75);
  const TaskId deepest{static_cast<int32_t>(model.task_count()) - 1};
  TreeOptions options{.leaves = 8, .levels = 4, .large = {deepest}};
  const auto shown_alone = [&] {
    const TreeShape shape = shape_tree(model, options);
    const TreeNode& node = shape.nodes[static_cast<std::size_t>(shape.node_of(deepest))];
    return node.task == deepest && !node.folded;
  };
  CHECK_FALSE(shown_alone());
  options.opens_large = true;
  CHECK(shown_alone());
  options.folds[model.task(deepest).parent] = true;
  CHECK_FALSE(shown_alone());
}

TEST_CASE("a focus shows its node whole and, where there is room, the parent and nothing outside") {
  Played played(binary(6));
  const Model& model = played.at(0.65);
  const TreeShape shape = shape_tree(model, {.leaves = 40, .levels = 9});
  const TreeLayout layout = lay_out_tree(shape, model, {});
  int parents = 0;
  for (const Point room : {Point{465, 148}, Point{900, 500}, Point{1500, 700}}) {
    for (int i = 0; i < static_cast<int>(shape.nodes.size()); ++i) {
      const TreeFocus focus = focus_on(shape, layout, i, {}, room);
      const Box view = focus.view(room).grown(0.5f),
                box = layout.nodes[static_cast<std::size_t>(i)];
      CAPTURE(room.x, i, focus.zoom);
      CHECK((box.x >= view.x && box.right() <= view.right()));
      CHECK((box.y >= view.y && box.bottom() <= view.bottom()));
      // The parent too, unless the two are further apart than can be read at once.
      const int parent = shape.nodes[static_cast<std::size_t>(i)].parent;
      if (parent >= 0) {
        const Box above = layout.nodes[static_cast<std::size_t>(parent)];
        const float across = std::max(above.right(), box.right()) - std::min(above.x, box.x) + 28;
        const float down = std::max(above.bottom(), box.bottom()) - above.y + 28;
        if (across <= room.x / 0.66f && down <= room.y / 0.66f) {
          ++parents;
          CHECK((above.x >= view.x && above.right() <= view.right() && above.y >= view.y));
        }
      }
      // The tree's own edge, with what reaches out of its nodes there.
      if (view.w < layout.bounds.w) CHECK(view.x >= layout.bounds.x - 24);
      if (view.w < layout.bounds.w) CHECK(view.right() <= layout.bounds.right() + 24);
    }
  }
  CHECK(parents > 40);
}

// --- causes and ends --------------------------------------------------------------------------

std::vector<std::string> pills_at(Session& session, double seconds) {
  session.apply(command::SeekTime{sim_time_from_seconds(seconds)});
  std::vector<std::string> pills;
  // From there on to where something is cancelled.
  for (std::size_t position = session.model().position(); position <= session.record().size();
       ++position) {
    session.apply(command::Seek{position});
    const Model& model = session.model();
    for (std::size_t i = 0; i < model.nursery_count(); ++i) {
      const NurseryId id{static_cast<int32_t>(i)};
      const ScopeId scope = model.nursery(id).scope;
      if (model.nursery(id).phase == NurseryPhase::kClosed || !model.effective_cancel(scope))
        continue;
      for (std::size_t j = 0; j < model.nursery_count(); ++j) {
        pills.push_back(nursery_words(model, NurseryId{static_cast<int32_t>(j)}).front());
      }
      return pills;
    }
  }
  return pills;
}

std::string with_nursery(const std::string& before, const std::string& child) {
  return "import trio\n\nasync def other(n):\n" + child + "\nasync def main():\n" + before +
         "        async with trio.open_nursery() as n:\n"
         "            n.start_soon(trio.sleep, 9)\n            n.start_soon(other, n)\n\n"
         "trio.run(main)\n";
}

TEST_CASE("a nursery's pill says why it was cancelled: a failure, a deadline, or who called") {
  const std::string plain = "    if True:\n";
  Played failed(with_nursery(plain, "    await trio.sleep(1)\n    raise ValueError\n"));
  CHECK(pills_at(failed.session(), 0.9) ==
        std::vector<std::string>{"cancelled: other failed · 1 left"});
  Played called(with_nursery(plain, "    await trio.sleep(1)\n    n.cancel_scope.cancel()\n"));
  CHECK(pills_at(called.session(), 0.9) == std::vector<std::string>{"cancelled by other · 2 left"});
  Played late(with_nursery("    with trio.move_on_after(1):\n", "    await trio.sleep(5)\n"));
  CHECK(pills_at(late.session(), 0.9) == std::vector<std::string>{"time is up · 2 left"});
}

BeforeEnd before_end_of(Session& session, const std::string& label) {
  const Lanes& lanes = session.recording().lanes();
  for (std::size_t i = 0; i < lanes.count(); ++i) {
    const Lane& lane = lanes.of(TaskId{static_cast<int32_t>(i)});
    const Text text = session.recording().names().task(lane.task).label;
    if (session.record().text(text) == label) return lane.before_end;
  }
  FAIL("no task " << label);
  return BeforeEnd::kNothing;
}

TEST_CASE("of a task that is done it is known what it had been through") {
  const std::string plain = "    if True:\n";
  const auto ending = [&](const std::string& child) {
    Played played(with_nursery(plain, child));
    return before_end_of(played.session(), "other");
  };
  CHECK(ending("    await trio.sleep(1)\n") == BeforeEnd::kNothing);
  CHECK(ending("    try:\n        raise OSError\n    except OSError:\n"
               "        await trio.sleep(1)\n") == BeforeEnd::kCaughtError);
  CHECK(ending("    with trio.move_on_after(1):\n        await trio.sleep(5)\n") ==
        BeforeEnd::kTimedOut);
  // A deadline that did not fire is nothing.
  CHECK(ending("    with trio.move_on_after(5):\n        await trio.sleep(1)\n") ==
        BeforeEnd::kNothing);
  CHECK(ending("    await trio.sleep(1)\n    n.cancel_scope.cancel()\n") == BeforeEnd::kWon);
  // Its own scope is not the others'.
  CHECK(ending("    with trio.CancelScope() as s:\n        s.cancel()\n") == BeforeEnd::kNothing);
  CHECK(ending("    n.start_soon(last)\n    await trio.sleep(1)\n    n.cancel_scope.cancel()\n\n"
               "async def last():\n    try:\n        await trio.sleep(5)\n"
               "    except trio.Cancelled:\n        raise\n") == BeforeEnd::kWon);
  // How a loop over a channel ends is no error.
  CHECK(ending("    send, receive = trio.open_memory_channel(0)\n    await send.aclose()\n"
               "    async for _ in receive:\n        pass\n") == BeforeEnd::kNothing);
}

TEST_CASE("a task that was asked and is done before it was told is not simply done") {
  Played played(
      "import trio\n\nasync def quick(e):\n    await e.wait()\n\n"
      "async def boss(n, e):\n    await trio.sleep(1)\n    e.set()\n"
      "    n.cancel_scope.cancel()\n\nasync def main():\n"
      "    async with trio.open_nursery() as n:\n        e = trio.Event()\n"
      "        n.start_soon(quick, e)\n        n.start_soon(boss, n, e)\n\ntrio.run(main)\n");
  CHECK(before_end_of(played.session(), "quick") == BeforeEnd::kAsked);
  CHECK(before_end_of(played.session(), "boss") == BeforeEnd::kWon);
}

TEST_CASE("the next deadline is one that no shield keeps out") {
  Played kept(nested(3, 0, 1, false));
  CHECK(next_deadline(kept.at(0.5)) == ScopeId{1});
  Played open(nested(3, 0, -1, false));
  CHECK(next_deadline(open.at(0.5)) == ScopeId{0});
  // What is shielded from one task may reach another.
  Played other(
      "import trio\n\nasync def shielded():\n    with trio.CancelScope(shield=True):\n"
      "        await trio.sleep(9)\n\nasync def main():\n    with trio.move_on_after(2):\n"
      "        async with trio.open_nursery() as n:\n            n.start_soon(shielded)\n"
      "            await trio.sleep(9)\n\ntrio.run(main)\n");
  CHECK(next_deadline(other.at(0.5)) == ScopeId{0});
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
