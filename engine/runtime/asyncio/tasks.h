// Tasks: how one is made, woken, stepped, cancelled and over (semantics G3, G5).
#pragma once

#include <string>

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

struct NewTask {
  Value object = {};  // of the class Task, not initialized yet; borrowed; null: it is made
  int32_t loop = -1;
  Value coroutine;     // borrowed
  Value name;          // borrowed; null or None: made up
  Value context = {};  // as given, borrowed; null or None: a copy of the one that makes it
  // asyncio.create_task() makes a name up before it sets the given one.
  bool names_twice = false;
  NurseryId group = {};
  TaskSlot parent = {};         // unset: the running task
  std::string shown_name = {};  // for people, where it is given no name; empty: its coroutine's
};
// Its object: new reference; null with an exception pending.
Value make_task(Machine& m, const NewTask& request);
// loop.create_task(): the same, unless the loop has a factory of the program's, which is asked:
// only built-ins that may ask (answers.h) create tasks in such a loop.
Value create_task(Machine& m, const NewTask& request);
// Built-ins of several turns let it be called for them where ensuring a future may ask.
bool ensuring_asks(Machine& m, Value value, int32_t loop);
Turn call_ensure_future(Machine& m, Value value, int32_t loop);
// ensure_future(): the future itself, or a task for a coroutine or another awaitable: new
// reference, or null, pending. `loop`: -1: the running one. *made: whether a task was made.
Value ensure_future(Machine& m, Value value, int32_t loop, bool* made = nullptr);

// All tasks of the loop that are not over, in order of creation: their objects, borrowed.
std::vector<Value> tasks_of(Kernel& k, int32_t loop);

// The last reference is gone: what it has to say about that (G10), and its end.
void finalize_future(Kernel& k, Value future);

// The frame of a task's own coroutine, where its stack is not empty: borrowed.
Value outermost_frame(Machine& m, const Stack& stack);
// A coroutine that runs the other, which is no new one: new reference.
Value driver_of(Machine& m, Value coroutine);
// The coroutine in which an awaitable that is none becomes a task.
Turn wrap_awaitable(Machine& m, FrameBody& frame, Resume resume);
Value ensure_future_asking(Machine& m, Args args);

}  // namespace grove::aio
