// Orphans: the tasks that nobody waits for, and what they do all the same.
//
// A task is among them if it was orphaned itself, or a task above it was: whoever waits for it is
// waited for by nobody.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.h"

namespace grove {

struct Orphans {
  std::vector<char> among;  // by task; empty where there are none
  SimTime since{};          // when the first was left
  int32_t alive = 0;
  int32_t started = 0;  // of them, those that began when nobody waited any more
  int32_t lost = 0;     // exceptions that were let go unseen

  bool any() const { return !among.empty(); }
  bool has(TaskId task) const { return task.index() < among.size() && among[task.index()] != 0; }
};

Orphans orphans_of(const Model& model);

// Exceptions that were let go unseen, in order of creation.
std::vector<ExceptionId> lost_exceptions(const Model& model);
// "2 exceptions lost: Bang, ValueError"; "" if there are none.
std::string lost_words(const Model& model);

// Of one task, without looking at the others; takes time in proportion to its depth.
bool is_among_orphans(const Model& model, TaskId task);

}  // namespace grove
