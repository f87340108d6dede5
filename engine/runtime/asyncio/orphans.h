// Orphans: tasks that go on although nothing can wait for them, or see what becomes of them, any
// more. Programs do not notice; the record tells it.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// Something has happened that may have let go of a task: tells of those that are orphans now. Looks
// at all tasks while they are few; else at those that `stepped` (or no task) has created, at those
// that a gather has let go of, and at some of all others.
void notice_orphans(Kernel& k, TaskSlot stepped = {});

}  // namespace grove::aio
