// What the parts of a tree's shape say of themselves.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/picture/tree_shape.h"
#include "engine/picture/words.h"

namespace grove {

int32_t TreeNode::total() const { return std::accumulate(counts.begin(), counts.end(), 0); }

bool TreeNode::stands_for_many() const {
  return folded || kind == Kind::kPile || kind == Kind::kRun;
}

int TreeShape::node_of(TaskId task) const {
  return task && task.index() < shown_at.size() ? shown_at[task.index()] : -1;
}

int TreeShape::storey_of(ScopeId scope) const {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const TreeNode& node = nodes[i];
    const bool storey = node.kind == TreeNode::Kind::kStorey && node.scope == scope;
    const bool step = std::find(node.steps.begin(), node.steps.end(), scope) != node.steps.end();
    if (storey || step) return static_cast<int>(i);
  }
  return -1;
}

std::string cell_label(const Model& model, const TreeBracket& bracket, TaskId task) {
  return std::string(label_of(model, task).substr(bracket.shared.size()));
}

std::string run_label(const Model& model, const TreeBracket& bracket, const TreeNode& run) {
  std::string what = fmt::format("{} tasks", run.total());
  const auto all = std::find(run.counts.begin(), run.counts.end(), run.total());
  if (all != run.counts.end()) {
    const auto status = static_cast<TaskStatus>(all - run.counts.begin());
    what = fmt::format("{} {}", run.total(), status_word(status));
  }
  return fmt::format("{} … {} · {}", cell_label(model, bracket, run.task),
                     cell_label(model, bracket, run.last), what);
}

}  // namespace grove
