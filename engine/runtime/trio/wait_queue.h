// Wait queues: who waits for an event, a lock, a channel, …, strictly first come, first served.
//
// A task leaves its queue when it is woken, or when its block is broken off; either takes the same
// time however long the queue is.
#pragma once

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/state.h"

namespace grove::trio {

QueueSlot new_queue(Kernel& k);

// The running task waits here; the built-in returns Turn::block() next. `offer` (or null;
// reference taken over) is what it brings along.
void wait_in(Kernel& k, QueueSlot queue, BlockRequest request, Value offer = Value{});

// A task that was taken out of a queue goes to the end of another one, still blocked.
void join_queue(Kernel& k, TaskSlot task, QueueSlot queue);

// Takes the task out of the queue it is in, dropping its offer.
void leave_queue(Kernel& k, TaskSlot task);

// Takes the oldest waiter out; unset if nobody waits. Its offer stays in Task::offer.
TaskSlot pop_waiter(Kernel& k, QueueSlot queue);

// Wakes the oldest waiter with a value (reference taken over); false if nobody waits.
bool wake_one(Kernel& k, QueueSlot queue, Value value, EventId because);
void wake_all(Kernel& k, QueueSlot queue, EventId because);

}  // namespace grove::trio
