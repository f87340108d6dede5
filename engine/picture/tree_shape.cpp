#include "engine/picture/tree_shape.h"

#include <algorithm>
#include <deque>
#include <set>

#include "engine/picture/words.h"

namespace grove {
namespace {

// A nursery's own scope is its bracket, for the moment before the nursery is recorded too.
bool is_nurserys(const ScopeFacts& scope) {
  return scope.nursery || scope.how == ScopeKind::kNursery;
}

// A pile needs at least two tasks beside it, or it explains nothing.
constexpr int kLeastBesidePile = 3;
// Fewer than that stand for themselves.
constexpr std::size_t kLeastRun = 3;

class Shaper {
 public:
  Shaper(const Model& model, const TreeOptions& options) : model_(model), options_(options) {}

  TreeShape shape() {
    count_subtrees();
    find_large();
    find_wanted();
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
    undone_.assign(options_.folds_done ? n : 0, 0);
    for (std::size_t i = n; i-- > 0;) {
      const TaskFacts& task = model_.task(TaskId{static_cast<int32_t>(i)});
      alive_[i] += task.alive ? 1 : 0;
      if (options_.folds_done && model_.status(task.id) != TaskStatus::kDone) undone_[i] = 1;
      if (!task.parent) continue;
      if (options_.folds_done && undone_[i] != 0) undone_[task.parent.index()] = 1;
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
      const bool done =
          options_.folds_done && node(index).depth > 0 && undone_[task.id.index()] == 0;
      const bool opened = wished_open || (options_.opens_large && leads_to_large(task.id));
      if (wished_folded || ((too_much || done) && !opened)) {
        node(index).folded = true;
        return;
      }
    }
    find_outlines(task);
    find_steps(task);
    collect_parts(task);
    add_parts(index, ScopeId{}, wished_open);
    add_created(index, task, wished_open);
  }

  TreeBracket& bracket_of(int index) { return shape_.brackets[static_cast<std::size_t>(index)]; }

