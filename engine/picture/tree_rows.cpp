#include "engine/picture/tree_rows.h"

#include <algorithm>
#include <utility>

namespace grove {

namespace {

using Fold = RowOptions::Fold;

// A row to be made. What a task opened is laid out with it, as `below`; tasks' own rows below
// follow when the walk comes to them.
struct Node {
  TreeRow row;
  bool over = false;           // ended, and so is all below
  std::vector<TaskId> shares;  // tasks that are shown by this row and are not row.task
  std::vector<Node> below;
};

bool is_orphan_root(const TaskFacts& task) { return task.orphaned && !task.nursery && task.alive; }

TaskId parent_of(const Model& model, const TaskFacts& task) {
  if (is_orphan_root(task)) return {};
  return task.nursery ? model.nursery(task.nursery).task : task.parent;
}

void add(FoldedTasks* to, const FoldedTasks& more) {
  to->done += more.done;
  to->cancelled += more.cancelled;
  to->failed += more.failed;
}

}  // namespace

class TreeRowsBuilder {
 public:
  TreeRowsBuilder(const Model& model, RowOptions options, TreeRows* out)
      : model_(model), fold_(options.fold), out_(*out) {}

  void build() {
    add_up();
    out_.row_of_task_.assign(model_.task_count(), -1);
    std::vector<Node> roots;
    std::vector<Node> orphans;
    for (std::size_t i = 0; i < model_.task_count(); ++i) {
      const TaskFacts& task = model_.task(TaskId{static_cast<int32_t>(i)});
      if (parent_of(model_, task)) continue;
      (is_orphan_root(task) ? orphans : roots).push_back(task_node(task));
    }
    walk(std::move(roots), -1);
    if (orphans.empty()) return;
    TreeRow heading;
    heading.kind = TreeRow::Kind::kOrphans;
    out_.rows_.push_back(heading);
    walk(std::move(orphans), static_cast<int32_t>(out_.rows_.size()) - 1);
  }

 private:
  struct Level {
    std::vector<Node> nodes;
    std::size_t next = 0;
    int32_t parent = -1;
  };

  bool folds(Fold level) const { return fold_ >= level; }

  // A parent is older than its children, even than one that moved to it: the nursery it moved
  // into was open before the child was started. So one pass from the youngest task adds up.
  void add_up() {
    below_.assign(model_.task_count(), {});
    alive_below_.assign(model_.task_count(), 0);
    for (std::size_t i = model_.task_count(); i-- > 0;) {
      const TaskFacts& task = model_.task(TaskId{static_cast<int32_t>(i)});
      const TaskId parent = parent_of(model_, task);
      if (!parent) continue;
      alive_below_[parent.index()] += alive_below_[i] + (task.alive ? 1 : 0);
      if (!task.alive) add(&below_[parent.index()], with_below(task.id));
    }
  }

  FoldedTasks with_below(TaskId task) const {
    const TaskStatus status = model_.status(task);
    FoldedTasks sum = below_[task.index()];
    add(&sum, {.done = status == TaskStatus::kDone,
               .cancelled = status == TaskStatus::kCancelled,
               .failed = status == TaskStatus::kFailed || status == TaskStatus::kPassesOn});
    return sum;
  }

  bool over(TaskId task) const {
    return !model_.task(task).alive && alive_below_[task.index()] == 0;
  }

  // Rows in order, parents before what is below them. A stack of our own, for deep trees.
  void walk(std::vector<Node> roots, int32_t parent) {
    std::vector<Level> stack;
    stack.push_back({std::move(roots), 0, parent});
    while (!stack.empty()) {
      Level& level = stack.back();
      if (level.next == level.nodes.size()) {
        stack.pop_back();
        continue;
      }
      Node node = std::move(level.nodes[level.next++]);
      node.row.last = level.next == level.nodes.size();
      node.row.parent = level.parent;
      if (level.parent >= 0) {
        node.row.depth = out_.rows_[static_cast<std::size_t>(level.parent)].depth + 1;
      }
      if (node.row.kind == TreeRow::Kind::kTask) fill_task(&node);
      const int32_t index = static_cast<int32_t>(out_.rows_.size());
      if (node.row.task) out_.row_of_task_[node.row.task.index()] = index;
      for (TaskId task : node.shares) out_.row_of_task_[task.index()] = index;
      out_.rows_.push_back(node.row);
      if (!node.below.empty()) stack.push_back({std::move(node.below), 0, index});
    }
  }

  Node task_node(const TaskFacts& task) const {
    Node node;
    node.row.kind = TreeRow::Kind::kTask;
    node.row.created = !task.nursery && task.parent;
    node.row.task = task.id;
    node.over = over(task.id);
    return node;
  }

  void fill_task(Node* node) const {
    const TaskFacts& task = model_.task(node->row.task);
    if (folds(Fold::kOverInside) && node->over) {
      node->row.folded = below_[task.id.index()];
      return;
    }
    node->below = opened_by(task);
    if (folds(Fold::kNurseryRows) && node->below.size() == 1 &&
        node->below[0].row.kind == TreeRow::Kind::kNursery && node->below[0].shares.empty()) {
      node->row.nursery = node->below[0].row.nursery;
      std::vector<Node> children = std::move(node->below[0].below);
      node->below = std::move(children);
    }
    for (TaskId child : task.created) add_child(child, &node->below);
    merge_over(&node->below);
  }

