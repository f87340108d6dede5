#include "engine/runtime/asyncio/loops.h"

#include <cmath>
#include <utility>

#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

int32_t new_loop(Kernel& k) { return new_loop(k, class_named(k.machine, kLoopClass)); }

int32_t new_loop(Kernel& k, Value klass) {
  Asyncio& aio = asyncio_of(k);
  const auto number = static_cast<int32_t>(aio.loops.size());
  AioLoop& loop = aio.loops.emplace_back();
  loop.slot = k.new_loop(static_cast<std::size_t>(DialectSlot::kAsyncio));
  loop.object = k.machine.new_object(klass, number);
  return number;
}

Value loop_object(Kernel& k, int32_t loop) { return asyncio_of(k).loop(loop).object; }

int32_t loop_of(Machine& m, Value object) {
  return is_a(m, object, kLoopClass) ? m.heap.object(object).id : -1;
}

int32_t running_loop(Machine& m) {
  const int32_t loop = running_loop_or_none(kernel_of(m));
  if (loop < 0) m.raise_error("RuntimeError", "no running event loop");
  return loop;
}

int32_t running_loop_or_none(Kernel& k) {
  if (k.current_thread()) return -1;
  Asyncio& aio = asyncio_of(k);
  const bool foreign =
      k.in_task() && !k.in_task_of(static_cast<std::size_t>(DialectSlot::kAsyncio));
  if (aio.loop_variable.is_null() || !foreign) return aio.running_loop;
  const Value context = k.current_task().stack.context;
  bool failed = false;
  const Value loop =
      context.is_null() ? Value{} : dict_find(k.machine, context, aio.loop_variable, &failed);
  return loop.is_null() ? -1 : loop_of(k.machine, loop);
}

TaskSlot running_task(Kernel& k) {
  return k.current_thread() ? TaskSlot{} : asyncio_of(k).stepping;
}

// --- Handles ---

int32_t new_handle(Kernel& k, int32_t loop, Callback callback) {
  Asyncio& aio = asyncio_of(k);
  int32_t number = static_cast<int32_t>(aio.handles.size());
  if (aio.free_handles.empty()) {
    aio.handles.emplace_back();
  } else {
    number = aio.free_handles.back();
    aio.free_handles.pop_back();
  }
  AioHandle& handle = aio.handle(number);
  handle.callback = callback;
  handle.loop = loop;
  handle.cause = k.recorder.step;
  return number;
}

void free_if_unused(Kernel& k, int32_t number) {
  Asyncio& aio = asyncio_of(k);
  AioHandle& handle = aio.handle(number);
  if (handle.queued || !handle.object.is_null()) return;
  Heap& heap = k.machine.heap;
  Callback callback = handle.callback;
  const Value future = handle.future, given = handle.given_when;
  const int32_t generation = handle.generation + 1;
  handle = AioHandle{};
  handle.generation = generation;
  aio.free_handles.push_back(number);
  release(heap, callback);
  heap.release(future);
  heap.release(given);
}

void release(Heap& heap, Callback& callback) {
  heap.release(std::exchange(callback.target, Value{}));
  heap.release(std::exchange(callback.argument, Value{}));
  heap.release(std::exchange(callback.context, Value{}));
}

void queue_soon(Kernel& k, int32_t number, EventId because) {
  AioHandle& handle = asyncio_of(k).handle(number);
  handle.queued = true;
  handle.cause = because;
  k.make_ready(asyncio_of(k).loop(handle.loop).slot, number);
}

void queue_at(Kernel& k, int32_t number, SimTime when) {
  Asyncio& aio = asyncio_of(k);
  AioHandle& handle = aio.handle(number);
  handle.queued = handle.is_timer = true;
  handle.when = when;
  if (aio.loop(handle.loop).is_guest) return k.make_ready(aio.loop(handle.loop).slot, number);
  handle.ticket = k.timers.add(when, TimerOwner{aio.loop(handle.loop).slot, number});
}

void cancel_handle(Kernel& k, int32_t number) {
  AioHandle& handle = asyncio_of(k).handle(number);
  if (handle.cancelled) return;
  handle.cancelled = true;
  if (handle.ticket != Timers::kNoTicket) {
    k.timers.remove(std::exchange(handle.ticket, Timers::kNoTicket));
    handle.queued = false;
  }
  Callback callback = std::exchange(handle.callback, Callback{});
  const Value future = std::exchange(handle.future, Value{});
  free_if_unused(k, number);
  release(k.machine.heap, callback);
  k.machine.heap.release(future);
}

Value handle_object(Kernel& k, int32_t number) {
  AioHandle& handle = asyncio_of(k).handle(number);
  if (!handle.object.is_null()) return k.machine.heap.retain(handle.object);
  handle.object = k.machine.new_object(
      class_named(k.machine, handle.is_timer ? "TimerHandle" : "Handle"), number);
  k.machine.heap.object(handle.object).has_finalizer = true;
  return handle.object;
}

void forget_handle_object(Kernel& k, int32_t number) {
  asyncio_of(k).handle(number).object = {};
  free_if_unused(k, number);
}

