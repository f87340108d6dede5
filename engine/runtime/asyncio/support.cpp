#include "engine/runtime/asyncio/support.h"

#include <utility>

#include "engine/machine/protocols/format.h"
#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/words.h"

namespace grove::aio {

Value class_named(Machine& m, const char* name) {
  const Library& library = m.library();
  int32_t index = library.find_class("asyncio." + std::string(name));
  if (index < 0) index = library.find_class(kUnlisted + std::string(name));
  ENSURE(index >= 0, "a class of asyncio is used that was not added");
  return m.builtin_class(index);
}

bool is_a(Machine& m, Value value, const char* name) {
  return value.is(Type::kObject) && m.is_instance(value, class_named(m, name));
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

Turn call_turns(Machine& m, TurnFunction fn, std::span<const Value> args) {
  m.set_call(Value::of(Type::kNative, static_cast<uint32_t>(m.library().find_native(fn))), args);
  return Turn::call();
}

namespace {

// What the future's task of another loop, or the task itself, comes to.
std::string objection(Kernel& k, TaskSlot slot, Value future) {
  const AioTask& task = asyncio_of(k).task(slot);
  const AioFuture& own = asyncio_of(k).future(task.future);
  const AioFuture& f = future_of(k, future);
  if (f.loop != own.loop) {
    return "Task " + future_repr(k, own.object) + " got Future " + future_repr(k, future) +
           " attached to a different loop";
  }
  if (f.task == slot) return "Task cannot await on itself: " + future_repr(k, own.object);
  return "";
}

void begin_await(Kernel& k, AioTask& task, const AioFuture& f, const Wait& wait) {
  const TaskId self = k.current_task().shown;
  if (f.task) {
    task.awaits = Place{Place::Kind::kTask, k.task(f.task).shown.value};
  } else if (f.id) {
    task.awaits = Place{Place::Kind::kObject, f.id.value};
  } else {
    task.awaits = Place{};
  }
  if (task.awaits.kind != Place::Kind::kRun) {
    k.recorder.happen(AwaitStarted{.task = self, .on = task.awaits});
  }
  k.park(wait);
}

}  // namespace

namespace {

// In a task of another library's, or in none.
Turn wait_elsewhere(Machine& m, const std::string& what) {
  Kernel& k = kernel_of(m);
  if (!k.in_task()) {
    m.raise_error("RuntimeError", "await wasn't used with future");
    return Turn::raised();
  }
  k.park_foreign(what);
  return Turn::block();
}

}  // namespace

Turn wait_for_future(Machine& m, Value future, const Wait& wait) {
  Kernel& k = kernel_of(m);
  Asyncio& aio = asyncio_of(k);
  if (!k.in_task_of(static_cast<std::size_t>(DialectSlot::kAsyncio))) {
    future_of(k, future).left_waiting = true;
    return wait_elsewhere(m, future_repr(k, future));
  }
  const TaskSlot slot = k.current();
  AioTask& task = aio.task(slot);
  begin_await(k, task, future_of(k, future), wait);
  if (const std::string text = objection(k, slot, future); !text.empty()) {
    task.throws = m.new_exception(m.exception_class("RuntimeError"), {m.heap.new_str(text)});
    aio.parked = Asyncio::Parked::kThrows;
    return Turn::block();
  }
  const Value own_object = aio.future(task.future).object;
  add_callback(k, future,
               Callback{.kind = CallbackKind::kWakeup, .target = m.heap.retain(own_object)});
  m.heap.assign(task.waiter, m.heap.retain(future));
  // It was cancelled in this very step (G5).
  if (task.must_cancel && cancel(k, future, aio.future(task.future).cancel_message)) {
    task.must_cancel = false;
  }
  aio.parked = Asyncio::Parked::kWaits;
  return Turn::block();
}

Turn begin_yield(Machine& m, FrameBody& frame, int32_t state) {
  Kernel& k = kernel_of(m);
  frame.state = state;
  if (!k.in_task_of(static_cast<std::size_t>(DialectSlot::kAsyncio))) {
    return wait_elsewhere(m, "None");
  }
  asyncio_of(k).parked = Asyncio::Parked::kYields;
  return Turn::block();
}

Turn take_yield(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  if (frame.state == 1) return Turn::done(resume.value);
  Kernel& k = kernel_of(m);
  const Value yielded = frame.slots[0];
  const bool ours = k.in_task_of(static_cast<std::size_t>(DialectSlot::kAsyncio));
  frame.state = 1;
  if (ours && yielded.is_none()) return begin_yield(m, frame, 1);
  if (!ours || !is_future(m, yielded)) return wait_elsewhere(m, m.repr_of(yielded));
  AioTask& task = asyncio_of(k).task(k.current());
  const std::string text = "yield was used instead of yield from in task " +
                           future_repr(k, asyncio_of(k).future(task.future).object) + " with " +
                           future_repr(k, yielded);
  task.throws = m.new_exception(m.exception_class("RuntimeError"), {m.heap.new_str(text)});
  asyncio_of(k).parked = Asyncio::Parked::kThrows;
  return Turn::block();
}

Turn raise_resumed(Machine& m, Resume resume) {
  m.raise(resume.value);
  return Turn::raised();
}

bool context_argument(Machine& m, Value given, Value* context) {
  *context = {};
  if (!given.is_null() && !given.is_none()) {
    *context = m.get_attribute(given, m.symbols.intern("_values"));
    return !context->is_null();
  }
  const Value current = m.context();
  if (m.heap.dict(current).size > 0) *context = dict_copy(m, current);
  return true;
}

Value raise_bare(Machine& m, const char* klass) {
  return m.raise(m.new_exception(m.exception_class(klass), {}));
}

Value new_state(Machine& m, const char* klass, std::vector<Value> values) {
  const Value object = m.new_object(class_named(m, klass), -1);
  m.heap.object(object).values = std::move(values);
  return object;
}

bool is_coroutine(Machine& m, Value value) {
  return value.is(Type::kCoroutine) && m.heap.coroutine(value).is_awaitable();
}

std::string plain_repr(Machine&, Value object, const char* klass, const std::string& extra) {
  return std::string("<asyncio.locks.") + klass + " object at " + address_of(object) + " [" +
         extra + "]>";
}

Turn await_native(Machine& m, TurnFunction fn, std::span<const Value> args) {
  const auto native = static_cast<uint32_t>(m.library().find_native(fn));
  const Value coroutine = m.make_coroutine(Value::of(Type::kNative, native), args);
  return coroutine.is_null() ? Turn::raised() : Turn::await(coroutine);
}

ScopeId open_scope(Kernel& k, TaskSlot slot, ScopeKind how, SimTime deadline) {
  AioTask& task = asyncio_of(k).task(slot);
  const ScopeId scope{k.recorder.scopes++};
  k.recorder.happen(ScopeOpened{.scope = scope,
                                .task = k.task(slot).shown,
                                .parent = task.scopes.empty() ? ScopeId{} : task.scopes.back(),
                                .how = how,
                                .deadline = {deadline},
                                .shield = false,
                                .line = k.machine.current_line()});
  task.scopes.push_back(scope);
  return scope;
}

void close_scope(Kernel& k, TaskSlot slot, ScopeId scope, bool caught) {
  std::erase(asyncio_of(k).task(slot).scopes, scope);
  k.recorder.happen(ScopeClosed{.scope = scope, .cancelled_caught = caught});
}

}  // namespace grove::aio
