// Task: one row of the kernel's task table.
//
// The table also holds the runtime's own helper tasks, which programs and records never see; so a
// task has a slot (its place in the table, which is its creation number) and, if it is shown, an
// id as the record counts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/machine/machine.h"
#include "engine/record/event.h"

namespace grove {

using TaskSlot = Id<struct TaskSlotTag>;
using NurserySlot = Id<struct NurserySlotTag>;
using ScopeSlot = Id<struct ScopeSlotTag>;
using StatusSlot = Id<struct StatusSlotTag>;
using QueueSlot = Id<struct QueueSlotTag>;
using LotSlot = Id<struct LotSlotTag>;

// What happens when a blocked task is to be broken off (semantics B6). Asked at most once per
// block: the kernel resets it to kNone.
enum class AbortAction : uint8_t {
  kNone,        // not blocked, or asked already
  kSucceed,     // nothing to undo
  kFail,        // somebody else will reschedule it: a nursery's exit
  kLeaveQueue,  // leave the queue it waits in, then succeed
  kEndSleep,    // succeed; if only the sleep's own deadline came, with None for a Cancelled
  kAskProgram,  // call the program's abort function (Task::abort_function)
};

struct Task {
  TaskId shown;  // unset for a helper
  Text name;
  Text label;
  std::string library_name;  // what the program sees as `task.name`
  Stack stack;
  Value object;  // the Task object the program holds, once it asked; owned
  bool alive = true;
  bool queued = false;  // in the run queue or the batch, not stepped yet
  Resume next;          // once queued: what it goes on with; owned

  // Trio's side. Lists are intrusive: a task leaves them at once, whatever their length.
  NurserySlot parent;
  TaskSlot next_sibling, previous_sibling;  // in the parent nursery, in order of arrival
  StatusSlot status;                        // its active cancel status
  TaskSlot next_in_status, previous_in_status;
  std::vector<NurserySlot> child_nurseries;  // open ones, outer first
  NurserySlot eventual_parent;               // until started(), of a task that start() made
  AbortAction abort = AbortAction::kNone;
  NurserySlot exits;     // of kFail: the nursery whose exit it waits in
  Value abort_function;  // of kAskProgram; owned
  Value sleep_data;      // custom_sleep_data, null until it is set; owned
  // The queue of an event, lock, channel, … that it waits in, if any; a task is in one at most.
  QueueSlot queue;
  TaskSlot next_in_queue, previous_in_queue;
  Value offer;                  // what it brings to the queue: a value to send, a borrower; owned
  int32_t endpoint = -1;        // of a channel: the end through which it waits
  std::vector<LotSlot> breaks;  // lots that break when it ends: of the locks it holds

  // What the record needs to name causes.
  EventId spawned, scheduled, blocked;
  EventId requested;          // the cancel_requested that holds for it now, if any
  ScopeSlot requested_scope;  // whose cancellation that is
};

}  // namespace grove
