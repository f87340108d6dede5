// Task as programs see it, and the functions about tasks.

#include "engine/machine/containers.h"
#include "engine/runtime/asyncio/classes.h"
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

Value construct(Machine& m, Args args) {
  const int32_t loop = args[2].is_none() ? default_loop(m) : loop_of(m, args[2]);
  if (loop < 0) return args[2].is_none() ? Value{} : m.raise_error("TypeError", "no event loop");
  return create_task(m, NewTask{.loop = loop, .coroutine = args[1], .name = args[3], .context = args[4]});
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
Value get_coro(Machine& m, Args args) { return m.heap.retain(task_of(m, args[0]).coroutine); }

// --- Functions of the module ---

// create_task(coro, *, name=None, context=None)
Value create_task_function(Machine& m, Args args) {
  const int32_t loop = running_loop(m);
  if (loop < 0) return {};
  return create_task(
      m, NewTask{.loop = loop, .coroutine = args[0], .name = args[1], .context = args[2], .names_twice = true});
}

// Which loop a function is asked about; false with an error pending.
bool loop_argument(Machine& m, Value given, int32_t* loop) {
  *loop = given.is_none() ? running_loop(m) : loop_of(m, given);
  return *loop >= 0 || !m.has_pending();
}

Value current_task(Machine& m, Args args) {
  int32_t loop = -1;
  if (!loop_argument(m, args[0], &loop)) return {};
  Kernel& k = kernel_of(m);
  const TaskSlot slot = running_task(k);
  if (!slot) return Value::none();
  const AioFuture& f = asyncio_of(k).future(asyncio_of(k).task(slot).future);
  return f.loop == loop ? m.heap.retain(f.object) : Value::none();
}

Value all_tasks(Machine& m, Args args) {
  int32_t loop = -1;
  if (!loop_argument(m, args[0], &loop)) return {};
  const Owned set = own(m.heap, m.heap.new_set());
  for (Value task : tasks_of(kernel_of(m), loop)) {
    if (!set_add(m, set.get(), task)) return {};
  }
  return m.heap.retain(set.get());
}

Value ensure_future_function(Machine& m, Args args) {
  const int32_t loop = args[1].is_none() ? -1 : loop_of(m, args[1]);
  return ensure_future(m, args[0], loop);
}

Value is_future_function(Machine& m, Args args) { return Value::boolean(is_future(m, args[0])); }
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

}  // namespace

void add_tasks(Library& library) {
  library.klass("asyncio", "Task", Type::kObject, "Future")
      .constructor("coro, *, loop=None, name=None, context=None", construct)
      .method("cancel", "msg=None", cancel_method)
      .method("cancelling", "", cancelling)
      .method("uncancel", "", uncancel_method)
      .method("get_name", "", get_name)
      .method("set_name", "value, /", set_name)
      .method("get_coro", "", get_coro);
  library.internal("refuse_reuse", "", refuse_reuse, Native::Kind::kCoroutine);
  library.module("asyncio")
      .shown_as("asyncio.tasks")
      .function("create_task", "coro, *, name=None, context=None", create_task_function)
      .function("current_task", "loop=None", current_task)
      .function("all_tasks", "loop=None", all_tasks)
      .function("ensure_future", "coro_or_future, *, loop=None", ensure_future_function)
      .shown_as("asyncio.base_futures")
      .function("isfuture", "obj", is_future_function)
      .shown_as("asyncio.coroutines")
      .function("iscoroutinefunction", "func", is_coroutine_function)
      .function("iscoroutine", "obj", is_coroutine_object);
}

}  // namespace grove::aio
