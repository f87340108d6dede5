// Objects in the record: locks, channels, futures, threads, …, made and changed by the running
// task, if one runs, at its line.
#pragma once

#include <span>
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

// Of the messages of a channel or queue so many are told with their values: a picture of more has
// no use for them, and a record of a million no room.
inline constexpr int32_t kMostToldMessages = 4'000;
// And of what waits behind one, so many.
inline constexpr std::size_t kMostToldBehind = 8;

// A message and what waits behind it, the oldest first, as members of a state: `,"item":"1"` where
// there is one, `,"items":["2","3"]` where something waits, as repr writes them. Long ones are cut,
// and of what is no plain value its class is told, because no code of the program runs for it.
std::string told_messages(Machine& m, Value item, std::span<const Value> behind);

}  // namespace grove
