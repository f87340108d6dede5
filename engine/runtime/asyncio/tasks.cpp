#include "engine/runtime/asyncio/tasks.h"

#include <algorithm>
#include <utility>

#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/future_like.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/reports.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/words.h"

namespace grove::aio {

Value outermost_frame(Machine& m, const Stack& stack) {
  Value frame = stack.top;
  while (!m.heap.frame(frame).back.is_null()) frame = m.heap.frame(frame).back;
  return frame;
}

Value driver_of(Machine& m, Value coroutine) {
  const auto takes_steps = [&] {
    if (!coroutine.is(Type::kCoroutine)) return true;
    const CoroutineBody::Kind kind = m.heap.coroutine(coroutine).kind;
    return kind == CoroutineBody::Kind::kCoroutine || kind == CoroutineBody::Kind::kGenerator;
  };
  const auto native =
      static_cast<uint32_t>(m.library().find_native(takes_steps() ? drive : wrap_awaitable));
  return m.make_coroutine(Value::of(Type::kNative, native), {&coroutine, 1});
}

namespace {

void remove_from_alive(Asyncio& aio, AioTask& task) {
  const int32_t last = aio.alive.back();
  aio.alive[task.place_in_alive] = last;
  aio.task(aio.future(last).task).place_in_alive = task.place_in_alive;
  aio.alive.pop_back();
}

void join_creator(Asyncio& aio, TaskSlot slot) {
  AioTask& task = aio.task(slot);
  if (!task.creator) return;
  AioTask& creator = aio.task(task.creator);
  task.previous_created = creator.last_created;
  (creator.last_created ? aio.task(creator.last_created).next_created : creator.first_created) =
      slot;
  creator.last_created = slot;
}

void leave_creator(Asyncio& aio, TaskSlot slot) {
  const AioTask& task = aio.task(slot);
  if (!task.creator) return;
  AioTask& creator = aio.task(task.creator);
  if (creator.next_looked_at == slot) creator.next_looked_at = task.next_created;
  (task.previous_created ? aio.task(task.previous_created).next_created : creator.first_created) =
      task.next_created;
  (task.next_created ? aio.task(task.next_created).previous_created : creator.last_created) =
      task.previous_created;
}

// What the task runs: new reference.
Value runnable(Machine& m, Value coroutine) {
  if (!coroutine.is(Type::kCoroutine)) return driver_of(m, coroutine);
  const CoroutineBody& body = m.heap.coroutine(coroutine);
  const bool is_new = body.kind == CoroutineBody::Kind::kCoroutine && !body.started &&
                      !body.running && !body.frame.is_null();
  return is_new ? m.heap.retain(coroutine) : driver_of(m, coroutine);
}

std::string bare_name(Machine& m, Value coroutine) {
  if (!coroutine.is(Type::kCoroutine)) return m.type_name(coroutine);
  const CoroutineBody& body = m.heap.coroutine(coroutine);
  const std::string& qualname = m.qualname_of(body.code, body.native);
  return qualname.substr(qualname.rfind('.') + 1);
}

std::string library_name(Machine& m, const NewTask& request) {
  Asyncio& aio = asyncio_of(kernel_of(m));
  const bool named = !request.name.is_null() && !request.name.is_none();
  std::string made_up;
  if (!named || request.names_twice) made_up = "Task-" + std::to_string(++aio.task_names);
  return named ? m.str_of(request.name) : made_up;
}

}  // namespace

Value make_task(Machine& m, const NewTask& request) {
  Kernel& k = kernel_of(m);
  Asyncio& aio = asyncio_of(k);
  if (!is_coroutine(m, request.coroutine)) {
    return m.raise_error("TypeError",
                         "a coroutine was expected, got " + m.repr_of(request.coroutine));
  }
  Value context;
  const bool in_given = !request.context.is_null() && !request.context.is_none();
  if (in_given && !context_argument(m, request.context, &context)) return {};
  const std::string name = library_name(m, request);
  const bool named = !request.name.is_null() && !request.name.is_none();
  TaskSlot creator = request.parent ? request.parent : running_task(k);
  if (!creator && k.in_task() && k.current_task().shown) creator = k.current();
  const TaskSlot slot = k.new_task(aio.loop(request.loop).slot, runnable(m, request.coroutine));
  if (in_given) m.heap.assign(k.task(slot).stack.context, context);
  while (aio.tasks.size() <= slot.index()) aio.tasks.emplace_back();
  const Value object = request.object.is_null()
                           ? new_future(k, request.loop, class_named(m, "Task"))
                           : m.heap.retain(request.object);
  AioFuture& f = future_of(k, object);
  f.loop = request.loop;
  f.task = slot;
  AioTask& task = aio.task(slot);
  task.future = m.heap.object(object).id;
  task.creator = creator;
  task.group = request.group;
  task.name = name;
  task.coroutine = m.heap.retain(request.coroutine);
  task.held = m.heap.retain(object);
  task.place_in_alive = aio.alive.size();
  aio.alive.push_back(task.future);
  join_creator(aio, slot);
  const bool shown_as = !request.shown_name.empty();
  k.announce(slot,
             named      ? name
             : shown_as ? request.shown_name
                        : bare_name(m, request.coroutine),
             request.group, creator ? k.task(creator).shown : TaskId{});
  k.make_ready(slot, Resume{Resume::Kind::kStart, Value{}}, k.task(slot).spawned);
  return object;
}

namespace {

// What the program's factory is asked; the context goes by name.
Value ask_factory(Machine& m, const NewTask& request) {
  const AioLoop& loop = asyncio_of(kernel_of(m)).loop(request.loop);
  const Value args[] = {loop.object, request.coroutine};
  if (request.context.is_null() || request.context.is_none()) return m.ask(loop.task_factory, args);
  const Owned keywords = own(m.heap, m.heap.new_dict());
  dict_set_text(m, keywords.get(), "context", request.context);
  const Owned with =
      own(m.heap, m.new_object(m.builtin_class(m.library().find_class("functools.partial")), -1));
  m.heap.object(with.get()).values = {m.heap.retain(loop.task_factory), m.heap.new_tuple({}),
                                      m.heap.retain(keywords.get())};
  return m.ask(with.get(), args);
}

}  // namespace

Value create_task(Machine& m, const NewTask& request) {
  const AioLoop& loop = asyncio_of(kernel_of(m)).loop(request.loop);
  if (loop.task_factory.is_null() || !m.may_ask()) return make_task(m, request);
  Owned task = own(m.heap, ask_factory(m, request));
  if (!task || request.name.is_null() || request.name.is_none()) return task.release();
  const Owned set_name = own(m.heap, m.find_attribute(task.get(), m.symbols.intern("set_name")));
  if (set_name && !own(m.heap, m.ask(set_name.get(), {&request.name, 1}))) return {};
  return task.release();
}

Turn wrap_awaitable(Machine& m, FrameBody& frame, Resume resume) {
  switch (resume.kind) {
    case Resume::Kind::kStart:
      return Turn::await(m.heap.retain(frame.slots[0]));
    case Resume::Kind::kException:
      m.raise_as_is(resume.value);
      return Turn::raised();
    default:
      return Turn::done(resume.value);
  }
}

bool ensuring_asks(Machine& m, Value value, int32_t loop) {
  if (is_future_like(m, value)) return true;
  return loop >= 0 && !asyncio_of(kernel_of(m)).loop(loop).task_factory.is_null() &&
         !is_future(m, value);
}

Value ensure_future_asking(Machine& m, Args args) {
  return ensure_future(m, args[0], loop_of(m, args[1]));
}

Turn call_ensure_future(Machine& m, Value value, int32_t loop) {
  const Value args[] = {value, loop_object(kernel_of(m), loop)};
  m.set_call(native_of(m, ensure_future_asking), args);
  return Turn::call();
}

Value ensure_future(Machine& m, Value value, int32_t loop, bool* made) {
  if (made != nullptr) *made = false;
  Kernel& k = kernel_of(m);
  if (is_future(m, value)) {
    if (loop >= 0 && future_of(k, value).loop != loop) {
      return m.raise_error("ValueError",
                           "The future belongs to a different loop than the one specified as the "
                           "loop argument");
    }
    return m.heap.retain(value);
  }
  if (is_future_like(m, value)) return stand_in(m, value);
  Owned coroutine;
  if (!is_coroutine(m, value)) {
    if (m.find_in_class(m.class_of(value), m.symbols.intern("__await__")).is_null()) {
      return m.raise_error("TypeError",
                           "An asyncio.Future, a coroutine or an awaitable is required");
    }
    const auto native = static_cast<uint32_t>(m.library().find_native(wrap_awaitable));
    coroutine = own(m.heap, m.make_coroutine(Value::of(Type::kNative, native), {&value, 1}));
    value = coroutine.get();
  }
  if (loop < 0) loop = default_loop(m);
  if (loop < 0) return {};
  if (!check_closed(m, loop)) {
    // It is closed, so that it does not warn; one that wraps another is not.
    if (value.is(Type::kCoroutine) && !coroutine) m.heap.coroutine(value).started = true;
    return {};
  }
  if (made != nullptr) *made = true;
  return create_task(m, NewTask{.loop = loop, .coroutine = value, .name = {}});
}

std::vector<Value> tasks_of(Kernel& k, int32_t loop) {
  Asyncio& aio = asyncio_of(k);
  std::vector<Value> all;
  for (const AioTask& task : aio.tasks) {
    if (task.future < 0) continue;
    const AioFuture& f = aio.future(task.future);
    if (f.loop == loop && !is_done(f)) all.push_back(f.object);
  }
  return all;
}

void finalize_future(Kernel& k, Value object) {
  Asyncio& aio = asyncio_of(k);
  Heap& heap = k.machine.heap;
  AioFuture& f = future_of(k, object);
  if (f.task && !is_done(f) && std::exchange(f.log_destroy_pending, false)) {
    report_destroyed(k, object);
    return heap.release(object);  // and once more, when the report is done with it
  }
  if (std::exchange(f.log_traceback, false)) {
    report_never_retrieved(k, object);
    return heap.release(object);
  }
  const int32_t number = heap.object(object).id;
  heap.object(object).has_finalizer = false;
  heap.object(object).id = -1;
  if (f.task && !is_done(f)) remove_from_alive(aio, aio.task(f.task));
  AioFuture dead = std::exchange(f, AioFuture{});
  aio.free_futures.push_back(number);
  if (dead.task) {
    AioTask& task = aio.task(dead.task);
    if (k.task(dead.task).alive && !k.finished()) {
      --k.alive_count;
      k.retire(dead.task);
    }
    if (!is_done(dead)) leave_creator(aio, dead.task);
    AioTask gone = std::exchange(task, AioTask{});
    // Those that it created go on.
    task.first_created = gone.first_created;
    task.last_created = gone.last_created;
    for (Value v :
         {gone.held, gone.waiter, gone.woken_by, gone.throws, gone.outside, gone.coroutine}) {
      heap.release(v);
    }
  }
  for (Callback& callback : dead.callbacks) release(heap, callback);
  for (Value v : {dead.result, dead.exception, dead.traceback, dead.cancel_message,
                  dead.cancelled_error, dead.children, dead.canceller}) {
    heap.release(v);
  }
  heap.release(object);
}

}  // namespace grove::aio

