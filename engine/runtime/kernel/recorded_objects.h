// Objects in the record: locks, channels, futures, threads, …, made and changed by the running
// task, if one runs, at its line.
#pragma once

#include <string>

#include "engine/runtime/kernel/kernel.h"

namespace grove {

// object_created and object_changed. `state`: a JSON object, or nothing. The change of an object
// that has no number, because it is a part of another one, is not recorded.
ObjectId record_created(Kernel& k, const char* type, const std::string& state = "");
EventId record_changed(Kernel& k, ObjectId object, const char* type, const char* op,
                       const std::string& state = "");
// The same where the state is in the record already.
EventId record_changed(Kernel& k, ObjectId object, const char* type, const char* op, RawJson state);

}  // namespace grove
