// Task: one row of the kernel's task table.
//
// The table also holds the helper tasks of a dialect's own, which programs and records never see;
// so a task has a slot (its place in the table, which is its creation number) and, if it is shown,
// an id as the record counts. What a dialect keeps of its tasks stands in a table of its own, by
// the same slots.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/ids.h"
#include "engine/machine/core/machine.h"
#include "engine/record/event.h"

namespace grove {

using TaskSlot = Id<struct TaskSlotTag>;
using LoopSlot = Id<struct LoopSlotTag>;

struct Task {
  LoopSlot loop;                  // that steps it
  TaskId shown;                   // unset for a helper
  bool acts_for_program = false;  // of a helper: what it does is because of what woke it
  Text name;
  Text label;
  Stack stack;
  Value object;  // the Task object the program holds, once it asked; owned
  bool alive = true;
  bool queued = false;  // ready or in the batch, not stepped yet
  Resume next;          // once queued: what it goes on with; owned

  // What the record needs to name causes.
  EventId spawned, scheduled, blocked;
};

// What can have a turn in a loop: a task's step, or a callback, which the dialect knows by its
// number.
struct Ready {
  TaskSlot task;
  int32_t callback = -1;  // if `task` is unset

  friend bool operator==(const Ready&, const Ready&) = default;
};

}  // namespace grove
