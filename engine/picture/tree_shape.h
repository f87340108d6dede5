// TreeShape: what the tree shows, without places: which tasks, which brackets between them, which
// scopes open a storey inside a task, and what is folded because there is too much of it.
//
// A pure function of the model and the options. The order of everything is that of opening and
// spawning. A task's own state never changes the shape, with one exception: where there are more
// tasks than room, what has ended is folded first.
//
//   TreeShape shape = shape_tree(model, {.leaves = 18, .levels = 9});
//   for (const TreeNode& node : shape.nodes) …      // parents before children
//
// Words: a bracket holds the children of one nursery, below the node that opened it. A storey is
// the part of a task that runs under a cancel scope in which it opened a nursery; what is opened
// inside hangs below the storey. Scopes without a nursery of their own are steps, one block of them
// under their task or, further out, above the storey. A folded node stands for its whole subtree, a
// pile for several siblings. The children of a wide nursery are cells, in order of start; of very
// many, those that do the same next to each other are one run.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "engine/model/model.h"

namespace grove {

using StatusCounts = std::array<int32_t, kTaskStatusCount>;

struct TreeNode {
  enum class Kind : uint8_t { kTask, kStorey, kSteps, kPile, kCell, kRun };
  Kind kind = Kind::kTask;
  TaskId task{};     // the task, or whose storey, steps or pile it is; of a run the first
  TaskId last{};     // of a run
  ScopeId scope{};   // of a storey; of steps the outermost
  int parent = -1;   // index; -1 for a root
  int bracket = -1;  // that it hangs from; -1 for a root and for a storey right under its task
  int depth = 0;     // of its task below the root
  bool folded = false;
  bool orphan_root = false;      // nobody waits for it, and it stands apart
  StatusCounts counts{};         // of all that it stands for: folded, a pile or a run
  std::vector<int> brackets{};   // below it, in order of opening
  int storey = -1;               // storey or steps right under it, if nothing else hangs from it
  std::vector<ScopeId> steps{};  // outside first

  int32_t total() const;         // of counts
  bool stands_for_many() const;  // and has counts
};

struct TreeBracket {
  enum class Kind : uint8_t {
    kNursery,
    kCreated,  // tasks that were created, not held (asyncio)
    kStem,     // holds nothing together: leads to a storey, or to the pile of earlier nurseries
  };
  Kind kind = Kind::kNursery;
  NurseryId nursery{};
  int owner = -1;               // the node below which it hangs
  std::vector<int> children{};  // nodes
  bool wide = false;            // its children wrap in rows; all but those with news are cells
  std::string shared{};         // what the names of a wide one's children begin with
};

struct TreeShape {
  std::vector<TreeNode> nodes;  // parents before children, siblings in order
  std::vector<TreeBracket> brackets;
  std::vector<int> roots;
  // By task: the node that shows it, or that stands for it.
  std::vector<int32_t> shown_at;

  int node_of(TaskId task) const;      // -1 if there is none
  int storey_of(ScopeId scope) const;  // the storey, or the steps that it is one of
};

struct TreeOptions {
  int leaves = 18;  // nodes without children that may stand side by side
  int levels = 9;
  int row = 1'000'000;          // children of one nursery that may stand side by side as cards
  int cells = 200;              // of a wide nursery; if there are more, runs fold
  std::vector<TaskId> large{};  // that what is shown speaks of: never hidden in a pile
  bool opens_large = false;     // nor in a folded subtree, unless the user folded it
  // Subtrees that are over, each task of them done, fold: there is no room to read all.
  bool folds_done = false;
  // By task, 1 for those that a person wants to see (task_filter.h); empty: all. The others are one
  // pile below each nursery, but for those that lead to one of these.
  std::vector<uint8_t> wanted{};
  // What the user folded (true) and unfolded (false); overrides the limits.
  std::map<TaskId, bool> folds{};
};

TreeShape shape_tree(const Model& model, const TreeOptions& options);

// What a cell says of its task: its label without what all of them share.
std::string cell_label(const Model& model, const TreeBracket& bracket, TaskId task);
// "0 … 40 · 41 done"; "cancelled" is said of tasks in that state.
std::string run_label(const Model& model, const TreeBracket& bracket, const TreeNode& run);

}  // namespace grove
