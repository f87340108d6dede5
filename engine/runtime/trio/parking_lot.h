// Parking lots: the queue under every lock, semaphore, limiter and condition (semantics E1). First
// parked, first woken; a lot that is broken turns everybody away.
#pragma once

#include <span>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

LotSlot new_lot(Kernel& k);
int32_t parked_count(Kernel& k, LotSlot lot);

// The running task parks: Turn::block(), or raised if the lot is broken.
Turn park(Kernel& k, LotSlot lot, BlockRequest request, Value offer = Value{});

// Moves up to `count` of the oldest to the end of another lot, keeping their order.
void repark(Kernel& k, LotSlot from, LotSlot to, int32_t count);

// Wakes all with BrokenResourceError, the first time; later ones only add a breaker.
void break_lot(Kernel& k, LotSlot lot, Value breaker, EventId because);

// Which lots break when a task ends without letting go (semantics E2).
void add_breaker(Kernel& k, TaskSlot task, LotSlot lot);
bool remove_breaker(Kernel& k, TaskSlot task, LotSlot lot);  // false: it was none
void break_lots_of(Kernel& k, TaskSlot task);

// How many tasks a program's `count` stands for; false with Trio's error pending.
bool count_argument(Machine& m, Value count, int32_t* out);

}  // namespace grove::trio
