// What the classes of synchronisation share: their objects in the record, and the turns of an
// acquisition.
#pragma once

#include <string>

#include "engine/runtime/kernel/recorded_objects.h"
#include "engine/runtime/trio/checkpoints.h"
#include "engine/runtime/trio/support.h"

namespace grove::trio {

// An operation that waits if it must (semantics E): a cancellation point only if the task is
// cancelled already, then the operation, then a schedule point that nothing breaks off; or a block.
//
//   if (frame.state != 0) return go_on_operation(m, frame, resume);
//   if (!begin_operation(m, frame, &turn)) return turn;         // not in a task, or cancelled
//   if (done at once) return finish_operation(m, frame, result);
//   frame.state = kWaits; return park(…);
enum OperationState : int32_t { kDone = 1, kWaits = 2 };
bool begin_operation(Machine& m, FrameBody& frame, Turn* turn);
Turn finish_operation(Machine& m, FrameBody& frame, Value result);  // reference taken over
// In state kWaits: what the task was woken with.
Turn go_on_operation(Machine& m, FrameBody& frame, Resume resume);

// Locks, semaphores and limiters park while they handle a WouldBlock of their own; what is raised
// out of the wait has it as its context.
void handle_would_block(Machine& m, FrameBody& frame);

// trio.WouldBlock and its like, without a text: raised.
Value raise_bare(Machine& m, const char* klass);

// A tuple with names, as attrs' frozen classes are: `ParkingLotStatistics(tasks_waiting=0)`.
// The class has to be added with statistics_class.
Value new_statistics(Machine& m, const char* klass, std::vector<Value> values);
void add_statistics_class(Library& library, const char* module, const char* name,
                          std::initializer_list<const char*> fields);

}  // namespace grove::trio
