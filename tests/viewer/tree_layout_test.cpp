#include "engine/picture/tree_layout.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include "tests/model/stepped_story.h"

namespace grove {
namespace {

// A random tree: each task may open nurseries and scopes, and spawn children into any open nursery.
test::SteppedStory random_story(int tasks) {
  test::SteppedStory story;
  story.spawn_main();
  std::vector<NurseryId> nurseries = {story.open_nursery(TaskId{0})};
  std::vector<bool> scoped(1, false);
  for (int i = 1; i < tasks; ++i) {
    const auto nursery = nurseries[*rc::gen::inRange<std::size_t>(0, nurseries.size())];
    const TaskId task = story.spawn(nursery, "t" + std::to_string(i));
    if (*rc::gen::inRange(0, 4) == 0) {
      story.open_scope(task, ScopeKind::kMoveOnAfter, *rc::gen::inRange(0, 2) == 0 ? 0 : 9);
    }
    if (*rc::gen::inRange(0, 3) == 0) nurseries.push_back(story.open_nursery(task));
  }
  return story;
}

Model whole(const Record& record) {
  Model model(record);
  model.seek(record.size());
  return model;
}

TreeOptions random_options() {
  return {.leaves = *rc::gen::inRange(3, 60),
          .levels = *rc::gen::inRange(2, 12),
          .row = *rc::gen::inRange(3, 40),
          .cells = *rc::gen::inRange(4, 40)};
}

TreeSpacing random_spacing() {
  return {.density = *rc::gen::inRange(0, 2) == 0 ? TreeDensity::kRoomy : TreeDensity::kCompact,
          .tightness = static_cast<float>(*rc::gen::inRange(0, 3)) / 2,
          .low_tabs = *rc::gen::inRange(0, 2) == 0};
}

bool is_inside(const TreeShape& shape, int node, int storey) {
  while (node >= 0 && node != storey) node = shape.nodes[static_cast<std::size_t>(node)].parent;
  return node == storey;
}

TEST_CASE("no two nodes of the tree overlap") {
  rc::prop("for any tree", [] {
    test::SteppedStory story = random_story(*rc::gen::inRange(1, 80));
    const Model model = whole(story.record());
    const TreeShape shape = shape_tree(model, random_options());
    const TreeLayout layout = lay_out_tree(shape, model, random_spacing());
    for (std::size_t i = 0; i < layout.nodes.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        // A storey touches its task; less than half a unit is rounding.
        RC_ASSERT(!layout.nodes[i].grown(-0.25f).overlaps(layout.nodes[j].grown(-0.25f)));
      }
    }
  });
}

TEST_CASE("children stand centred under their bracket, in the order of their spawning") {
  rc::prop("for any tree", [] {
    test::SteppedStory story = random_story(*rc::gen::inRange(2, 80));
    const Model model = whole(story.record());
    const TreeShape shape = shape_tree(model, random_options());
    const TreeLayout layout = lay_out_tree(shape, model, random_spacing());
    for (std::size_t b = 0; b < shape.brackets.size(); ++b) {
      const TreeBracket& bracket = shape.brackets[b];
      if (bracket.children.empty() || bracket.wide) continue;
      const auto middle = [&](int node) {
        return layout.nodes[static_cast<std::size_t>(node)].middle_x();
      };
      const float centre = (middle(bracket.children.front()) + middle(bracket.children.back())) / 2;
      RC_ASSERT(std::abs(centre - layout.brackets[b].pill.x) < 0.5f);
      for (std::size_t i = 1; i < bracket.children.size(); ++i) {
        const int before = bracket.children[i - 1], after = bracket.children[i];
        RC_ASSERT(middle(before) < middle(after));
        const TreeNode& left = shape.nodes[static_cast<std::size_t>(before)];
        const TreeNode& right = shape.nodes[static_cast<std::size_t>(after)];
        const bool tasks =
            left.kind == TreeNode::Kind::kTask && right.kind == TreeNode::Kind::kTask;
        RC_ASSERT(!tasks || left.task < right.task);
      }
    }
  });
}

TEST_CASE("a scope's outline encloses all that it governs and nothing else") {
  rc::prop("for any tree", [] {
    test::SteppedStory story = random_story(*rc::gen::inRange(2, 60));
    const Model model = whole(story.record());
    const TreeShape shape = shape_tree(model, random_options());
    const TreeLayout layout = lay_out_tree(shape, model, random_spacing());
    for (const ScopePlace& scope : layout.scopes) {
      if (scope.outline.empty()) continue;
      for (std::size_t i = 0; i < layout.nodes.size(); ++i) {
        const Box& box = layout.nodes[i];
        if (is_inside(shape, static_cast<int>(i), scope.node)) {
          RC_ASSERT(box.x > scope.outline.x);
          RC_ASSERT(box.right() < scope.outline.right());
          RC_ASSERT(box.bottom() < scope.outline.bottom());
        } else {
          // The owner's upper storey ends where the outline begins.
          RC_ASSERT(!box.grown(-3).overlaps(scope.outline));
        }
      }
    }
  });
}

TEST_CASE("the same shape is always laid out in the same way") {
  rc::prop("for any tree", [] {
    test::SteppedStory story = random_story(*rc::gen::inRange(1, 60));
    const Model model = whole(story.record());
    const TreeOptions options = random_options();
    const TreeSpacing spacing = random_spacing();
    const TreeLayout once = lay_out_tree(shape_tree(model, options), model, spacing);
    const TreeLayout again = lay_out_tree(shape_tree(model, options), model, spacing);
    RC_ASSERT(once.nodes == again.nodes);
    RC_ASSERT(once.bounds == again.bounds);
  });
}

TEST_CASE("a node keeps its place whatever state its task comes to") {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  const NurseryId nursery = story.open_nursery(main);
  const TaskId a = story.spawn(nursery, "a");
  const TaskId b = story.spawn(nursery, "b");
  story.wait_for_children(nursery);
  const std::size_t before = story.record().size();
  story.sleep(a, 0.1);
  story.sleep(b, 0.5);
  story.at(0.1);
  story.fail(a, "Bang");
  story.cancel(nursery, a);
  story.ask(b, ScopeId{0});
  story.tell(b, ScopeId{0});
  story.exit_cancelled(b);

  Model model(story.record());
  model.seek(before);
  const TreeLayout first = lay_out_tree(shape_tree(model, {}), model, {});
  while (model.position() < story.record().size()) {
    model.forward();
    CHECK(lay_out_tree(shape_tree(model, {}), model, {}).nodes == first.nodes);
  }
}

TEST_CASE("a nursery's own scope is never shown as a scope, from its first event on") {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  story.open_nursery(main);
  Model model(story.record());
  while (model.position() < story.record().size()) {
    model.forward();
    for (const TreeNode& node : shape_tree(model, {}).nodes) {
      CHECK(node.kind == TreeNode::Kind::kTask);
    }
  }
}

TEST_CASE("every task is shown by a node or stands behind one, and the counts add up") {
  rc::prop("for any tree", [] {
    test::SteppedStory story = random_story(*rc::gen::inRange(1, 120));
    const Model model = whole(story.record());
    const TreeShape shape = shape_tree(model, random_options());
    int32_t shown = 0;
    for (const TreeNode& node : shape.nodes) {
      if (node.kind == TreeNode::Kind::kStorey || node.kind == TreeNode::Kind::kSteps) continue;
      shown += node.stands_for_many() ? node.total() : 1;
    }
    RC_ASSERT(shown == static_cast<int32_t>(model.task_count()));
    for (std::size_t i = 0; i < model.task_count(); ++i) {
      RC_ASSERT(shape.node_of(TaskId{static_cast<int32_t>(i)}) >= 0);
    }
  });
}

TEST_CASE("the children of a closed nursery go into one pile as soon as the next one opens") {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  const NurseryId first = story.open_nursery(main);
  const TaskId a = story.spawn(first, "a"), b = story.spawn(first, "b");
  story.wait_for_children(first);
  story.exit(a);
  story.exit(b);
  story.close_nursery(first);
  const TreeShape before = shape_tree(whole(story.record()), {});
  CHECK(before.shown_at[a.index()] != before.shown_at[b.index()]);
  const TaskId c = story.spawn(story.open_nursery(main), "c");
  const TreeShape after = shape_tree(whole(story.record()), {});
  const int pile = after.shown_at[a.index()];
  CHECK(pile == after.shown_at[b.index()]);
  CHECK(after.nodes[static_cast<std::size_t>(pile)].kind == TreeNode::Kind::kPile);
  const int place = after.shown_at[c.index()];
  CHECK(after.nodes[static_cast<std::size_t>(place)].kind == TreeNode::Kind::kTask);
}

TEST_CASE("a tree that is too large is folded until it fits, and unfolds by hand") {
  test::SteppedStory story;
  story.spawn_main();
  std::vector<NurseryId> level = {story.open_nursery(TaskId{0})};
  TaskId some;
  for (int depth = 0; depth < 7; ++depth) {
    std::vector<NurseryId> next;
    for (const NurseryId nursery : level) {
      for (int child = 0; child < 2; ++child) {
        const TaskId task = story.spawn(nursery, "t");
        if (depth == 4) some = task;
        next.push_back(story.open_nursery(task));
      }
    }
    level = next;
  }
  const Model model = whole(story.record());
  const TreeShape shape = shape_tree(model, {.leaves = 16, .levels = 9});
  CHECK(shape.nodes.size() == 31);
  const int folded = shape.node_of(some);
  CHECK(shape.nodes[static_cast<std::size_t>(folded)].folded);

  TreeOptions options{.leaves = 16, .levels = 9};
  const TaskId by_hand = shape.nodes[static_cast<std::size_t>(folded)].task;
  options.folds[by_hand] = false;
  CHECK(shape_tree(model, options).nodes.size() > shape.nodes.size());
  options.folds = {{TaskId{0}, true}};
  CHECK(shape_tree(model, options).nodes.size() == 1);
}

TEST_CASE("fitting never exceeds the room, and uses it") {
  rc::prop("for any tree", [] {
    test::SteppedStory story = random_story(*rc::gen::inRange(1, 60));
    const Model model = whole(story.record());
    const TreeShape shape = shape_tree(model, {});
    const TreeFit fit = fit_tree(shape, model, 900, 480, 1.3f);
    RC_ASSERT(fit.layout.bounds.w * fit.zoom <= 900.5f);
    RC_ASSERT(fit.layout.bounds.h * fit.zoom <= 480.5f);
    const bool fills = fit.layout.bounds.w * fit.zoom > 700 ||
                       fit.layout.bounds.h * fit.zoom > 400 || fit.zoom > 1.2f;
    RC_ASSERT(fills);
  });
}

}  // namespace
}  // namespace grove
