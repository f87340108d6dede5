// Loops: first come, first served (semantics G1, G2). What they call are handles; a task's step is
// one of its own kind.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

int32_t new_loop(Kernel& k);
int32_t new_loop(Kernel& k, Value klass);    // an object of that class
Value loop_object(Kernel& k, int32_t loop);  // borrowed
int32_t loop_of(Machine& m, Value object);   // -1: it is none

// A new handle, in no queue yet. References of the callback taken over.
int32_t new_handle(Kernel& k, int32_t loop, Callback callback);
// It is called in the next iteration. `because`: what queued it.
void queue_soon(Kernel& k, int32_t handle, EventId because);
void queue_at(Kernel& k, int32_t handle, SimTime when);
void cancel_handle(Kernel& k, int32_t handle);
// The program's object of it: new reference.
Value handle_object(Kernel& k, int32_t handle);
void free_if_unused(Kernel& k, int32_t handle);
void release(Heap& heap, Callback& callback);
// The program lets go of its object.
void forget_handle_object(Kernel& k, int32_t handle);

// Callback of a future that is done (reference taken over), in the next iteration.
void call_back_soon(Kernel& k, int32_t loop, Callback callback, Value future, EventId because);
// A handle of the runtime's own at a time, for which nobody but the runtime has the number.
HandleRef call_at(Kernel& k, int32_t loop, Callback callback, SimTime when);
void cancel_handle(Kernel& k, HandleRef handle);
// Seconds from now, as loop.call_later() takes them: NaN is now.
SimTime time_after(Kernel& k, double seconds);
// The running loop, else the current one (policies.h), which is made if there never was one; -1
// with RuntimeError pending if there is none.
int32_t default_loop(Machine& m);
// Null, with the RuntimeError that there is none pending; or that something else was given as one.
Value no_current_loop(Machine& m);
Value no_loop(Machine& m, Value given);

// RuntimeErrors of run_forever(): false, pending. Then the code that runs waits until it stops.
bool check_can_run(Machine& m, int32_t loop);
void enter(Kernel& k, int32_t loop);
bool check_closed(Machine& m, int32_t loop);
// Drops all that is queued.
void close(Kernel& k, int32_t loop);

// --- Who runs ---

// The running loop's number; -1 with RuntimeError("no running event loop") pending.
int32_t running_loop(Machine& m);
int32_t running_loop_or_none(Kernel& k);  // -1: none, or a thread asks
// The task whose step it is, also where that runs a loop of another library's; unset if there is
// none.
TaskSlot running_task(Kernel& k);

// --- Tasks that a loop is to step ---

// The future that it waits for is done (both references taken over).
void wake(Kernel& k, Value task, Value future, EventId because);
// It stays where it is: its loop is closed.
void forget_step(Kernel& k, TaskSlot task);

}  // namespace grove::aio
