// Task as programs see it, and the functions about tasks.

#include <algorithm>
#include <utility>

#include "engine/machine/interpreter/awaiting.h"
#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/cancelling.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/future_like.h"
#include "engine/runtime/asyncio/future_methods.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"
#include "engine/runtime/asyncio/words.h"

namespace grove::aio {

namespace {

AioTask& task_of(Machine& m, Value self) {
  Kernel& k = kernel_of(m);
  return asyncio_of(k).task(future_of(k, self).task);
}

// __init__(coro, *, loop=None, name=None, context=None)
Value init(Machine& m, Args args) {
  const int32_t loop = args[2].is_none() ? default_loop(m) : loop_of(m, args[2]);
  if (loop < 0) return args[2].is_none() ? Value{} : no_loop(m, args[2]);
  if (future_of(kernel_of(m), args[0]).task) {
    return m.raise_error("RuntimeError", "a task is not made twice in Grove");
  }
  const Owned made = own(m.heap, make_task(m, NewTask{.object = args[0],
                                                      .loop = loop,
                                                      .coroutine = args[1],
                                                      .name = args[3],
                                                      .context = args[4]}));
  return made ? Value::none() : Value{};
}

// As Future's.
Value construct(Machine& m, Args args) {
  Owned task = own(m.heap, new_future(kernel_of(m), -1, args[0]));
  if (!m.find_in_class(args[0], m.symbols.intern("__init__")).is(Type::kNative)) {
    return task.release();
  }
  const std::vector<Value>& given = m.heap.tuple(args[1]).items;
  if (!check_keywords(m, args[2], "Task", {"coro", "loop", "name", "context"})) return {};
  const Value coroutine = given.empty() ? keyword(m, args[2], "coro") : given[0];
  if (given.size() > 1 || (given.empty() && coroutine.is_none())) {
    return m.raise_error("TypeError", given.empty()
                                          ? "Task() missing required argument 'coro' (pos 1)"
                                          : "Task() takes exactly 1 positional argument (" +
                                                std::to_string(given.size()) + " given)");
  }
  const Value with[] = {task.get(), coroutine, keyword(m, args[2], "loop"),
                        keyword(m, args[2], "name"), keyword(m, args[2], "context")};
  return init(m, Args{with, 5}).is_null() ? Value{} : task.release();
}

Value cancel_method(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  return Value::boolean(cancel_task(k, future_of(k, args[0]).task, args[1]));
}
Value cancelling(Machine& m, Args args) { return Value::of_int(task_of(m, args[0]).cancels); }
Value uncancel_method(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  return Value::of_int(uncancel(k, future_of(k, args[0]).task));
}

Value get_name(Machine& m, Args args) { return m.heap.new_str(task_of(m, args[0]).name); }
Value set_name(Machine& m, Args args) {
  task_of(m, args[0]).name = m.str_of(args[1]);
  return Value::none();
}
Value get_waiter(Machine& m, Args args) {
  const Value waiter = task_of(m, args[0]).waiter;
  return waiter.is_null() ? Value::none() : m.heap.retain(waiter);
}
Value get_must_cancel(Machine& m, Args args) {
  return Value::boolean(task_of(m, args[0]).must_cancel);
}
Value get_log_destroy(Machine& m, Args args) {
  return Value::boolean(future_of(kernel_of(m), args[0]).log_destroy_pending);
}
Value set_log_destroy(Machine& m, Args args) {
  bool failed = false;
  future_of(kernel_of(m), args[0]).log_destroy_pending = m.truth(args[1], &failed);
  return failed ? Value{} : Value::none();
}
Value get_coro(Machine& m, Args args) { return m.heap.retain(task_of(m, args[0]).coroutine); }

// --- Functions of the module ---

// create_task(coro, *, name=None, context=None)
Value create_task_function(Machine& m, Args args) {
  const int32_t loop = running_loop(m);
  if (loop < 0) return {};
  return create_task(m, NewTask{.loop = loop,
                                .coroutine = args[0],
                                .name = args[1],
                                .context = args[2],
                                .names_twice = true});
}

Value ensure_future_function(Machine& m, Args args) {
  if (is_future_like(m, args[0])) return m.heap.retain(args[0]);
  return ensure_future(m, args[0], args[1].is_none() ? -1 : loop_of(m, args[1]));
}

Value is_future_function(Machine& m, Args args) {
  return Value::boolean(is_future(m, args[0]) || is_future_like(m, args[0]));
}
Value is_coroutine_function(Machine& m, Args args) {
  const Value function = args[0].is(Type::kMethod) ? m.heap.method(args[0]).function : args[0];
  if (function.is(Type::kNative)) {
    return Value::boolean(m.library().natives()[function.index].kind == Native::Kind::kCoroutine);
  }
  if (!function.is(Type::kFunction)) return Value::boolean(false);
  const auto index = static_cast<std::size_t>(m.heap.function(function).code);
  const Code& code = m.program().codes[index];
  return Value::boolean(code.is_coroutine && !code.is_generator);
}
Value is_coroutine_object(Machine& m, Args args) {
  return Value::boolean(is_coroutine(m, args[0]) || args[0].is(Type::kCoroutine));
}

// The task on whose stack the coroutine is the outermost, and that waits; unset: there is none.
TaskSlot waiting_with(Kernel& k, Value coroutine) {
  Asyncio& aio = asyncio_of(k);
  for (std::size_t i = 0; i < aio.tasks.size(); ++i) {
    const TaskSlot slot{static_cast<int32_t>(i)};
    if (aio.task(slot).future < 0 || !same(aio.task(slot).coroutine, coroutine)) continue;
    const Stack& stack = k.task(slot).stack;
    if (stack.top.is_null()) continue;
    if (same(outermost_frame(k.machine, stack), own_frame(k.machine, coroutine))) return slot;
  }
  return {};
}

// kTakesFromTask: the task takes its coroutine up again when it goes on, wherever that stands by
// then.
Value take_coroutine(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const TaskSlot slot = waiting_with(k, args[0]);
  if (!slot) return Value::boolean(false);
  Stack& stack = k.task(slot).stack;
  give_up_coroutine(m, stack);
  Stack fresh = m.start_coroutine(driver_of(m, args[0]));
  stack.top = fresh.top;
  m.heap.release(fresh.context);
  return Value::boolean(true);
}

// kInnermostInTask: also of one that a task's coroutine awaits.
Value innermost_in_task(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const Value own = own_frame(m, args[0]);
  for (Task& task : k.tasks) {
    Value at = task.alive ? task.stack.top : Value{};
    while (!at.is_null() && !same(at, own)) at = m.heap.frame(at).back;
    if (!at.is_null()) return m.heap.retain(task.stack.top);
  }
  return Value::none();
}

}  // namespace

void add_tasks(Library& library) {
  library.klass("asyncio", "Task", Type::kObject, "Future")
      .open()
      .constructor("*args, **kwargs", construct)
      .method("__init__", "coro, *, loop=None, name=None, context=None", init)
      .method("cancel", "msg=None", cancel_method)
      .method("cancelling", "", cancelling)
      .method("uncancel", "", uncancel_method)
      .method("get_name", "", get_name)
      .method("set_name", "value, /", set_name)
      .method("get_coro", "", get_coro)
      .property("_fut_waiter", get_waiter)
      .property("_must_cancel", get_must_cancel)
      .property("_log_destroy_pending", get_log_destroy, set_log_destroy)
      .property("_coro", get_coro);
  library.internal(kTakesYields, "value", take_yield);
  library.internal_plain(kTakesFromTask, "coroutine", take_coroutine);
  library.internal_plain(kInnermostInTask, "coroutine", innermost_in_task);
  library.internal("_hand_out", "future", hand_out);
  library.internal("_drive", "steps", drive, Native::Kind::kCoroutine);
  library.internal("_wrap_awaitable", "awaitable", wrap_awaitable, Native::Kind::kCoroutine);
  library.internal_plain("ensure_future", "value, loop", ensure_future_asking);
  library.module("asyncio")
      .shown_as("asyncio.tasks")
      .function("create_task", "coro, *, name=None, context=None", create_task_function)
      .function("ensure_future", "coro_or_future, *, loop=None", ensure_future_function)
      .shown_as("asyncio.base_futures")
      .function("isfuture", "obj", is_future_function)
      .shown_as("asyncio.coroutines")
      .function("iscoroutinefunction", "func", is_coroutine_function)
      .function("iscoroutine", "obj", is_coroutine_object);
}

}  // namespace grove::aio
