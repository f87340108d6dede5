// What stand-ins (future_like.h) are made with, and settled.
#include <utility>
#include <vector>

#include "engine/runtime/asyncio/callbacks.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/future_like.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

// make(loop, object, cancel): a stand-in that is not done.
Value make(Machine& m, Args args) {
  const int32_t loop = loop_of(m, args[0]);
  if (loop < 0) return no_loop(m, args[0]);
  Kernel& k = kernel_of(m);
  const Value future = new_future(k, loop, class_named(m, kStandIn));
  m.heap.object(future).values = {m.heap.retain(args[1])};
  future_of(k, future).canceller = m.heap.retain(args[2]);
  return future;
}

// Who waits for it hears of it now: this is the callback that the object's own end has led to. A
// task steps in its place.
void tell_at_once(Kernel& k, Value future) {
  const Owned kept = hold(k.machine.heap, future);
  AioFuture& f = future_of(k, future);
  f.log_traceback = false;
  for (Callback& callback : std::exchange(f.callbacks, {})) {
    if (callback.kind == CallbackKind::kWakeup) {
      wake(k, callback.target, k.machine.heap.retain(future), k.recorder.step);
      Loop& loop = k.loop(asyncio_of(k).loop(f.loop).slot);
      const auto next = static_cast<std::ptrdiff_t>(loop.batch_position);
      if (next > static_cast<std::ptrdiff_t>(loop.batch.size())) continue;
      loop.batch.insert(loop.batch.begin() + next, loop.ready.back());
      loop.ready.pop_back();
    } else if (callback.kind == CallbackKind::kProgram) {
      call_back_soon(k, f.loop, callback, k.machine.heap.retain(future), k.recorder.step);
    } else {
      run_internal(k, f.loop, callback, future);
      release(k.machine.heap, callback);
    }
  }
}

// settle(stand-in, how, value): "result", "exception" or "cancelled", with what it raises.
Value settle(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  AioFuture& f = future_of(k, args[0]);
  if (is_done(f)) return Value::none();
  std::vector<Callback> callbacks = std::exchange(f.callbacks, {});
  const std::string how = m.str_of(args[1]);
  const Value value = m.heap.retain(args[2]);
  if (how == "result") {
    set_result(k, args[0], value);
  } else if (how == "exception") {
    set_exception(k, args[0], value);
  } else {
    f.cancelled_error = value;
    cancel_future(k, args[0], Value::none());
  }
  f.callbacks = std::move(callbacks);
  tell_at_once(k, args[0]);
  return Value::none();
}

}  // namespace

void add_stand_ins(Library& library) {
  library.unlisted_class(kUnlistedModule, kStandIn, "asyncio.Future");
  library.internal_plain("_stand_in_for", "object", stand_in_for);
  library.internal_plain("_take_awaited", "object", take_awaited);
  library.internal_plain("_list_of_stand_ins", "values", list_of_stand_ins);
  library.module("_asyncio_futures").function("make_stand_in", "loop, object, cancel", make);
  library.module("_asyncio_futures").function("settle_stand_in", "stand_in, how, value", settle);
}

}  // namespace grove::aio
