#include "viewer/core/thumbnail.h"

#include <algorithm>
#include <cmath>

#include "engine/lesson/stops.h"
#include "engine/picture/orphans.h"
#include "engine/picture/tree_layout.h"
#include "engine/scenario/load.h"

namespace grove {

namespace {

const TreeOptions kShown{.leaves = 7, .levels = 4};
// Moments that are looked at, of a run without a lesson.
constexpr std::size_t kMostLooked = 40;
// For the layout: as wide and high as the picture will be.
constexpr float kWidth = 1060, kHeight = 420;

// How much there is to be seen: states that differ, then tasks.
int score(const Model& model) {
  int states = 0;
  for (const int32_t count : model.status_counts()) states += count > 0 ? 1 : 0;
  return states * 4 + static_cast<int>(std::min<std::size_t>(model.task_count(), 9));
}

std::vector<std::size_t> moments(const Recording& recording, const Scenario& scenario) {
  std::vector<std::size_t> places;
  if (scenario.lesson && !scenario.compare && recording.complete()) {
    for (const LessonStop& stop : find_stops(*scenario.lesson, recording.record()).places) {
      places.push_back(stop.behind);
    }
  }
  const std::vector<EventId>& steps = recording.index().step_events();
  const std::size_t stride = std::max<std::size_t>(1, steps.size() / kMostLooked);
  if (!places.empty()) return places;
  for (std::size_t i = 0; i < steps.size(); i += stride) places.push_back(steps[i].index() + 1);
  return places;
}

Thumbnail draw(const Model& model) {
  Thumbnail picture;
  const TreeShape shape = shape_tree(model, kShown);
  const TreeLayout layout = fit_tree(shape, model, kWidth, kHeight, 1.3f).layout;
  const Orphans orphans = orphans_of(model);
  for (std::size_t i = 0; i < shape.nodes.size(); ++i) {
    const TreeNode& node = shape.nodes[i];
    const bool drawn = node.kind == TreeNode::Kind::kTask || node.kind == TreeNode::Kind::kCell ||
                       node.kind == TreeNode::Kind::kRun || node.kind == TreeNode::Kind::kPile;
    if (!drawn || !node.task) continue;
    const TaskFacts& facts = model.task(node.task);
    picture.cards.push_back({layout.nodes[i], model.status(node.task), facts.block.on,
                             facts.alive && orphans.has(node.task)});
  }
  for (std::size_t i = 0; i < shape.brackets.size(); ++i) {
    const TreeBracket& bracket = shape.brackets[i];
    const Box& owner = layout.nodes[static_cast<std::size_t>(bracket.owner)];
    const float bar = layout.brackets[i].pill.y;
    for (const int child : bracket.children) {
      const Box& below = layout.nodes[static_cast<std::size_t>(child)];
      if (std::abs(owner.middle_x() - below.middle_x()) < 1) {
        picture.edges.push_back({{owner.middle_x(), owner.bottom()}, {below.middle_x(), below.y}});
        continue;
      }
      picture.edges.push_back({{owner.middle_x(), owner.bottom()},
                               {owner.middle_x(), bar},
                               {below.middle_x(), bar},
                               {below.middle_x(), below.y}});
    }
  }
  for (const ScopePlace& scope : layout.scopes) {
    if (!scope.outline.empty()) picture.scopes.push_back(scope.outline);
  }
  picture.bounds = layout.bounds;
  return picture;
}

}  // namespace

ThumbnailMaker::ThumbnailMaker(Files& files, const std::string& path) {
  ScenarioResult read = load_scenario(files, path);
  if (!read.scenario) return;
  scenario_ = std::make_shared<const Scenario>(std::move(*read.scenario));
  Problems problems;
  recording_ = Recording::of_scenario(scenario_, scenario_->inputs, &problems);
}

void ThumbnailMaker::advance(int64_t operations) {
  if (finished()) return;
  recording_->advance(operations);
  spent_ += operations;
}

Thumbnail ThumbnailMaker::take() {
  if (recording_ == nullptr) return {};
  Model model(recording_->record());
  std::size_t best = 0;
  int best_score = -1;
  for (const std::size_t place : moments(*recording_, *scenario_)) {
    model.seek(std::min(place, recording_->record().size()));
    if (score(model) <= best_score) continue;
    best_score = score(model);
    best = model.position();
  }
  model.seek(best);
  return draw(model);
}

}  // namespace grove
