// Kernel: what both dialects share: the task table, the run queue, the clock and the deadlines.
//
// It only keeps them; who steps, and what a step means, is the Runtime's (runtime.h), and the rules
// of nurseries and scopes are the dialect's (trio/).
#pragma once

#include <vector>

#include "engine/base/arena.h"
#include "engine/runtime/deadlines.h"
#include "engine/runtime/schedule.h"
#include "engine/runtime/task.h"

namespace grove {

struct Kernel {
  explicit Kernel(const SchedulePolicy& policy) : schedule(policy) {}

  SimTime now;
  Arena<Task> tasks;                // by TaskSlot
  int32_t shown_count = 0;          // tasks that have a TaskId
  int32_t alive_count = 0;          // of them
  std::vector<TaskSlot> run_queue;  // in the order they became runnable
  std::vector<TaskSlot> batch;      // of the pass in progress, in stepping order
  std::size_t batch_position = 0;   // the next one to step
  Deadlines deadlines;
  Schedule schedule;

  Task& task(TaskSlot slot) { return tasks[slot.index()]; }
  const Task& task(TaskSlot slot) const { return tasks[slot.index()]; }
};

}  // namespace grove
