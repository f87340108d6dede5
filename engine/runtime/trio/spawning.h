// Calling an async function to make a task's coroutine, as trio.run, start_soon and start do it:
// at once, in the caller's step, with Trio's own words for what is no async function.
#pragma once

#include <span>

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// For built-ins of several turns, in states 0 and kCalledFunction. True: *coroutine is made (new
// reference). False: the built-in returns *turn, which is a call in progress, after which it comes
// back here, or an error.
//
// A plain function is really called before it is refused (semantics D2).
inline constexpr int32_t kCalledFunction = 50;
bool make_coroutine(Machine& m, FrameBody& frame, Resume resume, Value async_fn,
                    std::span<const Value> args, std::span<const Value> keyword_values,
                    std::span<const Value> keyword_names, Value* coroutine, Turn* turn);

// What start_soon and its like are given; borrowed.
struct SpawnRequest {
  Value async_fn;
  Value args;  // a tuple
  Value name;
};
// The function is called, and a task made of it in that nursery. As make_coroutine: true, and *task
// is made; or false, and the built-in returns *turn.
bool spawn_into(Machine& m, FrameBody& frame, Resume resume, NurserySlot nursery,
                const SpawnRequest& request, TaskSlot* task, Turn* turn);

}  // namespace grove::trio
