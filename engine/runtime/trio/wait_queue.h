// Wait queues: who waits for an event, a lock, a channel, …, strictly first come, first served.
//
// A task leaves its queue when it is woken, or when its block is broken off; either takes the same
// time however long the queue is.
#pragma once

#include "engine/runtime/runtime.h"

namespace grove::trio {

// `keeps_woken`: as in WaitQueue.
QueueSlot new_queue(Runtime& rt, bool keeps_woken);

// The running task waits here; the built-in returns Turn::block() next. `offer` (or null;
// reference taken over) is what it brings along.
void wait_in(Runtime& rt, QueueSlot queue, BlockRequest request, Value offer = Value{});

// A task that was taken out of a queue goes to the end of another one, still blocked.
void join_queue(Runtime& rt, TaskSlot task, QueueSlot queue);

// Takes the task out of the queue it is in, dropping its offer.
void leave_queue(Runtime& rt, TaskSlot task);

// The program rescheduled a task that waits here.
void wake_by_hand(Runtime& rt, TaskSlot task);
// What a popped waiter brought along, for the caller; null if nothing, or if it was woken by hand.
Value take_offer(Runtime& rt, TaskSlot task);

// Takes the oldest waiter out; unset if nobody waits. Its offer stays in Task::offer.
TaskSlot pop_waiter(Runtime& rt, QueueSlot queue);

// Wakes the oldest waiter with a value (reference taken over); false if nobody waits.
bool wake_one(Runtime& rt, QueueSlot queue, Value value, EventId because);
void wake_all(Runtime& rt, QueueSlot queue, EventId because);

}  // namespace grove::trio