  void collect_parts(const TaskFacts& task) {
    parts_.clear();
    for (const NurseryId id : task.nurseries) {
      parts_.push_back({model_.nursery(id).opened, id, ScopeId{}});
    }
    for (const auto* shown : {&outlines_, &steps_}) {
      for (const ScopeId id : *shown) {
        parts_.push_back({model_.scope(id).opened, NurseryId{}, id});
      }
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

  // The innermost scopes round the task's nurseries. Those further out are steps, but only round
  // what is shown: a loop may have opened thousands.
  void find_outlines(const TaskFacts& task) {
    outlines_.clear();
    for (const NurseryId id : task.nurseries) {
      const ScopeId outside = storey_outside(model_.nursery(id).scope, task.id);
      if (outside) outlines_.insert(outside);
    }
  }

  // Of the scopes without a nursery, which a loop may open by the thousand, those round the one
  // that was opened last, and whatever else is open. So they stay while the task goes on; after it
  // only what was cancelled is worth telling.
  void find_steps(const TaskFacts& task) {
    steps_.clear();
    ScopeId last;
    for (const ScopeId id : task.scopes) {
      if (is_nurserys(model_.scope(id)) || outlines_.count(id) > 0) continue;
      last = id;
      if (model_.scope(id).open) steps_.insert(id);
    }
    add_steps_round(last, task.id);
    for (const ScopeId outline : outlines_)
      add_steps_round(storey_outside(outline, task.id), task.id);
    if (task.alive) return;
    for (auto id = steps_.begin(); id != steps_.end();) {
      id = model_.scope(*id).cancelled ? std::next(id) : steps_.erase(id);
    }
  }

  void add_steps_round(ScopeId scope, TaskId task) {
    for (; scope; scope = storey_outside(scope, task)) {
      if (outlines_.count(scope) == 0) steps_.insert(scope);
    }
  }

  // The scope that a part is drawn inside of: what is between them and not drawn does not count.
  ScopeId shown_outside(const Part& part, TaskId task) const {
    ScopeId outside = outside_of(part, task);
    while (outside && outlines_.count(outside) == 0 && steps_.count(outside) == 0) {
      outside = storey_outside(outside, task);
    }
    return outside;
  }

  // The parts that were opened directly inside `inside` (unset: in the task itself).
  std::vector<Part> parts_in(TaskId task, ScopeId inside) const {
    std::vector<Part> parts;
    for (const Part& part : parts_) {
      if (shown_outside(part, task) == inside) parts.push_back(part);
    }
    return parts;
  }

  void add_parts(int owner, ScopeId inside, bool wished_open) {
    const TaskId task = node(owner).task;
    const std::vector<Part> shown = parts_in(task, inside);
    // What has closed gives way as soon as something later opens.
    std::size_t first = 0;
    while (first + 1 < shown.size() && has_ended(shown[first])) ++first;
    const auto given_way = shown.begin() + static_cast<std::ptrdiff_t>(first);
    const bool has_pile = add_earlier(owner, {shown.begin(), given_way});
    const bool alone = first + 1 == shown.size() && !has_pile && model_.task(task).created.empty();
    for (; first < shown.size(); ++first) {
      if (shown[first].nursery) {
        add_nursery(owner, shown[first].nursery, wished_open);
      } else if (outlines_.count(shown[first].scope) > 0) {
        add_storey(owner, shown[first].scope, alone, wished_open);
      } else {
        add_steps(owner, shown[first].scope, alone, wished_open);
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
    attach(owner, storey, attached);
    add_parts(storey, scope, wished_open);
  }

  // One step for each scope, down to where something else was opened.
  void add_steps(int owner, ScopeId scope, bool attached, bool wished_open) {
    const TaskId task = node(owner).task;
    std::vector<ScopeId> chain = {scope};
    for (;;) {
      const std::vector<Part> inside = parts_in(task, chain.back());
      if (inside.size() != 1 || inside[0].nursery || outlines_.count(inside[0].scope) > 0) break;
      chain.push_back(inside[0].scope);
    }
    const ScopeId last = chain.back();
    const int steps = add_node({.kind = TreeNode::Kind::kSteps,
                                .task = task,
                                .scope = scope,
                                .parent = owner,
                                .depth = node(owner).depth,
                                .steps = std::move(chain)});
    attach(owner, steps, attached);
    add_parts(steps, last, wished_open);
  }

  void attach(int owner, int storey, bool attached) {
    if (attached) {
      node(owner).storey = storey;
      return;
    }
    const int bracket = add_bracket({.kind = TreeBracket::Kind::kStem, .owner = owner});
    node(storey).bracket = bracket;
    hang(bracket, storey);
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

  void add_children(int owner, int bracket, std::vector<TaskId> children, bool wished_open) {
    std::vector<TaskId> unwanted;
    if (!wanted_.empty()) {
      const auto is_wanted = [&](TaskId child) { return wanted_[child.index()] != 0; };
      const auto end = std::stable_partition(children.begin(), children.end(), is_wanted);
      unwanted.assign(end, children.end());
      children.erase(end, children.end());
    }
    add_wanted(owner, bracket, children, wished_open);
    if (!unwanted.empty()) hang(bracket, add_pile(owner, bracket, unwanted));
  }

  void add_wanted(int owner, int bracket, const std::vector<TaskId>& children, bool wished_open) {
    if (children.empty()) return;
    if (!wished_open && is_wide(children)) return add_cells(owner, bracket, children);
    const int depth = node(owner).depth + 1;
    const auto room = std::max(kLeastBesidePile, options_.leaves - leaves_ + 1);
    std::vector<TaskId> shown, ended, further;
    const bool all = wished_open || static_cast<int>(children.size()) <= room;
    for (const TaskId child : children) {
      if (all || is_large(child)) {
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

  // --- wide nurseries -------------------------------------------------------------------------

  void find_large() {
    large_.assign(model_.task_count(), false);
    leads_to_large_ = large_;
    for (TaskId task : options_.large) {
      for (bool leads = false; task && task.index() < large_.size(); leads = true) {
        large_[task.index()] = true;
        if (leads) leads_to_large_[task.index()] = true;
        task = model_.task(task).parent;
      }
    }
  }

  // Those that a person wants to see, and those that lead to one.
  void find_wanted() {
    wanted_ = options_.wanted;
    for (std::size_t i = wanted_.size(); i-- > 0;) {
      const TaskId parent = model_.task(TaskId{static_cast<int32_t>(i)}).parent;
      if (wanted_[i] != 0 && parent) wanted_[parent.index()] = 1;
    }
  }

  bool is_large(TaskId task) const { return large_[task.index()]; }
  bool leads_to_large(TaskId task) const { return leads_to_large_[task.index()]; }

  // Cells have nothing below them, so most children must not either.
  bool is_wide(const std::vector<TaskId>& children) const {
    if (static_cast<int>(children.size()) <= options_.row) return false;
    const auto parents = std::count_if(children.begin(), children.end(),
                                       [&](TaskId child) { return subtree_[child.index()] > 1; });
    return parents * 4 <= static_cast<std::ptrdiff_t>(children.size());
  }

  // Where the first failure among them began, or came through.
  TaskId first_failure(const std::vector<TaskId>& children) const {
    TaskId first;
    for (const TaskId child : children) {
      const TaskFacts& task = model_.task(child);
      if (task.alive || task.outcome != Outcome::kError) continue;
      if (!first || task.exited < model_.task(first).exited) first = child;
    }
    return first;
  }

  void add_cells(int owner, int bracket, const std::vector<TaskId>& children) {
    bracket_of(bracket).wide = true;
    bracket_of(bracket).shared = shared_beginning(children);
    const TaskId failure = first_failure(children);
    const bool folds = static_cast<int>(children.size()) > options_.cells;
    std::vector<TaskId> run;
    const auto end_run = [&] {
      add_run(owner, bracket, run);
      run.clear();
    };
    for (const TaskId child : children) {
      const bool news = is_large(child) || child == failure;
      const bool joins =
          folds && !news && !run.empty() && model_.status(run.front()) == model_.status(child);
      if (!joins) end_run();
      if (news) {
        add_single(owner, bracket, child, TreeNode::Kind::kTask);
      } else {
        run.push_back(child);
      }
    }
    end_run();
    if (folds) merge_runs(bracket);
    leaves_ += std::min(static_cast<int>(bracket_of(bracket).children.size()), options_.row) - 1;
  }

  void add_single(int owner, int bracket, TaskId child, TreeNode::Kind kind) {
    const int added = add_node({.kind = kind,
                                .task = child,
                                .parent = owner,
                                .bracket = bracket,
                                .depth = node(owner).depth + 1,
                                .folded = subtree_[child.index()] > 1});
    shape_.shown_at[child.index()] = added;
    hang(bracket, added);
  }

  void add_run(int owner, int bracket, const std::vector<TaskId>& run) {
    if (run.size() < kLeastRun) {
      for (const TaskId child : run) add_single(owner, bracket, child, TreeNode::Kind::kCell);
      return;
    }
    const int added = add_node({.kind = TreeNode::Kind::kRun,
                                .task = run.front(),
                                .last = run.back(),
                                .parent = owner,
                                .bracket = bracket,
                                .depth = node(owner).depth + 1});
    for (const TaskId child : run) shape_.shown_at[child.index()] = added;
    hang(bracket, added);
  }

  // Where neighbours differ all along, runs do not help: as many neighbours as need be become one,
  // whatever they do. Nodes that are merged away stay unreached, and are dropped when sorted.
  void merge_runs(int bracket) {
    std::vector<int>& children = bracket_of(bracket).children;
    const std::size_t most = static_cast<std::size_t>(options_.cells);
    if (children.size() <= most) return;
    const std::size_t group = children.size() / std::max<std::size_t>(1, most / 2) + 1;
    std::vector<int> merged;
    std::size_t in_group = 0;
    for (const int child : children) {
      TreeNode& at = node(child);
      const bool joins = at.kind != TreeNode::Kind::kTask && in_group > 0 && in_group < group;
      if (!joins) {
        merged.push_back(child);
        in_group = at.kind == TreeNode::Kind::kTask ? 0 : 1;
        continue;
      }
      TreeNode& first = node(merged.back());
      first.kind = TreeNode::Kind::kRun;
      first.last = at.kind == TreeNode::Kind::kRun ? at.last : at.task;
      moved_to_[child] = merged.back();
      ++in_group;
    }
    children = std::move(merged);
  }

  // Up to where a number begins, so that none is cut in two; nothing if one of them is all of it.
  std::string shared_beginning(const std::vector<TaskId>& tasks) const {
    std::string_view shared = label_of(model_, tasks.front());
    for (const TaskId task : tasks) {
      const std::string_view label = label_of(model_, task);
      const auto differs = std::mismatch(shared.begin(), shared.end(), label.begin(), label.end());
      shared = shared.substr(0, static_cast<std::size_t>(differs.first - shared.begin()));
    }
    const auto is_inside_word = [](char c) {
      return (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    };
    while (!shared.empty() && is_inside_word(shared.back())) shared.remove_suffix(1);
    for (const TaskId task : tasks) {
      if (label_of(model_, task).size() == shared.size()) return "";
    }
    return std::string(shared);
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
    for (int32_t& shown : shape_.shown_at) {
      const auto merged = moved_to_.find(shown);
      if (merged != moved_to_.end()) shown = merged->second;
      moved(shown);
    }
  }

  void count_what_is_hidden() {
    for (std::size_t i = 0; i < shape_.shown_at.size(); ++i) {
      const TaskId task{static_cast<int32_t>(i)};
      const TaskId parent = model_.task(task).parent;
      if (shape_.shown_at[i] < 0 && parent) shape_.shown_at[i] = shape_.shown_at[parent.index()];
      if (shape_.shown_at[i] < 0) continue;
      TreeNode& at = node(shape_.shown_at[i]);
      if (at.stands_for_many()) {
        ++at.counts[static_cast<std::size_t>(model_.status(task))];
      }
    }
  }

  const Model& model_;
  const TreeOptions& options_;
  TreeShape shape_;
  std::vector<int32_t> subtree_, alive_;  // tasks in each task's subtree, itself included
  std::vector<uint8_t> undone_;           // by task: one in its subtree is not done
  std::deque<int> waiting_;               // nodes to expand
  std::vector<uint8_t> wanted_;           // by task: it, or one below it, is; empty: all are
  std::vector<bool> large_;               // by task: it, or one below it, is in the options' list
  std::vector<bool> leads_to_large_;      // by task: one below it is
  std::map<int, int> moved_to_;           // nodes that were merged into another
  int leaves_ = 0;
  // Of the task that is being expanded.
  std::vector<Part> parts_;
  std::set<ScopeId> outlines_, steps_;  // scopes that are shown as the one and as the other
};

}  // namespace

TreeShape shape_tree(const Model& model, const TreeOptions& options) {
  return Shaper(model, options).shape();
}

}  // namespace grove
