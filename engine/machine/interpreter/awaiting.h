// Awaiting: see awaiting.cpp.
#pragma once

#include <vector>

namespace grove {

class Library;
class Machine;
struct Stack;
struct Value;

// The class of what a coroutine's own `__await__` gives.
inline constexpr const char* kCoroutineIterator = "coroutine_wrapper";
// The name of the built-in (internal, of several turns) to which a library lets what an `__await__`
// hands out be given: it parks the task.
inline constexpr const char* kTakesYields = "take what is handed out";

// The same of a built-in that is done at once: a coroutine that a task of its library runs, and
// that waits now, is taken from the task, to be driven by hand. Whether it was one.
inline constexpr const char* kTakesFromTask = "take from its task";
// … and the innermost frame of such a one, or None.
inline constexpr const char* kInnermostInTask = "innermost in its task";
// The same of the innermost frames of the code that waits for what runs now, the nearest first: a
// tuple.
inline constexpr const char* kFramesOutside = "frames outside";
// What the built-in of that name says of the value; null: there is none. New reference.
Value ask_library(Machine& machine, const char* name, Value about);

// The program's own frames from that one on, which is of what runs, outwards, and behind them those
// of whatever waits for that, as a module does for the loop whose task runs. Borrowed.
std::vector<Value> program_frames(Machine& machine, Value innermost);

// --- Coroutines that the program drives by hand (driving.cpp) ---
// Whether what is awaited now is to be handed out to whoever drives the coroutine: the built-in
// then returns a turn of kind kYield, and is resumed with what is sent or thrown in.
bool runs_by_hand(Machine& machine);
// Whether the coroutine is on the stack that runs.
bool is_executing(Machine& machine, Value coroutine);
// The stack, which is not running, is that of a coroutine's life, and gives it up to whoever drives
// it from now on.
void give_up_coroutine(Machine& machine, Stack& stack);
// A coroutine's own frame: borrowed, or null.
Value own_frame(Machine& machine, Value coroutine);
// What it awaits, where `innermost` is the innermost frame of those that it and what it awaits
// have: borrowed, or null.
Value awaited_by(Machine& machine, Value coroutine, Value innermost);

void add_awaiting(Library& library);

}  // namespace grove
