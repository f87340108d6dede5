// What the states of objects say (object_created, object_changed), read where it is needed.
#pragma once

#include "engine/record/record.h"

namespace grove {

// Whether the object, a gather, has the task among its children.
bool has_child(const Record& record, RawJson state, TaskId task);

}  // namespace grove
