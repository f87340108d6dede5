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
// the part of a task that runs under a cancel scope; what is opened inside hangs below the storey.
// A folded node stands for its whole subtree, a pile for several siblings.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "engine/model/model.h"

namespace grove {

using StatusCounts = std::array<int32_t, kTaskStatusCount>;

struct TreeNode {
  enum class Kind : uint8_t { kTask, kStorey, kPile };
  Kind kind = Kind::kTask;
  TaskId task{};     // the task, or whose storey or pile it is
  ScopeId scope{};   // of a storey
  int parent = -1;   // index; -1 for a root
  int bracket = -1;  // that it hangs from; -1 for a root and for a storey right under its task
  int depth = 0;     // of its task below the root
  bool folded = false;
  bool orphan_root = false;     // nobody waits for it, and it stands apart
  StatusCounts counts{};        // of all that a folded node or a pile stands for, itself included
  std::vector<int> brackets{};  // below it, in order of opening
  int storey = -1;              // right under it, if that is all that hangs from it

  int32_t total() const;  // of counts
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
};

struct TreeShape {
  std::vector<TreeNode> nodes;  // parents before children, siblings in order
  std::vector<TreeBracket> brackets;
  std::vector<int> roots;
  // By task: the node that shows it, or that stands for it.
  std::vector<int32_t> shown_at;

  int node_of(TaskId task) const;  // -1 if there is none
  int storey_of(ScopeId scope) const;
};

struct TreeOptions {
  int leaves = 18;  // nodes without children that may stand side by side
  int levels = 9;
  // What the user folded (true) and unfolded (false); overrides the limits.
  std::map<TaskId, bool> folds;
};

TreeShape shape_tree(const Model& model, const TreeOptions& options);

}  // namespace grove