namespace grove {

// --- What the kernel tells and asks about a task's step ---

namespace {

bool is_cancelled_error(Machine& m, Value exception) {
  return m.is_instance(exception, m.exception_class(aio::kCancelledError));
}

void end_await(Kernel& k, AioTask& task, TaskId shown) {
  if (task.awaits.kind == Place::Kind::kRun) return;
  k.recorder.happen(AwaitEnded{.task = shown, .on = std::exchange(task.awaits, Place{})});
}

// A cancelled future raises in the code that runs the loop; one that failed hands its error over,
// if it is nothing but a Future or a Task: of others, as a gather's, result() is called, which
// raises too.
bool raises_when_asked(Machine& m, Value future) {
  const Value klass = m.class_of(future);
  const bool is_plain =
      same(klass, aio::class_named(m, "Future")) || same(klass, aio::class_named(m, "Task"));
  return !is_plain || aio::is_cancelled(aio::future_of(kernel_of(m), future));
}

// What it is to raise in this step, or null; new reference.
Value error_to_raise(Kernel& k, AioTask& task) {
  Value error = std::exchange(task.throws, Value{});
  const Owned woken_by = own(k.machine.heap, std::exchange(task.woken_by, Value{}));
  if (woken_by) error = aio::take_error(k, woken_by.get());
  const bool raises = !error.is_null() && woken_by && raises_when_asked(k.machine, woken_by.get());
  if (raises) k.machine.set_context(error, task.outside);
  if (!std::exchange(task.must_cancel, false)) return error;
  if (!error.is_null() && is_cancelled_error(k.machine, error)) return error;
  k.machine.heap.release(error);
  return aio::cancelled_error(k, asyncio_of(k).future(task.future).object);
}

}  // namespace

namespace {

// What the code that runs the loop is handling is the context of what is raised in a task, where
// that handles nothing itself.
void show_outside(Kernel& k, AioTask& task, const Stack& stack, Value handled) {
  if (handled.is_null() && task.outside.is_null()) return;
  Heap& heap = k.machine.heap;
  FrameBody& outermost = heap.frame(aio::outermost_frame(k.machine, stack));
  const bool is_outside = outermost.handled.is_null() || same(outermost.handled, task.outside);
  if (is_outside) heap.assign(outermost.handled, heap.retain(handled));
  heap.assign(task.outside, heap.retain(handled));
}

// Of what is raised in a task: whether it ends before its code hears of it. Code in Python raises
// it in its first line, or where it stands if it had begun before; a native has no line yet.
bool never_sees_it(Machine& m, const Stack& stack) {
  const FrameBody& frame = m.heap.frame(stack.top);
  if (stack.resume.kind != Resume::Kind::kStart || frame.native < 0) return false;
  if (frame.native != m.library().find_native(aio::drive)) return true;
  return frame.slots[0].is(Type::kCoroutine) && !m.heap.coroutine(frame.slots[0]).started;
}

}  // namespace

void Asyncio::step_begins(Kernel& k, TaskSlot slot) {
  AioTask& stepped = task(slot);
  stepping = slot;
  Task& row = k.task(slot);
  show_outside(k, stepped, row.stack, loop(future(stepped.future).loop).handled);
  end_await(k, stepped, row.shown);
  const Value error = error_to_raise(k, stepped);
  k.machine.heap.assign(stepped.waiter, Value{});
  if (error.is_null()) return;
  if (is_cancelled_error(k.machine, error)) {
    const EventId requested = std::exchange(stepped.requested, EventId{});
    k.recorder.happen_because(requested ? requested : k.recorder.step,
                              CancelDelivered{.task = row.shown, .scope = stepped.requested_scope});
  }
  if (never_sees_it(k.machine, row.stack)) k.machine.discard(row.stack);
  k.machine.throw_into(row.stack, error, stepped.outside);
}

void Asyncio::take_foreign(Kernel& k, std::string_view what) {
  const std::string text = "Task got bad yield: " + std::string(what);
  task(k.current()).throws = k.machine.new_exception(k.machine.exception_class("RuntimeError"),
                                                     {k.machine.heap.new_str(text)});
  parked = Parked::kThrows;
}

void Asyncio::task_parked(Kernel& k, TaskSlot slot) {
  const Parked how = std::exchange(parked, Parked::kNothing);
  ENSURE(how != Parked::kNothing, "a built-in parked its task without saying how");
  if (how == Parked::kWaits) return;
  AioTask& waiting = task(slot);
  k.machine.heap.assign(waiting.waiter, Value{});
  // It is not let go of: its next turn is in the queue.
  const Value object = future(waiting.future).object;
  k.machine.heap.assign(waiting.held, k.machine.heap.retain(object));
  k.make_ready(slot, Resume{Resume::Kind::kValue, Value::none()}, k.recorder.step);
}

namespace {

// Where the error goes: to who waits for the task, or nowhere for now. Gathers and groups tell it
// themselves.
void record_way(Kernel& k, TaskSlot slot, ExceptionId exception, EventId exit) {
  const TaskId shown = k.task(slot).shown;
  const AioFuture& f = asyncio_of(k).future(asyncio_of(k).task(slot).future);
  if (f.callbacks.empty()) {
    k.recorder.happen_because(exit,
                              ExceptionStored{.exception = exception, .task = shown, .object = {}});
    return;
  }
  for (const Callback& callback : f.callbacks) {
    if (callback.kind == CallbackKind::kStopLoop) {
      k.recorder.happen_because(
          exit, ExceptionPropagated{.exception = exception, .from = shown, .to = Place{}});
      return;
    }
    const bool foreign = callback.kind == CallbackKind::kForeignTask;
    if (!foreign && callback.kind != CallbackKind::kWakeup) continue;
    const TaskSlot waiter = foreign ? TaskSlot{static_cast<int32_t>(callback.target.integer)}
                                    : aio::future_of(k, callback.target).task;
    if (!k.task(waiter).shown) continue;
    k.recorder.happen_because(
        exit, ExceptionPropagated{.exception = exception,
                                  .from = shown,
                                  .to = Place{Place::Kind::kTask, k.task(waiter).shown.value}});
    return;
  }
}

EventId record_exit(Kernel& k, TaskSlot slot, Outcome outcome, Value error) {
  const TaskId shown = k.task(slot).shown;
  const ExceptionId exception =
      outcome == Outcome::kError ? k.machine.heap.exception(error).recorded : ExceptionId{};
  --k.alive_count;
  const EventId exit =
      k.recorder.happen(TaskExited{.task = shown, .outcome = outcome, .exception = exception});
  if (exception) {
    k.machine.heap.exception(error).in_flight = false;
    record_way(k, slot, exception, exit);
  }
  return exit;
}

}  // namespace

void Asyncio::task_exited(Kernel& k, TaskSlot slot, bool raised, Value result) {
  Machine& m = k.machine;
  parked = Parked::kNothing;
  AioTask& ended = task(slot);
  const Owned object = hold(m.heap, future(ended.future).object);
  const bool lost = !raised && std::exchange(ended.must_cancel, false);
  const bool cancelled = lost || (raised && is_cancelled_error(m, result));
  const Outcome outcome = cancelled ? Outcome::kCancelled : raised ? Outcome::kError : Outcome::kOk;
  const EventId exit = record_exit(k, slot, outcome, result);
  aio::remove_from_alive(*this, ended);
  aio::leave_creator(*this, slot);
  k.retire(slot);
  if (lost) {
    m.heap.release(result);
    const Value message = future(ended.future).cancel_message;
    aio::cancel_future(k, object.get(), message, exit);
  } else if (cancelled) {
    m.heap.assign(future(ended.future).cancelled_error, result);
    aio::cancel_future(k, object.get(), Value::none(), exit);
  } else if (!raised) {
    aio::set_result(k, object.get(), result, exit);
  } else {
    const bool leaves = m.is_instance(result, m.exception_class("KeyboardInterrupt")) ||
                        m.is_instance(result, m.exception_class("SystemExit"));
    if (leaves) m.heap.assign(loop(running_loop).failure, m.heap.retain(result));
    aio::set_exception(k, object.get(), result, exit);
    // Its traceback has the loop's own frames, which hold the task: only the cyclic collector would
    // ever report it.
    if (leaves) future(ended.future).log_traceback = false;
  }
  if (slot == loop(future(ended.future).loop).main) k.outside_steps = exit;
}

}  // namespace grove
