// Queue hooks: what a class that a program has made of a queue's may say itself, as CPython's
// PriorityQueue does: `_init`, `_put`, `_get`, with its items in `self._queue`; and qsize(),
// empty(), full(), put_nowait() and get_nowait(), which the rest of the queue goes by.
//
// Such a class takes turns of its own, so a native asks (answers.h) or calls.
#pragma once

#include <span>

#include "engine/machine/core/library.h"

namespace grove::aio {

// Whether the queue is of a class of the program's, which has to be asked.
bool has_hooks(Machine& m, Value queue);
// From a built-in that may ask: what the method says. New reference, or null: pending, or open.
Value ask_queue(Machine& m, Value queue, const char* method, std::span<const Value> args);
// -1: pending, or open.
int asks_truth(Machine& m, Value queue, const char* method);
// For turns: *turn is the call.
void call_queue(Machine& m, Value queue, const char* method, std::span<const Value> args,
                Turn* turn);
// The program's `self._queue`: how many items are in it; -1: there is none, or a failure is
// pending.
int64_t own_size(Machine& m, Value queue);

}  // namespace grove::aio
