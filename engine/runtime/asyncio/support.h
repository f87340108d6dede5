// What the built-ins of the module `asyncio` have in common.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/machine/core/library.h"
#include "engine/runtime/asyncio/state.h"
#include "engine/runtime/kernel/recorded_objects.h"

namespace grove::aio {

inline constexpr const char* kCancelledError = "asyncio.CancelledError";
inline constexpr const char* kInvalidStateError = "asyncio.InvalidStateError";

// Classes of this module that built-ins make objects of; borrowed.
Value class_named(Machine& m, const char* name);
bool is_a(Machine& m, Value value, const char* name);

// One that is done at once, to be called: its value.
Value native_of(Machine& m, PlainFunction fn);

// A call of a built-in of several turns, as Turn::call() makes it. Arguments borrowed.
Turn call_turns(Machine& m, TurnFunction fn, std::span<const Value> args);

// The context that a function was given, as `context=`, or a copy of the one that it is called in:
// a dict (Stack::context), or null as long as nothing is set. New reference; false with an
// error pending.
bool context_argument(Machine& m, Value given, Value* context);

// How far off a time is, as loop.call_later() would take it; false with what adding it to the time
// raises pending.
bool delay_argument(Machine& m, Value delay, double* seconds);

// asyncio's exceptions and others, without a text: raised.
Value raise_bare(Machine& m, const char* klass);

// An object with that number (-1: none) and these values (taken over).
Value new_state(Machine& m, const char* klass, std::vector<Value> values);

// As asyncio sees it: plain generators are coroutines too, and what is like a coroutine.
bool is_coroutine(Machine& m, Value value);
// What is none of the machine's own coroutines, but has all of a coroutine's methods
// (collections.abc.Coroutine), or is as_completed()'s iterator, which is a generator in CPython.
bool is_coroutine_like(Machine& m, Value value);
inline constexpr const char* kAsCompleted = "_AsCompleted";
// As of CPython's own classes that are told apart by their address.
std::string plain_repr(Machine& m, Value object, const char* klass, const std::string& extra);

// For turns: awaits the coroutine of a native with these arguments (borrowed).
Turn await_native(Machine& m, TurnFunction fn, std::span<const Value> args);

// --- Scopes as the record tells them: of timeouts and groups ---
ScopeId open_scope(Kernel& k, TaskSlot task, ScopeKind how, SimTime deadline);
void close_scope(Kernel& k, TaskSlot task, ScopeId scope, bool caught);

}  // namespace grove::aio
