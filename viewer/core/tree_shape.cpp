#include "viewer/core/tree_shape.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <set>

namespace grove {
namespace {

// A nursery's own scope is its bracket, for the moment before the nursery is recorded too.
bool is_nurserys(const ScopeFacts& scope) {
  return scope.nursery || scope.how == ScopeKind::kNursery;
}

// A pile needs at least two tasks beside it, or it explains nothing.
constexpr int kLeastBesidePile = 3;

class Shaper {
 public:
  Shaper(const Model& model, const TreeOptions& options) : model_(model), options_(options) {}

  TreeShape shape() {
    count_subtrees();
    add_roots();
    // Level by level, so that room is shared fairly and never spent on one deep branch.
    while (!waiting_.empty()) {
      const int node = waiting_.front();
      waiting_.pop_front();
      expand(node);
    }
    sort_parents_first();
    count_what_is_hidden();
    return std::move(shape_);
  }

 private:
  // A task's children come after it, whatever moved them, so one pass from the end adds all up.
  void count_subtrees() {
    const std::size_t n = model_.task_count();
    subtree_.assign(n, 1);
    alive_.assign(n, 0);
    for (std::size_t i = n; i-- > 0;) {
      const TaskFacts& task = model_.task(TaskId{static_cast<int32_t>(i)});
      alive_[i] += task.alive ? 1 : 0;
      if (!task.parent) continue;
      subtree_[task.parent.index()] += subtree_[i];
      alive_[task.parent.index()] += alive_[i];
    }
    shape_.shown_at.assign(n, -1);
  }

  void add_roots() {
    for (std::size_t i = 0; i < model_.task_count(); ++i) {
      const TaskFacts& task = model_.task(TaskId{static_cast<int32_t>(i)});
      const bool stands_apart = task.orphaned && task.parent && !model_.task(task.parent).orphaned;
      if (task.parent && !stands_apart) continue;
      const int node = add_task(task.id, -1, -1, 0);
      shape_.nodes[static_cast<std::size_t>(node)].orphan_root = stands_apart;
      shape_.roots.push_back(node);
      ++leaves_;
    }
  }

  int add_node(TreeNode node) {
    shape_.nodes.push_back(std::move(node));
    return static_cast<int>(shape_.nodes.size()) - 1;
  }

  int add_task(TaskId task, int parent, int bracket, int depth) {
    const int node = add_node({.task = task, .parent = parent, .bracket = bracket, .depth = depth});
    shape_.shown_at[task.index()] = node;
    waiting_.push_back(node);
    return node;
  }

  TreeNode& node(int index) { return shape_.nodes[static_cast<std::size_t>(index)]; }

  int add_bracket(TreeBracket bracket) {
    const int index = static_cast<int>(shape_.brackets.size());
    node(bracket.owner).brackets.push_back(index);
    shape_.brackets.push_back(std::move(bracket));
    return index;
  }

  void hang(int bracket, int child) {
    shape_.brackets[static_cast<std::size_t>(bracket)].children.push_back(child);
  }

  // --- one task -----------------------------------------------------------------------------

  // What a task opened, in order: a nursery, or a scope that is no nursery's own.
  struct Part {
    EventId opened;
    NurseryId nursery;
    ScopeId scope;
  };

  void expand(int index) {
    const TaskFacts& task = model_.task(node(index).task);
    const auto wish = options_.folds.find(task.id);
    const bool wished_open = wish != options_.folds.end() && !wish->second;
    const bool wished_folded = wish != options_.folds.end() && wish->second;
    if (subtree_[task.id.index()] > 1) {
      const bool too_much = node(index).depth + 1 >= options_.levels ||
                            (leaves_ >= options_.leaves && node(index).depth > 0);
      if (wished_folded || (too_much && !wished_open)) {
        node(index).folded = true;
        return;
      }
    }
    collect_parts(task);
    find_governing_scopes(task);
    choose_leaf_scope(task);
    add_parts(index, ScopeId{}, wished_open);
    add_created(index, task, wished_open);
  }

  TreeBracket& bracket_of(int index) { return shape_.brackets[static_cast<std::size_t>(index)]; }

  void collect_parts(const TaskFacts& task) {
    parts_.clear();
    for (const NurseryId id : task.nurseries) {
      parts_.push_back({model_.nursery(id).opened, id, ScopeId{}});
    }
    for (const ScopeId id : task.scopes) {
      const ScopeFacts& scope = model_.scope(id);
      if (!is_nurserys(scope)) parts_.push_back({scope.opened, NurseryId{}, id});
    }
    std::sort(parts_.begin(), parts_.end(),
              [](const Part& a, const Part& b) { return a.opened < b.opened; });
  }

