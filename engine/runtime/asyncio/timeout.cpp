#include "engine/runtime/asyncio/timeout.h"

#include <cmath>
#include <string>
#include <utility>

#include "engine/machine/protocols/operators.h"
#include "engine/runtime/asyncio/cancelling.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"

namespace grove::aio {

namespace {

enum State : int64_t { kCreated, kEntered, kExpiring, kExpired, kExited };
constexpr const char* kStateNames[] = {"created", "active", "expiring", "expired", "finished"};
// Values of the object; its id is that of the scope.
enum TimeoutValue : std::size_t { kState, kWhen, kTask, kTimer, kTimerGeneration };

Value& field(Machine& m, Value self, TimeoutValue which) {
  return m.heap.object(self).values[which];
}
int64_t state_of(Machine& m, Value self) { return field(m, self, kState).integer; }
void set_state(Machine& m, Value self, State state) {
  field(m, self, kState) = Value::of_int(state);
}
ScopeId scope_of(Machine& m, Value self) { return ScopeId{m.heap.object(self).id}; }
TaskSlot task_of(Kernel& k, Value self) { return future_of(k, field(k.machine, self, kTask)).task; }

Value new_timeout(Machine& m, Value klass, Value when) {
  const Value self = m.new_object(klass, -1);
  m.heap.object(self).values = {Value::of_int(kCreated), m.heap.retain(when), Value::none(),
                                Value::of_int(-1), Value::of_int(0)};
  return self;
}

Value construct(Machine& m, Args args) { return new_timeout(m, args[0], args[1]); }

void cancel_timer(Machine& m, Value self) {
  const int64_t number = std::exchange(field(m, self, kTimer), Value::of_int(-1)).integer;
  cancel_handle(kernel_of(m), HandleRef{number, field(m, self, kTimerGeneration).integer});
}

// Sets the timer for what `when` says. False: TypeError pending.
bool arm(Machine& m, Value self, SimTime* deadline) {
  *deadline = kNever;
  cancel_timer(m, self);
  const Value when = field(m, self, kWhen);
  if (when.is_none()) return true;
  double seconds = 0;
  if (!m.to_double(when, &seconds)) return false;
  Kernel& k = kernel_of(m);
  const int32_t loop = running_loop(m);
  if (loop < 0) return false;
  *deadline = std::isnan(seconds) ? k.now() : sim_time_from_seconds(seconds);
  const int32_t handle =
      new_handle(k, loop, Callback{.kind = CallbackKind::kTimeout, .target = m.heap.retain(self)});
  if (*deadline <= k.now()) {
    queue_soon(k, handle, k.recorder.step);
  } else {
    queue_at(k, handle, *deadline);
  }
  field(m, self, kTimer) = Value::of_int(handle);
  field(m, self, kTimerGeneration) = Value::of_int(asyncio_of(k).handle(handle).generation);
  return true;
}

Turn enter(Machine& m, FrameBody& frame, Resume) {
  const Value self = frame.slots[0];
  Kernel& k = kernel_of(m);
  set_state(m, self, kEntered);
  if (running_loop(m) < 0) return Turn::raised();
  const TaskSlot slot = running_task(k);
  if (!slot) {
    m.raise_error("RuntimeError", "Timeout should be used inside a task");
    return Turn::raised();
  }
  const Value task = asyncio_of(k).future(asyncio_of(k).task(slot).future).object;
  m.heap.assign(field(m, self, kTask), m.heap.retain(task));
  SimTime deadline;
  if (!arm(m, self, &deadline)) return Turn::raised();
  const ScopeId scope = open_scope(k, slot, ScopeKind::kTimeout, deadline);
  m.heap.object(self).id = scope.value;
  return Turn::done(m.heap.retain(self));
}

Turn leave(Machine& m, FrameBody& frame, Resume) {
  const Value self = frame.slots[0];
  const int64_t state = state_of(m, self);
  if (state != kEntered && state != kExpiring) {
    m.raise(m.new_exception(m.exception_class("AssertionError"), {}));
    return Turn::raised();
  }
  Kernel& k = kernel_of(m);
  const TaskSlot slot = task_of(k, self);
  cancel_timer(m, self);
  set_state(m, self, state == kExpiring ? kExpired : kExited);
  const bool caught = state == kExpiring && uncancel(k, slot) == 0 &&
                      same(frame.slots[1], m.exception_class(kCancelledError));
  close_scope(k, slot, scope_of(m, self), caught);
  if (!caught) return Turn::done(Value::none());
  raise_bare(m, "TimeoutError");
  return Turn::raised();
}

Value reschedule(Machine& m, Args args) {
  const Value self = args[0];
  const int64_t state = state_of(m, self);
  if (state == kCreated) return raise_bare(m, "AssertionError");
  if (state != kEntered) {
    return m.raise_error("RuntimeError",
                         std::string("Cannot change state of ") + kStateNames[state] + " Timeout");
  }
  m.heap.assign(field(m, self, kWhen), m.heap.retain(args[1]));
  SimTime deadline;
  if (!arm(m, self, &deadline)) return {};
  kernel_of(m).recorder.happen(
      ScopeChanged{.scope = scope_of(m, self), .deadline = {deadline}, .shield = false});
  return Value::none();
}

Value when(Machine& m, Args args) { return m.heap.retain(field(m, args[0], kWhen)); }
Value expired(Machine& m, Args args) {
  const int64_t state = state_of(m, args[0]);
  return Value::boolean(state == kExpiring || state == kExpired);
}

Value repr(Machine& m, Args args) {
  const int64_t state = state_of(m, args[0]);
  std::string text = std::string("<Timeout [") + kStateNames[state] + "]";
  const Value until = field(m, args[0], kWhen);
  if (state == kEntered) {
    text += " when=";
    text += until.is(Type::kFloat)
                ? m.repr_of(Value::of_float(std::round(until.real * 1000) / 1000))
                : m.repr_of(until);
  }
  return m.heap.new_str(text + ">");
}

// timeout(delay)
Value timeout(Machine& m, Args args) {
  if (running_loop(m) < 0) return {};
  if (args[0].is_none()) return new_timeout(m, class_named(m, "Timeout"), args[0]);
  const Value now = Value::of_float(to_seconds(kernel_of(m).now()));
  const Owned sum = own(m.heap, binary_op(m, BinaryOperator::kAdd, false, now, args[0]));
  if (!sum) return {};
  Value until = sum.get();
  if (until.is(Type::kFloat) && std::isfinite(until.real)) {
    until = Value::of_float(to_seconds(sim_time_from_seconds(until.real)));
  }
  return new_timeout(m, class_named(m, "Timeout"), until);
}

Value timeout_at(Machine& m, Args args) {
  return new_timeout(m, class_named(m, "Timeout"), args[0]);
}

}  // namespace

void timeout_expired(Kernel& k, Value self) {
  Machine& m = k.machine;
  const ScopeId scope = scope_of(m, self);
  const EventId because = k.recorder.happen(
      ScopeCancelled{.scope = scope, .reason = CancelReason::kDeadline, .text = {}, .task = {}});
  cancel_task(k, task_of(k, self), Value::none(), {.because = because, .scope = scope});
  set_state(m, self, kExpiring);
  field(m, self, kTimer) = Value::of_int(-1);
}

void add_timeouts(Library& library) {
  library.module("asyncio").shown_as("asyncio.timeouts");
  library.klass("asyncio", "Timeout")
      .open()
      .constructor("when", construct)
      .method("when", "", when)
      .method("reschedule", "when", reschedule)
      .method("expired", "", expired)
      .method("__repr__", "", repr)
      .method_coroutine("__aenter__", "", enter)
      .method_coroutine("__aexit__", "exc_type, exc_val, exc_tb", leave);
  library.module("asyncio")
      .function("timeout", "delay", timeout)
      .function("timeout_at", "when", timeout_at);
}

}  // namespace grove::aio
