// TreeRows: the tree of a run at the model's moment, as rows from top to bottom.
//
// A task's rows are itself, then what it opened (scopes and nurseries, nested as they are, a
// nursery with its children), then tasks it merely created (asyncio), and so on down. What has
// ended keeps its row: closed nurseries that had children, closed scopes that hold such a
// nursery, and the last scope of a task if it was cancelled. (A loop that opens a scope every
// turn would fill the screen otherwise.) Orphans stand apart at the end.
//
// Rows are cheap and hold no text, which is written for those that are shown. Laying out is linear
// in the tasks and scopes so far, without recursion, since trees may be a million deep.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/model.h"

namespace grove {

struct RowOptions {
  // What is left out to save rows; each level includes those before.
  enum class Fold : uint8_t {
    kNothing,
    kNurseryRows,  // a task's only nursery has no row of its own, its children hang on the task
    kOverInside,   // what is below a task, nursery or scope that is over with all below it
    kOverRows,     // siblings that are over share one row
  };
  Fold fold = Fold::kNothing;
};

// Tasks that are hidden behind a row.
struct FoldedTasks {
  int32_t done = 0, cancelled = 0, failed = 0;
  int32_t count() const { return done + cancelled + failed; }
};

struct TreeRow {
  enum class Kind : uint8_t { kTask, kNursery, kScope, kFolded, kOrphans };
  Kind kind = Kind::kTask;
  bool last = true;      // of its siblings
  bool created = false;  // a task that was merely created: no nursery ties it to its parent
  int32_t parent = -1;   // row
  int32_t depth = 0;
  TaskId task;        // of kTask
  NurseryId nursery;  // of kNursery; of kTask, if its only nursery has no row of its own
  ScopeId scope;      // of kScope
  FoldedTasks folded;
};

class TreeRows {
 public:
  TreeRows(const Model& model, RowOptions options);

  const std::vector<TreeRow>& rows() const { return rows_; }
  // The row that shows the task or that it is folded into; -1 if the model has no such task.
  int row_of(const Model& model, TaskId task) const;

 private:
  friend class TreeRowsBuilder;
  std::vector<TreeRow> rows_;
  std::vector<int32_t> row_of_task_;  // -1: folded away below its parent
};

}  // namespace grove