  // A nursery in a record from elsewhere may have no scope.
  ScopeId outside_of(ScopeId scope) const { return scope ? model_.scope(scope).parent : ScopeId{}; }

  // The scope of the same task that a part was opened inside of; nurseries' own scopes do not
  // count, since their body is their owner's.
  ScopeId storey_outside(ScopeId scope, TaskId task) const {
    ScopeId outer = outside_of(scope);
    while (outer && model_.scope(outer).task == task && is_nurserys(model_.scope(outer))) {
      outer = model_.scope(outer).parent;
    }
    return outer && model_.scope(outer).task == task ? outer : ScopeId{};
  }

  ScopeId outside_of(const Part& part, TaskId task) const {
    return storey_outside(part.nursery ? model_.nursery(part.nursery).scope : part.scope, task);
  }

  // Scopes that a nursery of the same task was opened under.
  void find_governing_scopes(const TaskFacts& task) {
    governing_.clear();
    for (const NurseryId id : task.nurseries) {
      ScopeId outer = outside_of(model_.nursery(id).scope);
      while (outer && model_.scope(outer).task == task.id && governing_.insert(outer).second) {
        outer = model_.scope(outer).parent;
      }
    }
  }

  // Of the scopes without a nursery inside, which a loop may open by the thousand, one is shown:
  // the innermost that is open, else the last. So the storey stays while the task goes on.
  void choose_leaf_scope(const TaskFacts& task) {
    leaf_scope_ = ScopeId{};
    bool found_open = false;
    for (const ScopeId id : task.scopes) {
      const ScopeFacts& scope = model_.scope(id);
      if (is_nurserys(scope) || governing_.count(id) > 0) continue;
      if (scope.open || !found_open) leaf_scope_ = id;
      found_open = found_open || scope.open;
    }
    if (!task.alive && leaf_scope_ && !model_.scope(leaf_scope_).cancelled) leaf_scope_ = {};
  }

  // Adds the parts that were opened directly inside `inside` (unset: in the task itself).
  void add_parts(int owner, ScopeId inside, bool wished_open) {
    const TaskId task = node(owner).task;
    std::vector<Part> shown;
    for (const Part& part : parts_) {
      if (outside_of(part, task) != inside) continue;
      if (part.nursery || part.scope == leaf_scope_ || governing_.count(part.scope) > 0) {
        shown.push_back(part);
      }
    }
    // What has closed gives way as soon as something later opens.
    std::size_t first = 0;
    while (first + 1 < shown.size() && has_ended(shown[first])) ++first;
    const bool has_pile = add_earlier(owner, {shown.begin(), shown.begin() + first});
    const bool alone = first + 1 == shown.size() && !has_pile && model_.task(task).created.empty();
    for (; first < shown.size(); ++first) {
      if (shown[first].nursery) {
        add_nursery(owner, shown[first].nursery, wished_open);
      } else {
        add_storey(owner, shown[first].scope, alone, wished_open);
      }
    }
  }

  bool has_ended(const Part& part) const {
    return part.nursery ? model_.nursery(part.nursery).phase == NurseryPhase::kClosed
                        : !model_.scope(part.scope).open;
  }

  // False if there was nothing to show.
  bool add_earlier(int owner, const std::vector<Part>& earlier) {
    std::vector<TaskId> tasks;
    for (const Part& part : earlier) {
      if (!part.nursery) continue;
      for (const TaskId child : model_.nursery(part.nursery).children) tasks.push_back(child);
    }
    if (tasks.empty()) return false;
    const int bracket = add_bracket({.kind = TreeBracket::Kind::kStem, .owner = owner});
    hang(bracket, add_pile(owner, bracket, tasks));
    return true;
  }

  int add_pile(int owner, int bracket, const std::vector<TaskId>& tasks) {
    const int pile = add_node({.kind = TreeNode::Kind::kPile,
                               .task = node(owner).task,
                               .parent = owner,
                               .bracket = bracket,
                               .depth = node(owner).depth + 1});
    for (const TaskId task : tasks) shape_.shown_at[task.index()] = pile;
    return pile;
  }

  // `attached`: right under its task, which has nothing else below it.
  void add_storey(int owner, ScopeId scope, bool attached, bool wished_open) {
    const int storey = add_node({.kind = TreeNode::Kind::kStorey,
                                 .task = node(owner).task,
                                 .scope = scope,
                                 .parent = owner,
                                 .depth = node(owner).depth});
    if (attached) {
      node(owner).storey = storey;
    } else {
      const int bracket = add_bracket({.kind = TreeBracket::Kind::kStem, .owner = owner});
      node(storey).bracket = bracket;
      hang(bracket, storey);
    }
    add_parts(storey, scope, wished_open);
  }

