// The event loop as programs see it, and the functions that give one.

#include <cmath>
#include <utility>

#include "engine/machine/protocols/operators.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/executor.h"
#include "engine/runtime/asyncio/future_methods.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/open_generators.h"
#include "engine/runtime/asyncio/reports.h"
#include "engine/runtime/asyncio/runs.h"
#include "engine/runtime/asyncio/sockets.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"
#include "engine/runtime/asyncio/words.h"

namespace grove::aio {

namespace {

int32_t number_of(Machine& m, Value self) { return m.heap.object(self).id; }
AioLoop& self_of(Machine& m, Args args) {
  return asyncio_of(kernel_of(m)).loop(number_of(m, args[0]));
}

// Of a class of the program's as well.
Value construct(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  return m.heap.retain(loop_object(k, new_loop(k, args[0])));
}
Value initialize(Machine&, Args) { return Value::none(); }

// --- Calls ---

// False with an error pending.
bool program_callback(Machine& m, Value function, Value args, Value context, Callback* callback) {
  if (!context_argument(m, context, &callback->context)) return false;
  callback->kind = CallbackKind::kProgram;
  callback->target = m.heap.retain(function);
  callback->argument = m.heap.retain(args);
  return true;
}

// call_soon(callback, *args, context=None)
Value call_soon(Machine& m, Args args) {
  const int32_t loop = number_of(m, args[0]);
  if (!check_closed(m, loop)) return {};
  Kernel& k = kernel_of(m);
  Callback callback;
  if (!program_callback(m, args[1], args[2], args[3], &callback)) return {};
  const int32_t handle = new_handle(k, loop, callback);
  asyncio_of(k).handle(handle).id = record_created(k, "callback");
  queue_soon(k, handle, k.recorder.step);
  return handle_object(k, handle);
}

Value call_at_time(Machine& m, int32_t loop, Value when, Value function, Value args,
                   Value context) {
  if (!check_closed(m, loop)) return {};
  double seconds = 0;
  if (!m.to_double(when, &seconds)) return {};
  Kernel& k = kernel_of(m);
  Callback callback;
  if (!program_callback(m, function, args, context, &callback)) return {};
  const int32_t handle = new_handle(k, loop, callback);
  asyncio_of(k).handle(handle).id = record_created(k, "callback");
  asyncio_of(k).handle(handle).given_when = m.heap.retain(when);
  queue_at(k, handle, std::isnan(seconds) ? k.now() : sim_time_from_seconds(seconds));
  return handle_object(k, handle);
}

// call_later(delay, callback, *args, context=None)
Value call_later(Machine& m, Args args) {
  if (args[1].is_none()) return m.raise_error("TypeError", "delay must not be None");
  const Owned now = own(m.heap, Value::of_float(to_seconds(kernel_of(m).now())));
  const Owned when = own(m.heap, binary_op(m, BinaryOperator::kAdd, false, now.get(), args[1]));
  if (!when) return {};
  const Value rounded = when.get().is(Type::kFloat) && !std::isnan(when.get().real)
                            ? Value::of_float(to_seconds(sim_time_from_seconds(when.get().real)))
                            : when.get();
  return call_at_time(m, number_of(m, args[0]), rounded, args[2], args[3], args[4]);
}

Value call_at_method(Machine& m, Args args) {
  if (args[1].is_none()) return m.raise_error("TypeError", "when cannot be None");
  return call_at_time(m, number_of(m, args[0]), args[1], args[2], args[3], args[4]);
}

Value time(Machine& m, Args) { return Value::of_float(to_seconds(kernel_of(m).now())); }

Value create_future(Machine& m, Args args) { return new_program_future(m, number_of(m, args[0])); }

// create_task(coro, *, name=None, context=None)
Value create_task_method(Machine& m, Args args) {
  const int32_t loop = number_of(m, args[0]);
  if (!check_closed(m, loop)) return {};
  return create_task(
      m, NewTask{.loop = loop, .coroutine = args[1], .name = args[2], .context = args[3]});
}

// --- Its life ---

Value stop(Machine& m, Args args) {
  self_of(m, args).stopping = true;
  return Value::none();
}
Value is_running(Machine& m, Args args) { return Value::boolean(self_of(m, args).running); }
Value is_closed(Machine& m, Args args) { return Value::boolean(self_of(m, args).closed); }
Value close_method(Machine& m, Args args) {
  if (self_of(m, args).running) {
    return m.raise_error("RuntimeError", "Cannot close a running event loop");
  }
  if (self_of(m, args).closed) return Value::none();
  forget_sockets(kernel_of(m), number_of(m, args[0]));
  close(kernel_of(m), number_of(m, args[0]));
  return Value::none();
}
Value get_debug(Machine& m, Args args) { return Value::boolean(self_of(m, args).debug); }
Value set_debug(Machine& m, Args args) {
  bool failed = false;
  self_of(m, args).debug = m.truth(args[1], &failed);
  return failed ? Value{} : Value::none();
}

// Kept for the program alone: nothing is slow in simulated time.
Value get_slow_duration(Machine& m, Args args) {
  return m.heap.retain(self_of(m, args).slow_callback_duration);
}
Value set_slow_duration(Machine& m, Args args) {
  m.heap.assign(self_of(m, args).slow_callback_duration, m.heap.retain(args[1]));
  return Value::none();
}

Value get_task_factory(Machine& m, Args args) {
  const Value factory = self_of(m, args).task_factory;
  return factory.is_null() ? Value::none() : m.heap.retain(factory);
}
Value set_task_factory(Machine& m, Args args) {
  if (!args[1].is_none() && !m.is_callable(args[1])) {
    return m.raise_error("TypeError", "task factory must be a callable or None");
  }
  m.heap.assign(self_of(m, args).task_factory,
                args[1].is_none() ? Value{} : m.heap.retain(args[1]));
  return Value::none();
}

Turn shutdown_default_executor(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  if (frame.state == 1) return Turn::done(resume.value);
  frame.state = 1;
  const Value ends = executor_shutdown(m, m.heap.object(frame.slots[0]).id);
  if (!ends.is_null()) return Turn::await(ends);
  return m.has_pending() ? Turn::raised() : Turn::done(Value::none());
}

// --- Exception handlers ---

Value get_exception_handler(Machine& m, Args args) {
  const Value handler = self_of(m, args).exception_handler;
  return handler.is_null() ? Value::none() : m.heap.retain(handler);
}
Value set_exception_handler(Machine& m, Args args) {
  if (!args[1].is_none() && !m.is_callable(args[1])) {
    return m.raise_error("TypeError",
                         "A callable object or None is expected, got " + m.repr_of(args[1]));
  }
  m.heap.assign(self_of(m, args).exception_handler,
                args[1].is_none() ? Value{} : m.heap.retain(args[1]));
  return Value::none();
}
Value default_exception_handler(Machine& m, Args args) {
  report_by_default(kernel_of(m), m.heap.retain(args[1]));
  return Value::none();
}
Value call_exception_handler_method(Machine& m, Args args) {
  call_exception_handler(kernel_of(m), number_of(m, args[0]), m.heap.retain(args[1]));
  return Value::none();
}

Value repr(Machine& m, Args args) {
  return m.heap.new_str(loop_repr(kernel_of(m), number_of(m, args[0])));
}

// --- Functions of the module ---

Value get_running_loop(Machine& m, Args) {
  const int32_t loop = running_loop(m);
  return loop < 0 ? Value{} : m.heap.retain(loop_object(kernel_of(m), loop));
}
Value get_running_loop_or_none(Machine& m, Args) {
  Kernel& k = kernel_of(m);
  const int32_t loop = running_loop_or_none(k);
  return loop < 0 ? Value::none() : m.heap.retain(loop_object(k, loop));
}
}  // namespace

void add_loops(Library& library) {
  library.module("asyncio").shown_as("asyncio.events");
  library.klass("asyncio", "AbstractEventLoop").open();
  library.module("asyncio").shown_as("asyncio.base_events");
  library.klass("asyncio", "BaseEventLoop", Type::kObject, "AbstractEventLoop")
      .open()
      .method("call_soon", "callback, *args, context=None", call_soon)
      .method("call_soon_threadsafe", "callback, *args, context=None", call_soon)
      .method("call_later", "delay, callback, *args, context=None", call_later)
      .method("call_at", "when, callback, *args, context=None", call_at_method)
      .method("time", "", time)
      .method("create_future", "", create_future)
      .method("create_task", "coro, *, name=None, context=None", create_task_method)
      .method_turns("run_forever", "", run_forever)
      .method_turns("run_until_complete", "future", run_until_complete)
      .method("stop", "", stop)
      .method("is_running", "", is_running)
      .method("is_closed", "", is_closed)
      .method("close", "", close_method)
      .method("get_debug", "", get_debug)
      .method("set_debug", "enabled", set_debug)
      .method_coroutine("shutdown_asyncgens", "", shutdown_asyncgens)
      .method_coroutine("shutdown_default_executor", "", shutdown_default_executor)
      .method_turns("run_in_executor", "executor, func, *args", run_in_executor)
      .method_turns("set_default_executor", "executor", set_default_executor)
      .method_in_python("add_signal_handler", "sig, callback, *args", "_asyncio_signals")
      .method_in_python("remove_signal_handler", "sig", "_asyncio_signals")
      .method("get_task_factory", "", get_task_factory)
      .method("set_task_factory", "factory", set_task_factory)
      .method("get_exception_handler", "", get_exception_handler)
      .method("set_exception_handler", "handler", set_exception_handler)
      .method("default_exception_handler", "context", default_exception_handler)
      .method("call_exception_handler", "context", call_exception_handler_method)
      .property("slow_callback_duration", get_slow_duration, set_slow_duration)
      .method("__repr__", "", repr);
  library.unlisted_class(kUnixModule, kLoopClass, "asyncio.BaseEventLoop")
      .open()
      .constructor("", construct)
      .initializer("", initialize);
  library.module("asyncio")
      .known_as("SelectorEventLoop", (std::string(kUnixModule) + "." + kLoopClass).c_str())
      .shown_as("_asyncio")
      .function("get_running_loop", "", get_running_loop)
      .function("_get_running_loop", "", get_running_loop_or_none);
}

}  // namespace grove::aio
