// Waiters: what locks, events, conditions, semaphores and queues share (semantics G13): a line of
// futures, and a loop to which the object belongs once somebody has waited.
#pragma once

#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

// The first values of such an object; the rest is its own. Its id is that of the record.
enum LineValue : std::size_t { kBoundLoop, kLine, kOwn };

// `type`: as the record names it; null: a part of another object, not shown. One that an
// `__init__` of the program's has still to initialize is shown from there on.
Value new_primitive(Machine& m, Value klass, const char* type, std::vector<Value> own_values);
ObjectId object_of(Machine& m, Value self);
Value& own_value(Machine& m, Value self, std::size_t which = 0);

// The running task waits at the end of the line of that number (kLine, or another value). The
// future is put behind the frame's slots; the native returns *turn, and leaves the line next.
bool wait_in_line(Machine& m, FrameBody& frame, Value self, const Wait& wait, Turn* turn,
                  std::size_t line = kLine);
void leave_line(Machine& m, Value self, Value future, std::size_t line = kLine);

// Borrowed; good until the next change of the line.
const std::vector<Value>& waiters_of(Machine& m, Value self, std::size_t line = kLine);
// The first one that is not done gets that value; whether there was one.
bool wake_first(Kernel& k, Value self, Value result, EventId because, std::size_t line = kLine);
bool is_cancellation(Machine& m, Resume resume);

// "locked, waiters:2"
std::string with_waiters(Machine& m, Value self, std::string extra);

}  // namespace grove::aio
