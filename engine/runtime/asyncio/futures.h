// Futures: what becomes done once, with a result, an exception or by cancellation, and then calls
// whoever wants to know, one iteration later (semantics G3).
//
// Everywhere: `future` is a future's object, borrowed; a result that is null has its exception
// pending.
#pragma once

#include <string_view>

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// A future of that loop: new reference. `klass`: Future, or a class made of it.
Value new_future(Kernel& k, int32_t loop);
Value new_future(Kernel& k, int32_t loop, Value klass);
bool is_future(Machine& m, Value value);
AioFuture& future_of(Kernel& k, Value future);  // REQUIRES: is_future
inline bool is_done(const AioFuture& f) { return f.state != AioFuture::State::kPending; }
inline bool is_cancelled(const AioFuture& f) { return f.state == AioFuture::State::kCancelled; }

// REQUIRES: not done. References taken over. `because`: what the callbacks are because of; unset:
// the step in progress.
void set_result(Kernel& k, Value future, Value result, EventId because = {});
void set_exception(Kernel& k, Value future, Value exception, EventId because = {});
// What the two methods refuse: false with an error pending. *exception: made of a class (new
// reference).
bool check_exception_argument(Machine& m, Value given, Value* exception);

// A plain future's own.
bool cancel_future(Kernel& k, Value future, Value message, EventId because = {});

// result(): new reference, or null with what it raises pending, as raised there or (for a task that
// is woken, where no code runs) not yet raised in *error: new reference.
Value result_of(Machine& m, Value future);
Value take_error(Kernel& k, Value future);  // null: it has a result
// exception(): None, or the exception, which counts as retrieved.
Value exception_of(Machine& m, Value future);
// The CancelledError that it raises: new reference.
Value cancelled_error(Kernel& k, Value future);

// References of the callback are taken over. If the future is done, it is called soon.
void add_callback(Kernel& k, Value future, Callback callback);
// Callbacks of that kind and target (of the program's: that are equal): how many there were.
int32_t remove_callbacks(Kernel& k, Value future, CallbackKind kind, Value target);

}  // namespace grove::aio
