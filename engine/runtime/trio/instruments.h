// Instruments: program code that is told what the loop does (trio.abc.Instrument).
//
// Which there are, what they hear, and that one that fails is removed, is written in Python
// (engine/modules/_trio_instruments.py). Here is when they hear it: a call falls due and is made
// as soon as the code that runs has paused, as abort functions are. Nothing is done where nobody
// hears.
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// As the methods are named.
const char* name_of(Hook hook);

inline bool is_heard(Kernel& k, Hook hook) {
  return (trio_of(k).heard & (1U << static_cast<unsigned>(hook))) != 0;
}

// Inline as far as nobody hears, which each step of a task asks several times.
void call_of_task(Kernel& k, Hook hook, TaskSlot task);
inline void tell_of_task(Kernel& k, Hook hook, TaskSlot task) {
  if (is_heard(k, hook)) call_of_task(k, hook, task);
}

// Before and after the wait for the outside world in each pass: how long it may last.
void tell_before_wait(Kernel& k);
void tell_after_wait(Kernel& k);

// For trio.run, which calls by itself: `method` (hook's name) of all instruments. REQUIRES: heard.
void set_hook_call(Machine& m, Hook hook);

Stack begin_hook_call(Kernel& k, int32_t number);
bool end_hook_call(Kernel& k, int32_t number);

// The run is over: nothing is heard any more.
void forget_instruments(Kernel& k);

}  // namespace grove::trio
