#include "viewer/panels/tree/tree_loop.h"

#include <algorithm>
#include <cmath>

#include "engine/picture/orphans.h"

namespace grove {
namespace {

constexpr float kAround = 16, kRail = 2.5f, kPost = 9, kPostPitch = 20, kWords = 17, kFoot = 30;

// Created, and held by no nursery of Trio's.
bool is_of_loop(const Model& model, TaskId task) {
  for (; task; task = model.task(task).parent) {
    const TaskFacts& facts = model.task(task);
    if (facts.parent && !facts.nursery) return true;
  }
  return false;
}

struct Ground {
  Box tasks{};    // that hang in the tree
  Box orphans{};  // beside it, with the fence that they have of their own
};

Ground ground_of(const TreeScene& scene) {
  Ground ground;
  const auto& nodes = scene.shape().nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!nodes[i].task || !is_of_loop(scene.model(), nodes[i].task)) continue;
    if (is_among_orphans(scene.model(), nodes[i].task) && !scene.orphans().empty()) {
      ground.orphans = scene.orphans();
    } else {
      ground.tasks = united(ground.tasks, scene.node(static_cast<int>(i)));
    }
  }
  if (!ground.tasks.empty()) ground.tasks = ground.tasks.grown(kAround);
  if (!ground.orphans.empty()) ground.orphans = ground.orphans.grown(kAround);
  return ground;
}

// Whether something that is not the loop's stands between its tasks and its orphans.
bool is_apart(const TreeScene& scene, const Box& between) {
  const auto& nodes = scene.shape().nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const bool stranger = nodes[i].task && !is_of_loop(scene.model(), nodes[i].task);
    if (stranger && scene.node(static_cast<int>(i)).overlaps(between)) return true;
  }
  return false;
}

// Rails with posts across them: no other line looks so.
void draw_fence(const Canvas& c, const std::vector<Point>& way) {
  const ImU32 colour = c.theme().wire;
  c.path(way, colour, kRail, true);
  for (std::size_t i = 0; i < way.size(); ++i) {
    const Point from = way[i], to = way[(i + 1) % way.size()];
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    const int posts = static_cast<int>(length / kPostPitch);
    if (posts == 0) continue;
    const Point across{(to.y - from.y) / length * kPost / 2, (from.x - to.x) / length * kPost / 2};
    for (int post = 0; post < posts; ++post) {
      const float share = (static_cast<float>(post) + 0.5f) / static_cast<float>(posts);
      const Point at{from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
      c.line({at.x - across.x, at.y - across.y}, {at.x + across.x, at.y + across.y}, colour, kRail);
    }
  }
}

void draw_box(const Canvas& c, const Box& box) {
  draw_fence(
      c,
      {{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}});
}

// At the upper left corner, outside, where no edge comes down; else at the foot.
void draw_words(const Canvas& c, const TreeScene& scene, const Box& box) {
  const TextLook look{.size = scene.detail().legible(kWords), .weight = Weight::kBold};
  const char* const words = "asyncio loop";
  const float width = c.width(words, look) + look.size;
  Box plate{box.x + kAround - width, box.y - look.size * 0.8f, width, look.size * 1.6f};
  const auto& nodes = scene.nodes();
  const bool taken = std::any_of(nodes.begin(), nodes.end(),
                                 [&](const Box& node) { return node.grown(4).overlaps(plate); });
  if (taken) plate = {box.x + kAround, box.bottom() - look.size * 0.8f, width, plate.h};
  c.fill(plate, 6, c.theme().canvas);
  c.outline(plate, 6, c.theme().wire, kRail);
  c.text(plate.x + look.size / 2, plate.middle_y() + look.size * 0.35f, words, look);
}

}  // namespace

void draw_loop_fence(const Canvas& c, const TreeScene& scene) {
  if (scene.model().record().header.dialect != RecordDialect::kMixed) return;
  Ground ground = ground_of(scene);
  Box &tasks = ground.tasks, &orphans = ground.orphans;
  if (tasks.empty() && orphans.empty()) return;
  // Room for the words below the cards.
  for (Box* box : {&tasks, &orphans}) {
    if (!box->empty()) box->h += kFoot - kAround;
  }
  const bool both = !tasks.empty() && !orphans.empty();
  const Box between{tasks.right(), tasks.y, std::max(0.0f, orphans.x - tasks.right()), tasks.h};
  if (both && orphans.x > tasks.right() && orphans.y < tasks.bottom() &&
      !is_apart(scene, between)) {
    const float right = orphans.right(), low = std::max(orphans.bottom(), tasks.bottom());
    draw_fence(c, {{tasks.x, tasks.y},
                   {orphans.x, tasks.y},
                   {orphans.x, orphans.y},
                   {right, orphans.y},
                   {right, low},
                   {orphans.x, low},
                   {orphans.x, tasks.bottom()},
                   {tasks.x, tasks.bottom()}});
  } else {
    for (const Box& box : {tasks, orphans}) {
      if (!box.empty()) draw_box(c, box);
    }
  }
  if (!scene.detail().words) return;
  draw_words(c, scene, tasks.empty() ? orphans : tasks);
}

}  // namespace grove
