// What the kernel tells and asks about a loop and its handles: the turns of a loop.
#include <utility>

#include "engine/runtime/asyncio/callbacks.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/orphans.h"
#include "engine/runtime/asyncio/reports.h"
#include "engine/runtime/asyncio/words.h"
#include "engine/runtime/kernel/recorded_objects.h"

namespace grove::aio {

namespace {

// The record tells that the loop calls a function of the program's: what happens in it is because
// of that, and that because of what asked for it.
EventId tell_call(Kernel& k, AioHandle& handle) {
  const CalledFunction called = called_function(k.machine, handle.callback.target);
  if (called.is_internal) return handle.cause;
  if (!handle.id) handle.id = record_created(k, "callback");
  return k.recorder.happen_because(handle.cause, ObjectChanged{.object = handle.id,
                                                               .type = k.recorder.word("callback"),
                                                               .task = {},
                                                               .line = called.line,
                                                               .op = k.recorder.word(called.name),
                                                               .state = {}});
}

}  // namespace

}  // namespace grove::aio

namespace grove {

void Asyncio::timer_fired(Kernel& k, int32_t number) {
  AioHandle& due = handle(number);
  due.ticket = Timers::kNoTicket;
  k.make_ready(loop(due.loop).slot, number);
}

EventId Asyncio::timer_cause(Kernel&, int32_t number) { return handle(number).cause; }

// A loop that is to stop does not wait for timers.
bool Asyncio::nothing_can_run(Kernel&) { return running_loop >= 0 && loop(running_loop).stopping; }

namespace {

void leave(Kernel& k, Resume outcome) {
  Asyncio& aio = asyncio_of(k);
  AioLoop& loop = aio.loop(aio.running_loop);
  if (!loop.is_guest) {
    aio.running_loop = -1;
    loop.running = loop.stopping = false;
    k.machine.heap.assign(loop.handled, Value{});
  }
  k.leave_loop(loop.slot, outcome);
}

bool leave_with_failure(Kernel& k) {
  Asyncio& aio = asyncio_of(k);
  if (aio.running_loop < 0) return false;
  const Value failure = std::exchange(aio.loop(aio.running_loop).failure, Value{});
  if (failure.is_null()) return false;
  leave(k, Resume{Resume::Kind::kException, failure});
  return true;
}

}  // namespace

void Asyncio::pass_ended(Kernel& k) {
  if (running_loop >= 0 && loop(running_loop).stopping) {
    leave(k, Resume{Resume::Kind::kValue, Value::none()});
  }
}

void Asyncio::step_ended(Kernel& k, TaskSlot slot) {
  stepping = {};
  // One that has given way, or was cancelled as it began to wait, is to step again.
  if (!k.task(slot).queued) k.machine.heap.assign(task(slot).held, Value{});
  aio::notice_orphans(k, slot);
  leave_with_failure(k);
}

bool Asyncio::take_callback(Kernel& k, int32_t number, EventId* cause) {
  AioHandle& due = handle(number);
  *cause = due.cause;
  k.recorder.step = due.cause;
  if (!due.cancelled && due.callback.kind == CallbackKind::kProgram) {
    *cause = aio::tell_call(k, due);
    return false;
  }
  due.queued = false;
  Callback callback = std::exchange(due.callback, Callback{});
  const Value future = std::exchange(due.future, Value{});
  const bool cancelled = due.cancelled;
  const int32_t of = due.loop;
  aio::free_if_unused(k, number);
  if (!cancelled) aio::run_internal(k, of, callback, future);
  aio::release(k.machine.heap, callback);
  k.machine.heap.release(future);
  aio::notice_orphans(k);
  k.recorder.step = k.outside_steps;
  return true;
}

Stack Asyncio::call_begins(Kernel& k, int32_t number) {
  AioHandle& due = handle(number);
  Heap& heap = k.machine.heap;
  if (!due.future.is_null()) {
    Stack stack = k.machine.start_call(due.callback.target, {&due.future, 1});
    heap.assign(stack.context, heap.retain(due.callback.context));
    heap.assign(heap.frame(stack.top).handled, heap.retain(loop(due.loop).handled));
    return stack;
  }
  Stack stack = k.machine.start_call(due.callback.target, heap.tuple(due.callback.argument).items);
  heap.assign(stack.context, heap.retain(due.callback.context));
  const Value handled = std::exchange(due.handled, Value{});
  heap.assign(heap.frame(stack.top).handled,
              handled.is_null() ? heap.retain(loop(due.loop).handled) : handled);
  return stack;
}

void Asyncio::call_ended(Kernel& k, int32_t number, bool raised, Value result) {
  Machine& m = k.machine;
  if (raised) {
    const bool leaves = m.is_instance(result, m.exception_class("KeyboardInterrupt")) ||
                        m.is_instance(result, m.exception_class("SystemExit"));
    if (leaves && running_loop >= 0) {
      m.heap.assign(loop(running_loop).failure, m.heap.retain(result));
    } else {
      aio::report_failed_callback(k, number, result);
    }
  }
  m.heap.release(result);
  handle(number).queued = false;
  aio::free_if_unused(k, number);
  aio::notice_orphans(k);
  leave_with_failure(k);
}

}  // namespace grove
