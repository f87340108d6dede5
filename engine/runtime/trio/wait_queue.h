// Wait queues: who waits for an event, a lock, a channel, …, strictly first come, first served.
//
// A task leaves its queue when it is woken, or when its block is broken off; either takes the same
// time however long the queue is.
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// `keeps_woken`: as in WaitQueue.
QueueSlot new_queue(Kernel& k, bool keeps_woken);

// A task that was taken out of a queue goes to the end of another one, still blocked.
void join_queue(Kernel& k, TaskSlot task, QueueSlot queue);

// Takes the task out of the queue it is in, dropping its offer.
void leave_queue(Kernel& k, TaskSlot task);

// The program rescheduled a task that waits here.
void wake_by_hand(Kernel& k, TaskSlot task);
// What a popped waiter brought along, for the caller; null if nothing, or if it was woken by hand.
Value take_offer(Kernel& k, TaskSlot task);

// Takes the oldest waiter out; unset if nobody waits. Its offer stays in Task::offer.
TaskSlot pop_waiter(Kernel& k, QueueSlot queue);

}  // namespace grove::trio
