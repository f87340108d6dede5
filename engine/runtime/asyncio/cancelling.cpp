#include "engine/runtime/asyncio/cancelling.h"

#include <vector>

#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"

namespace grove::aio {

namespace {

bool cancel_gather(Kernel& k, Value outer, Value message) {
  if (is_done(future_of(k, outer))) return false;
  const std::vector<Value> children = k.machine.heap.list(future_of(k, outer).children).items;
  bool any = false;
  for (Value child : children) {
    if (cancel(k, child, message)) any = true;
  }
  if (any) future_of(k, outer).cancel_requested = true;
  return any;
}

// It is called as soon as the code that runs has paused; the future is left as it is.
bool ask_canceller(Kernel& k, const AioFuture& f, Value message) {
  if (is_done(f)) return false;
  Heap& heap = k.machine.heap;
  const Value given = message.is_null() ? Value::none() : heap.retain(message);
  const int32_t handle = new_handle(k, f.loop,
                                    Callback{.kind = CallbackKind::kProgram,
                                             .target = heap.retain(f.canceller),
                                             .argument = heap.new_tuple({given})});
  asyncio_of(k).handle(handle).queued = true;
  k.call(asyncio_of(k).loop(f.loop).slot, handle, k.recorder.step);
  return true;
}

}  // namespace

bool cancel(Kernel& k, Value future, Value message) {
  const AioFuture& f = future_of(k, future);
  if (f.task) return cancel_task(k, f.task, message);
  if (!f.children.is_null()) return cancel_gather(k, future, message);
  if (!f.canceller.is_null()) return ask_canceller(k, f, message);
  return cancel_future(k, future, message);
}

int32_t uncancel(Kernel& k, TaskSlot slot) {
  int32_t& cancels = asyncio_of(k).task(slot).cancels;
  if (cancels > 0) --cancels;
  return cancels;
}

bool cancel_task(Kernel& k, TaskSlot slot, Value message, const CancelOrigin& origin) {
  Asyncio& aio = asyncio_of(k);
  AioTask& task = aio.task(slot);
  AioFuture& f = aio.future(task.future);
  f.log_traceback = false;
  if (is_done(f)) return false;
  ++task.cancels;
  const bool waits = !task.waiter.is_null() && !is_done(future_of(k, task.waiter));
  task.requested = k.recorder.happen_because(
      origin.because ? origin.because : k.recorder.step,
      CancelRequested{.task = k.task(slot).shown, .scope = origin.scope, .aborted = waits});
  task.requested_scope = origin.scope;
  if (!task.waiter.is_null()) {
    const Owned waiter = hold(k.machine.heap, task.waiter);
    if (cancel(k, waiter.get(), message)) return true;
  }
  task.must_cancel = true;
  k.machine.heap.assign(f.cancel_message, k.machine.heap.retain(message));
  return true;
}

}  // namespace grove::aio