  void add_nursery(int owner, NurseryId nursery, bool wished_open) {
    const int bracket = add_bracket({.nursery = nursery, .owner = owner});
    add_children(owner, bracket, model_.nursery(nursery).children, wished_open);
  }

  void add_created(int owner, const TaskFacts& task, bool wished_open) {
    std::vector<TaskId> created;
    for (const TaskId child : task.created) {
      if (shape_.shown_at[child.index()] < 0) created.push_back(child);
    }
    if (created.empty()) return;
    const int bracket = add_bracket({.kind = TreeBracket::Kind::kCreated, .owner = owner});
    add_children(owner, bracket, created, wished_open);
  }

  void add_children(int owner, int bracket, const std::vector<TaskId>& children, bool wished_open) {
    if (children.empty()) return;
    const int depth = node(owner).depth + 1;
    const auto room = std::max(kLeastBesidePile, options_.leaves - leaves_ + 1);
    std::vector<TaskId> shown, ended, further;
    const bool all = wished_open || static_cast<int>(children.size()) <= room;
    for (const TaskId child : children) {
      if (all) {
        shown.push_back(child);
      } else if (alive_[child.index()] == 0) {
        ended.push_back(child);
      } else if (static_cast<int>(shown.size()) < room - 2) {
        shown.push_back(child);
      } else {
        further.push_back(child);
      }
    }
    if (!ended.empty()) hang(bracket, add_pile(owner, bracket, ended));
    for (const TaskId child : shown) hang(bracket, add_task(child, owner, bracket, depth));
    if (!further.empty()) hang(bracket, add_pile(owner, bracket, further));
    leaves_ += static_cast<int>(bracket_of(bracket).children.size()) - 1;
  }

  // --- the whole ------------------------------------------------------------------------------

  // Nodes were added level by level; drawing and placing want each subtree in one piece.
  void sort_parents_first() {
    std::vector<int> order, open(shape_.roots.rbegin(), shape_.roots.rend());
    while (!open.empty()) {
      const int index = open.back();
      open.pop_back();
      order.push_back(index);
      const TreeNode& at = node(index);
      for (auto b = at.brackets.rbegin(); b != at.brackets.rend(); ++b) {
        const std::vector<int>& children = bracket_of(*b).children;
        open.insert(open.end(), children.rbegin(), children.rend());
      }
      if (at.storey >= 0) open.push_back(at.storey);
    }
    std::vector<int> place(shape_.nodes.size(), -1);
    for (std::size_t i = 0; i < order.size(); ++i) {
      place[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
    }
    const auto moved = [&](int& index) {
      if (index >= 0) index = place[static_cast<std::size_t>(index)];
    };
    std::vector<TreeNode> sorted;
    for (const int index : order) sorted.push_back(std::move(node(index)));
    shape_.nodes = std::move(sorted);
    for (TreeNode& at : shape_.nodes) {
      moved(at.parent);
      moved(at.storey);
    }
    for (TreeBracket& bracket : shape_.brackets) {
      moved(bracket.owner);
      for (int& child : bracket.children) moved(child);
    }
    for (int& root : shape_.roots) moved(root);
    for (int32_t& shown : shape_.shown_at) moved(shown);
  }

  void count_what_is_hidden() {
    for (std::size_t i = 0; i < shape_.shown_at.size(); ++i) {
      const TaskId task{static_cast<int32_t>(i)};
      const TaskId parent = model_.task(task).parent;
      if (shape_.shown_at[i] < 0 && parent) shape_.shown_at[i] = shape_.shown_at[parent.index()];
      if (shape_.shown_at[i] < 0) continue;
      TreeNode& at = node(shape_.shown_at[i]);
      if (at.folded || at.kind == TreeNode::Kind::kPile) {
        ++at.counts[static_cast<std::size_t>(model_.status(task))];
      }
    }
  }

  const Model& model_;
  const TreeOptions& options_;
  TreeShape shape_;
  std::vector<int32_t> subtree_, alive_;  // tasks in each task's subtree, itself included
  std::deque<int> waiting_;               // nodes to expand
  int leaves_ = 0;
  // Of the task that is being expanded.
  std::vector<Part> parts_;
  std::set<ScopeId> governing_;
  ScopeId leaf_scope_;
};

}  // namespace

int32_t TreeNode::total() const { return std::accumulate(counts.begin(), counts.end(), 0); }

int TreeShape::node_of(TaskId task) const {
  return task && task.index() < shown_at.size() ? shown_at[task.index()] : -1;
}

int TreeShape::storey_of(ScopeId scope) const {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].kind == TreeNode::Kind::kStorey && nodes[i].scope == scope) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

TreeShape shape_tree(const Model& model, const TreeOptions& options) {
  return Shaper(model, options).shape();
}

}  // namespace grove
