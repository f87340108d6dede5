#include "engine/runtime/asyncio/awaiting.h"

#include <string>
#include <utility>

#include "engine/machine/interpreter/awaiting.h"
#include "engine/machine/interpreter/generator_methods.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/runtime/asyncio/cancelling.h"
#include "engine/runtime/asyncio/future_like.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/words.h"

namespace grove::aio {

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

Turn hand_out(Machine& m, FrameBody& frame, Resume resume) {
  const Value given = frame.slots[0];
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  if (frame.state == 0) {
    frame.state = 1;
    return Turn::of(Turn::Kind::kYield, m.heap.retain(given));
  }
  m.heap.release(resume.value);
  if (given.is_none()) return Turn::done(Value::none());
  Kernel& k = kernel_of(m);
  AioFuture& f = future_of(k, given);
  if (!is_done(f)) {
    // Whoever was given it has taken it up, and asks again.
    if (!std::exchange(f.blocking, true)) {
      return Turn::of(Turn::Kind::kYield, m.heap.retain(given));
    }
    m.raise_error("RuntimeError", "await wasn't used with future");
    return Turn::raised();
  }
  const Value error = take_error(k, given);
  if (!error.is_null()) return m.raise(error), Turn::raised();
  return Turn::done(Value::none());
}

Turn wait_for_future(Machine& m, Value future, const Wait& wait) {
  Kernel& k = kernel_of(m);
  Asyncio& aio = asyncio_of(k);
  if (runs_by_hand(m)) {
    future_of(k, future).blocking = true;
    return call_turns(m, hand_out, {&future, 1});
  }
  if (!k.in_task_of(static_cast<std::size_t>(DialectSlot::kAsyncio))) {
    future_of(k, future).blocking = true;
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

Turn wait_for_future(Machine& m, Value future) {
  Kernel& k = kernel_of(m);
  const AioFuture& f = future_of(k, future);
  if (f.task) {
    return wait_for_future(m, future, Wait{.on = WaitKind::kTask, .other = k.task(f.task).shown});
  }
  if (f.socket) return wait_for_future(m, future, Wait{.on = f.stands_for, .object = f.socket});
  const WaitKind on = f.children.is_null() ? WaitKind::kFuture : WaitKind::kGather;
  return wait_for_future(m, future, Wait{.on = on, .object = f.id});
}

Turn begin_yield(Machine& m, FrameBody& frame, int32_t state) {
  Kernel& k = kernel_of(m);
  frame.state = state;
  if (runs_by_hand(m)) {
    const Value none = Value::none();
    return call_turns(m, hand_out, {&none, 1});
  }
  if (!k.in_task_of(static_cast<std::size_t>(DialectSlot::kAsyncio))) {
    return wait_elsewhere(m, "None");
  }
  asyncio_of(k).parked = Asyncio::Parked::kYields;
  return Turn::block();
}

Turn take_yield(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  if (frame.state == 1) return Turn::done(resume.value);
  if (frame.state == 2) {
    frame.state = 1;
    m.heap.assign(frame.slots[0], resume.value);
    return wait_for_future(m, frame.slots[0]);
  }
  Kernel& k = kernel_of(m);
  const Value yielded = frame.slots[0];
  const bool ours = k.in_task_of(static_cast<std::size_t>(DialectSlot::kAsyncio));
  frame.state = 1;
  if (ours && yielded.is_none()) return begin_yield(m, frame, 1);
  if (ours && is_future_like(m, yielded)) {
    frame.state = 2;
    m.set_call(native_of(m, take_awaited), {&yielded, 1});
    return Turn::call();
  }
  if (!ours || !is_future(m, yielded)) return wait_elsewhere(m, m.repr_of(yielded));
  if (std::exchange(future_of(k, yielded).blocking, false)) return wait_for_future(m, yielded);
  AioTask& task = asyncio_of(k).task(k.current());
  const std::string text = "yield was used instead of yield from in task " +
                           future_repr(k, asyncio_of(k).future(task.future).object) + " with " +
                           future_repr(k, yielded);
  task.throws = m.new_exception(m.exception_class("RuntimeError"), {m.heap.new_str(text)});
  asyncio_of(k).parked = Asyncio::Parked::kThrows;
  return Turn::block();
}

namespace {

// A step of what is like a coroutine: it is sent None, or thrown what the loop raises.
Turn step_by_call(Machine& m, Value driven, Resume resume) {
  const Owned given = own(m.heap, resume.value);
  const bool is_thrown = resume.kind == Resume::Kind::kException;
  if (!is_thrown && is_iterator(m, driven)) return Turn::next(driven);
  const Owned method =
      own(m.heap, m.find_attribute(driven, known(is_thrown ? Known::kThrow : Known::kSend)));
  if (!method) return m.raise_as_is(m.heap.retain(given.get())), Turn::raised();
  const Value value = is_thrown ? given.get() : Value::none();
  m.set_call(method.get(), {&value, 1});
  return Turn::call();
}

// What its step raised: it is over if that is StopIteration.
Turn take_raised(Machine& m, Value exception) {
  if (!m.is_instance(exception, m.exception_class("StopIteration"))) {
    return m.raise_as_is(exception), Turn::raised();
  }
  const Owned stop = own(m.heap, exception);
  return Turn::done(m.get_attribute(stop.get(), known(Known::kValue)));
}

}  // namespace

Turn drive(Machine& m, FrameBody& frame, Resume resume) {
  enum : int32_t { kBegins, kSteps, kHandsOut };
  const Value driven = frame.slots[0];
  const bool by_call = !driven.is(Type::kCoroutine);
  const int32_t before = std::exchange(frame.state, kSteps);
  if (before != kSteps && by_call) return step_by_call(m, driven, resume);
  if (by_call && resume.kind == Resume::Kind::kException) return take_raised(m, resume.value);
  if (before == kBegins) take_from_task(m, driven);
  if (before != kSteps) {
    if (resume.kind == Resume::Kind::kException) return Turn::go_on(driven, resume);
    m.heap.release(resume.value);
    return Turn::go_on(driven, {Resume::Kind::kValue, Value::none()});
  }
  if (resume.kind == Resume::Kind::kEnd) return Turn::done(resume.value);
  if (resume.kind == Resume::Kind::kException) return m.raise_as_is(resume.value), Turn::raised();
  const Owned yielded = own(m.heap, resume.value);
  const Value given = yielded.get();
  frame.state = kHandsOut;
  return call_turns(m, take_yield, {&given, 1});
}

Turn raise_resumed(Machine& m, Resume resume) {
  m.raise_as_is(resume.value);
  return Turn::raised();
}

}  // namespace grove::aio