  void add_child(TaskId child, std::vector<Node>* nodes) const {
    const TaskFacts& task = model_.task(child);
    if (!is_orphan_root(task)) nodes->push_back(task_node(task));
  }

  // What the task opened, as a forest. Later scopes are inside earlier ones or beside them, never
  // round them, so one pass from the last to the first settles what is shown and builds it.
  std::vector<Node> opened_by(const TaskFacts& task) const {
    const std::vector<ScopeId>& scopes = task.scopes;
    std::vector<int> outer(scopes.size(), -1);
    std::vector<char> shown(scopes.size(), 0);
    for (std::size_t i = scopes.size(); i-- > 0;) {
      const ScopeFacts& scope = model_.scope(scopes[i]);
      outer[i] = index_of(scopes, scope.parent);
      shown[i] = shown[i] || shows_by_itself(task, scope);
      if (shown[i] && outer[i] >= 0) shown[static_cast<std::size_t>(outer[i])] = 1;
    }
    std::vector<std::vector<Node>> inside(scopes.size());
    std::vector<Node> top;
    for (std::size_t i = scopes.size(); i-- > 0;) {
      if (!shown[i]) continue;
      std::reverse(inside[i].begin(), inside[i].end());
      Node node = scope_node(model_.scope(scopes[i]), std::move(inside[i]));
      (outer[i] >= 0 ? inside[static_cast<std::size_t>(outer[i])] : top).push_back(std::move(node));
    }
    std::reverse(top.begin(), top.end());
    for (NurseryId nursery : task.nurseries) {
      if (!model_.nursery(nursery).scope) top.push_back(nursery_node(nursery, {}));
    }
    return top;
  }

  // Where the task's own scope stands in its list, which is in order of ids; -1 if it is another
  // task's.
  static int index_of(const std::vector<ScopeId>& scopes, ScopeId id) {
    const auto found = std::lower_bound(scopes.begin(), scopes.end(), id);
    if (found == scopes.end() || *found != id) return -1;
    return static_cast<int>(found - scopes.begin());
  }

  bool shows_by_itself(const TaskFacts& task, const ScopeFacts& scope) const {
    // Between a nursery's scope and the nursery there is an event at which only one of them is.
    if (scope.how == ScopeKind::kNursery && !scope.nursery) return false;
    if (scope.open) return true;
    if (scope.nursery) return !model_.nursery(scope.nursery).children.empty();
    return scope.cancelled && scope.id == task.scopes.back();
  }

  Node scope_node(const ScopeFacts& scope, std::vector<Node> inside) const {
    if (scope.nursery) return nursery_node(scope.nursery, std::move(inside));
    Node node;
    node.row.kind = TreeRow::Kind::kScope;
    node.row.scope = scope.id;
    node.below = std::move(inside);
    finish(&node, !scope.open);
    return node;
  }

  Node nursery_node(NurseryId id, std::vector<Node> inside) const {
    const NurseryFacts& nursery = model_.nursery(id);
    Node node;
    node.row.kind = TreeRow::Kind::kNursery;
    node.row.nursery = id;
    for (TaskId child : nursery.children) {
      // One that has moved on stands where it is now.
      if (model_.task(child).nursery == id) add_child(child, &node.below);
    }
    for (Node& item : inside) node.below.push_back(std::move(item));
    finish(&node, nursery.phase == NurseryPhase::kClosed);
    return node;
  }

  void finish(Node* node, bool ended) const {
    node->over = ended && std::all_of(node->below.begin(), node->below.end(),
                                      [](const Node& below) { return below.over; });
    if (node->over && folds(Fold::kOverInside)) {
      for (Node& below : node->below) take_in(&below, node);
      node->below.clear();
    }
    merge_over(&node->below);
  }

  // `node` is hidden: its tasks are shown by `by`.
  void take_in(Node* node, Node* by) const {
    add(&by->row.folded, node->row.folded);
    if (node->row.task) {
      by->shares.push_back(node->row.task);
      add(&by->row.folded, with_below(node->row.task));
    }
    by->shares.insert(by->shares.end(), node->shares.begin(), node->shares.end());
  }

  // Neighbours that are over become one row; one alone keeps its own.
  void merge_over(std::vector<Node>* nodes) const {
    if (!folds(Fold::kOverRows)) return;
    std::vector<Node> merged;
    for (std::size_t i = 0; i < nodes->size();) {
      std::size_t end = i;
      while (end < nodes->size() && (*nodes)[end].over) ++end;
      if (end - i < 2) {
        merged.push_back(std::move((*nodes)[i++]));
        continue;
      }
      Node row;
      row.row.kind = TreeRow::Kind::kFolded;
      row.over = true;
      for (; i < end; ++i) take_in(&(*nodes)[i], &row);
      merged.push_back(std::move(row));
    }
    *nodes = std::move(merged);
  }

  const Model& model_;
  Fold fold_;
  TreeRows& out_;
  std::vector<FoldedTasks> below_;    // the tasks below each that have exited
  std::vector<int32_t> alive_below_;  // how many have not
};

TreeRows::TreeRows(const Model& model, RowOptions options) {
  TreeRowsBuilder(model, options, this).build();
}

int TreeRows::row_of(const Model& model, TaskId task) const {
  while (task && task.index() < row_of_task_.size()) {
    if (row_of_task_[task.index()] >= 0) return row_of_task_[task.index()];
    task = parent_of(model, model.task(task));
  }
  return -1;
}

}  // namespace grove