void call_back_soon(Kernel& k, int32_t loop, Callback callback, Value future, EventId because) {
  if (callback.kind == CallbackKind::kWakeup) return wake(k, callback.target, future, because);
  const int32_t number = new_handle(k, loop, callback);
  asyncio_of(k).handle(number).future = future;
  queue_soon(k, number, because);
}

HandleRef call_at(Kernel& k, int32_t loop, Callback callback, SimTime when) {
  const int32_t number = new_handle(k, loop, callback);
  queue_at(k, number, when);
  return HandleRef{number, asyncio_of(k).handle(number).generation};
}

void cancel_handle(Kernel& k, HandleRef handle) {
  if (handle.number < 0) return;
  const auto number = static_cast<int32_t>(handle.number);
  if (asyncio_of(k).handle(number).generation == handle.generation) cancel_handle(k, number);
}

SimTime time_after(Kernel& k, double seconds) {
  if (std::isnan(seconds)) return k.now();
  return k.now() + sim_time_from_seconds(seconds);
}

namespace {

// What the policy says that the program has set or asked for: -1 with an exception pending, or
// open.
int32_t loop_of_policy(Machine& m) {
  const Value policy = asyncio_of(kernel_of(m)).policy;
  const Owned method = own(m.heap, m.get_attribute(policy, m.symbols.intern("get_event_loop")));
  const Owned loop = method ? own(m.heap, m.ask(method.get(), {})) : Owned{};
  if (!loop) return -1;
  const int32_t number = loop_of(m, loop.get());
  if (number < 0) no_loop(m, loop.get());
  return number;
}

}  // namespace

int32_t default_loop(Machine& m) {
  Kernel& k = kernel_of(m);
  Asyncio& aio = asyncio_of(k);
  if (const int32_t running = running_loop_or_none(k); running >= 0) return running;
  if (!aio.policy.is_null()) return loop_of_policy(m);
  if (k.current_thread()) return no_current_loop(m), -1;
  if (aio.current_loop < 0 && !aio.current_loop_set) {
    aio.current_loop = new_loop(k);
    aio.current_loop_set = true;
  }
  if (aio.current_loop < 0) no_current_loop(m);
  return aio.current_loop;
}

Value no_current_loop(Machine& m) {
  const char* thread = kernel_of(m).current_thread() ? "asyncio_0" : "MainThread";
  return m.raise_error("RuntimeError",
                       std::string("There is no current event loop in thread '") + thread + "'.");
}

Value no_loop(Machine& m, Value given) {
  return m.raise_error("AttributeError",
                       "'" + m.type_name(given) + "' object has no attribute 'get_debug'");
}

// --- Running ---

bool check_closed(Machine& m, int32_t loop) {
  if (!asyncio_of(kernel_of(m)).loop(loop).closed) return true;
  m.raise_error("RuntimeError", "Event loop is closed");
  return false;
}

bool check_can_run(Machine& m, int32_t loop) {
  if (!check_closed(m, loop)) return false;
  const Asyncio& aio = asyncio_of(kernel_of(m));
  if (aio.running_loop < 0) return true;
  m.raise_error("RuntimeError", aio.running_loop == loop
                                    ? "This event loop is already running"
                                    : "Cannot run the event loop while another loop is running");
  return false;
}

void enter(Kernel& k, int32_t number) {
  Asyncio& aio = asyncio_of(k);
  aio.running_loop = number;
  aio.loop(number).running = true;
  k.machine.heap.assign(aio.loop(number).handled,
                        k.machine.heap.retain(k.handled_by_running_code()));
  k.enter_loop(aio.loop(number).slot);
}

void close(Kernel& k, int32_t number) {
  Asyncio& aio = asyncio_of(k);
  AioLoop& loop = aio.loop(number);
  loop.closed = true;
  std::vector<Ready> ready;
  ready.swap(k.loop(loop.slot).ready);
  for (const Ready& each : ready) {
    if (each.task) {
      forget_step(k, each.task);
    } else {
      aio.handle(each.callback).queued = false;
      free_if_unused(k, each.callback);
    }
  }
  for (int32_t timer : std::exchange(loop.timers, {})) {
    aio.handle(timer).queued = false;
    free_if_unused(k, timer);
  }
  for (const TimerOwner& owner : k.timers.remove_all_of(loop.slot)) {
    aio.handle(owner.number).queued = false;
    aio.handle(owner.number).ticket = Timers::kNoTicket;
    free_if_unused(k, owner.number);
  }
}

// --- Tasks that a loop is to step ---

void wake(Kernel& k, Value object, Value future, EventId because) {
  const TaskSlot slot = asyncio_of(k).future(k.machine.heap.object(object).id).task;
  AioTask& task = asyncio_of(k).task(slot);
  task.woken_by = future;
  k.machine.heap.assign(task.held, object);
  k.make_ready(slot, Resume{Resume::Kind::kValue, Value::none()}, because);
}

void forget_step(Kernel& k, TaskSlot slot) {
  AioTask& task = asyncio_of(k).task(slot);
  k.task(slot).queued = false;
  k.machine.heap.assign(task.woken_by, Value{});
  k.machine.heap.assign(task.held, Value{});
}

}  // namespace grove::aio
