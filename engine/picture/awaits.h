// Awaits: which task of asyncio's waits for which right now: for it alone, or for a gather in which
// it is.
#pragma once

#include "engine/model/model.h"

namespace grove {

bool waits_for(const Model& model, TaskId waiter, TaskId awaited);

// The gather through which it does; unset if it waits for the task alone, or not at all.
ObjectId gather_between(const Model& model, TaskId waiter, TaskId awaited);

}  // namespace grove
