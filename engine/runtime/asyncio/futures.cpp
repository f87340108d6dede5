#include "engine/runtime/asyncio/futures.h"

#include <algorithm>
#include <utility>

#include "engine/machine/protocols/operators.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

Value future_class(Machine& m) { return m.builtin_class(m.library().find_class("asyncio.Future")); }

}  // namespace

Value new_future(Kernel& k, int32_t loop, Value klass) {
  Asyncio& aio = asyncio_of(k);
  int32_t number = static_cast<int32_t>(aio.futures.size());
  if (aio.free_futures.empty()) {
    aio.futures.emplace_back();
  } else {
    number = aio.free_futures.back();
    aio.free_futures.pop_back();
  }
  const Value object = k.machine.new_object(klass, number);
  k.machine.heap.object(object).has_finalizer = true;
  AioFuture& f = aio.future(number);
  f.loop = loop;
  f.object = object;
  return object;
}

Value new_future(Kernel& k, int32_t loop) { return new_future(k, loop, future_class(k.machine)); }

bool is_future(Machine& m, Value value) {
  return value.is(Type::kObject) && m.is_instance(value, future_class(m));
}

AioFuture& future_of(Kernel& k, Value future) {
  return asyncio_of(k).future(k.machine.heap.object(future).id);
}

namespace {

void run_callbacks(Kernel& k, AioFuture& f, EventId because) {
  if (!because) because = k.recorder.step;
  std::vector<Callback> callbacks;
  callbacks.swap(f.callbacks);
  for (const Callback& callback : callbacks) {
    call_back_soon(k, f.loop, callback, k.machine.heap.retain(f.object), because);
  }
}

}  // namespace

void set_result(Kernel& k, Value future, Value result, EventId because) {
  AioFuture& f = future_of(k, future);
  f.result = result;
  f.state = AioFuture::State::kFinished;
  run_callbacks(k, f, because);
}

void set_exception(Kernel& k, Value future, Value exception, EventId because) {
  AioFuture& f = future_of(k, future);
  f.exception = exception;
  f.traceback = k.machine.traceback_of(exception);
  f.state = AioFuture::State::kFinished;
  run_callbacks(k, f, because);
  f.log_traceback = true;
}

bool check_exception_argument(Machine& m, Value given, Value* exception) {
  const Value base = m.exception_class("BaseException");
  if (given.is(Type::kClass) && m.is_subclass(given, base)) {
    *exception = m.new_exception(given, {});
  } else if (given.is(Type::kException)) {
    *exception = m.heap.retain(given);
  } else {
    m.raise_error("TypeError", "invalid exception object");
    return false;
  }
  if (m.is_instance(*exception, m.exception_class("StopIteration"))) {
    m.heap.release(*exception);
    m.raise_error("TypeError",
                  "StopIteration interacts badly with generators and cannot be raised into a "
                  "Future");
    return false;
  }
  return true;
}

bool cancel_future(Kernel& k, Value future, Value message, EventId because) {
  AioFuture& f = future_of(k, future);
  f.log_traceback = false;
  if (is_done(f)) return false;
  f.state = AioFuture::State::kCancelled;
  k.machine.heap.assign(f.cancel_message, k.machine.heap.retain(message));
  run_callbacks(k, f, because);
  return true;
}

Value cancelled_error(Kernel& k, Value future) {
  AioFuture& f = future_of(k, future);
  if (!f.cancelled_error.is_null()) return std::exchange(f.cancelled_error, Value{});
  Machine& m = k.machine;
  std::vector<Value> args;
  const bool has_message = !f.cancel_message.is_null() && !f.cancel_message.is_none();
  if (has_message) args.push_back(m.heap.retain(f.cancel_message));
  return m.new_exception(m.exception_class(kCancelledError), std::move(args));
}

// What the exception was raised with is put back, the first time.
Value take_error(Kernel& k, Value future) {
  AioFuture& f = future_of(k, future);
  if (is_cancelled(f)) return cancelled_error(k, future);
  f.log_traceback = false;
  if (f.exception.is_null()) return Value{};
  const Value traceback = std::exchange(f.traceback, Value{});
  k.machine.set_traceback(f.exception, traceback.is_null() ? Value::none() : traceback);
  k.machine.heap.release(traceback);
  return k.machine.heap.retain(f.exception);
}

Value result_of(Machine& m, Value future) {
  Kernel& k = kernel_of(m);
  const AioFuture& f = future_of(k, future);
  if (!is_done(f)) return m.raise_error(kInvalidStateError, "Result is not set.");
  const Value error = take_error(k, future);
  if (!error.is_null()) return m.raise(error);
  return m.heap.retain(f.result);
}

Value exception_of(Machine& m, Value future) {
  Kernel& k = kernel_of(m);
  AioFuture& f = future_of(k, future);
  if (is_cancelled(f)) return m.raise(cancelled_error(k, future));
  if (!is_done(f)) return m.raise_error(kInvalidStateError, "Exception is not set.");
  f.log_traceback = false;
  return f.exception.is_null() ? Value::none() : m.heap.retain(f.exception);
}

void add_callback(Kernel& k, Value future, Callback callback) {
  AioFuture& f = future_of(k, future);
  if (!is_done(f)) return f.callbacks.push_back(callback);
  call_back_soon(k, f.loop, callback, k.machine.heap.retain(future), k.recorder.step);
}

int32_t remove_callbacks(Kernel& k, Value future, CallbackKind kind, Value target) {
  Machine& m = k.machine;
  AioFuture& f = future_of(k, future);
  std::vector<Callback> removed;
  bool failed = false;
  const auto is_meant = [&](const Callback& c) {
    if (c.kind != kind || failed) return false;
    if (kind != CallbackKind::kProgram) return same(c.target, target);
    return equal(m, c.target, target, &failed);
  };
  std::vector<Callback> kept;
  for (const Callback& c : f.callbacks) (is_meant(c) ? removed : kept).push_back(c);
  f.callbacks = std::move(kept);
  for (Callback& c : removed) release(m.heap, c);
  return failed ? -1 : static_cast<int32_t>(removed.size());
}

}  // namespace grove::aio
