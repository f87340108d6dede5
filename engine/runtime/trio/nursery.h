// Nurseries: who owns which tasks, and what becomes of their exceptions (semantics D).
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// The running task opens a nursery with a scope of its own (semantics D1). `shown` is false for
// Trio's own; `how` is kStart for the one inside start().
NurserySlot open_nursery(Kernel& k, bool strict, int32_t line, bool shown = true,
                         ScopeKind how = ScopeKind::kNursery);

// start() is about to wait, or has ended; meanwhile the target nursery stays open (semantics D10).
void begin_start(Kernel& k, NurserySlot target);
void end_start(Kernel& k, NurserySlot target);
// task_status.started() was called: unless start() is cancelled, the task goes over to its nursery.
void move_started_task(Kernel& k, const PendingStart& start);

// A task joins and leaves the nursery's children.
void add_child(Kernel& k, NurserySlot nursery, TaskSlot task);
// `exception` (or null) is borrowed; `exit`: its task_exited.
void child_finished(Kernel& k, NurserySlot nursery, TaskSlot task, Value exception, EventId exit);

// The exit, in two parts with a block between them (semantics D3). The first parks the running
// task in every case; the second, once it is resumed, tells what leaves the block: null, the very
// exception that the body raised, or another one. New reference. `body` is borrowed. False with
// Trio's complaint pending if the nursery cannot be left here: another task's, or left before.
void begin_exit(Kernel& k, NurserySlot nursery, Value body);
bool finish_exit(Kernel& k, NurserySlot nursery, Value* leaves);

// An exception from outside joins those that the nursery will raise, and cancels it. Borrowed.
void fail_nursery(Kernel& k, NurserySlot nursery, Value exception, CancelCause cause,
                  EventId because);

// The task ended with the nursery still open (semantics D12).
void abandon(Kernel& k, NurserySlot nursery, TaskSlot owner);

// What a task is called: `name` if it is a string, else the function's names. Both of `bare` (for
// people) and the library's own are set.
struct TaskName {
  std::string bare;
  std::string library;
};
TaskName task_name(Kernel& k, Value async_fn, Value name);

}  // namespace grove::trio
