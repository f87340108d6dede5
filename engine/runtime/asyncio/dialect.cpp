// What the kernel tells and asks asyncio of tasks and the outside world.

#include <fmt/format.h>

#include <utility>

#include "engine/runtime/asyncio/cancelling.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/open_generators.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"

namespace grove {

void Asyncio::finished_task_steps(Kernel&, TaskSlot) {
  ENSURE(false, "a task of asyncio steps that is over");
}

void Asyncio::loop_failed(Kernel& k, Value exception) {
  ENSURE(running_loop >= 0, "a loop failed that does not run");
  k.machine.heap.assign(loop(running_loop).failure, exception);
}

void Asyncio::go_on(Kernel&, TaskSlot, Resume, EventId) {
  ENSURE(false, "a task of asyncio waits for nothing but futures");
}

bool Asyncio::adopt_async_generator(Kernel& k, Value generator) {
  return aio::close_later(k, generator);
}

// --- The outside world ---

// The first control-C cancels main, a second one is raised where the loop is (semantics G12).
void Asyncio::interrupt(Kernel& k, EventId because) {
  if (running_loop < 0) return;
  AioLoop& interrupted = loop(running_loop);
  const bool has_main = interrupted.main && k.task(interrupted.main).alive;
  if (has_main && ++interrupted.interrupts == 1) {
    return cancel_task(k, interrupted.main, because);
  }
  k.machine.heap.assign(
      interrupted.failure,
      k.machine.new_exception(k.machine.exception_class("KeyboardInterrupt"), {}));
}

bool Asyncio::interrupt_running(Kernel& k, EventId because) {
  if (running_loop < 0) return false;
  AioLoop& interrupted = loop(running_loop);
  if (!interrupted.main || !k.task(interrupted.main).alive || ++interrupted.interrupts > 1) {
    return false;
  }
  cancel_task(k, interrupted.main, because);
  return true;
}

bool Asyncio::can_break_off(Kernel&, TaskSlot slot) { return !task(slot).waiter.is_null(); }

// What it waits for goes on without it.
void Asyncio::break_off(Kernel& k, TaskSlot slot, Value exception, EventId because) {
  AioTask& broken = task(slot);
  const Value object = future(broken.future).object;
  aio::remove_callbacks(k, broken.waiter, CallbackKind::kWakeup, object);
  k.machine.heap.assign(broken.throws, exception);
  k.machine.heap.assign(broken.held, k.machine.heap.retain(object));
  k.make_ready(slot, Resume{Resume::Kind::kValue, Value::none()}, because);
}

std::string Asyncio::objection(Kernel&, const ScopeAct& act) {
  return fmt::format("the scope `{}` is asyncio's, and cannot be acted on", act.name);
}

void Asyncio::perform(Kernel&, const ScopeAct&, EventId) {}

std::string Asyncio::objection_to_cancel(Kernel&, TaskSlot) { return ""; }

void Asyncio::cancel_task(Kernel& k, TaskSlot slot, EventId because) {
  // What it wakes takes the step as its cause.
  const EventId before = std::exchange(k.recorder.step, because);
  aio::cancel_task(k, slot, Value::none(), {.because = because});
  k.recorder.step = before;
}

TaskSlot Asyncio::parent_of(Kernel&, TaskSlot slot) { return task(slot).creator; }

std::optional<std::string> Asyncio::wait_words(Kernel& k, const TaskBlocked& blocked) {
  if (!blocked.other) return {};
  for (const Task& each : k.tasks) {
    if (each.shown != blocked.other) continue;
    return fmt::format("for the task {}", k.recorder.record.text(each.label));
  }
  return {};
}

bool Asyncio::finalize(Kernel& k, Value object) {
  if (aio::is_future(k.machine, object)) {
    aio::finalize_future(k, object);
    return true;
  }
  if (!aio::is_a(k.machine, object, "Handle")) return false;
  ObjectBody& body = k.machine.heap.object(object);
  body.has_finalizer = false;
  const int32_t number = std::exchange(body.id, -1);
  aio::forget_handle_object(k, number);
  k.machine.heap.release(object);
  return true;
}

}  // namespace grove
