// How futures, tasks, loops and handles look in a repr: CPython's words.
#pragma once

#include <span>
#include <string>

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// "<Task finished name='Task-2' coro=<boom() done, defined at p.py:3> exception=ValueError('x')>"
std::string future_repr(Kernel& k, Value future);
std::string loop_repr(Kernel& k, int32_t loop);
std::string handle_repr(Kernel& k, int32_t handle);
// The function that a callback calls in the end: its name, its line in the program or 0, and
// whether it is one of the library's own that are written in Python.
struct CalledFunction {
  std::string name;
  int32_t line = 0;
  bool is_internal = false;
};
CalledFunction called_function(Machine& m, Value callable);
// "work('a') at p.py:3": a call, borrowed; what a handle calls, and with what.
std::string call_words(Machine& m, Value callable, std::span<const Value> args);
std::string callback_words(Kernel& k, int32_t handle);

}  // namespace grove::aio
