// Condition: who is notified has to get its lock again before it goes on (semantics G13).

#include <limits>
#include <utility>

#include "engine/machine/protocols/operators.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/condition.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/initializing.h"
#include "engine/runtime/asyncio/lock.h"
#include "engine/runtime/asyncio/waiters.h"

namespace grove::aio {

namespace {

enum WaitState : int32_t { kWaits = 1, kAcquires };
// Slots of wait(): the condition, the future, and then the exception that ended the wait, or None.
enum Slot : std::size_t { kFuture = 1, kEndedWith = 2 };
enum Scratch : std::size_t { kCancelledMeanwhile };

bool locked(Machine& m, Value self) { return is_locked(m, lock_of_condition(m, self)); }

Turn reacquire(Machine& m, FrameBody& frame) {
  const Value lock = lock_of_condition(m, frame.slots[0]);
  frame.state = kAcquires;
  return await_native(m, acquire_lock, {&lock, 1});
}

Turn begin_wait(Machine& m, FrameBody& frame) {
  const Value self = frame.slots[0];
  if (!locked(m, self)) {
    m.raise_error("RuntimeError", "cannot wait on un-acquired lock");
    return Turn::raised();
  }
  if (release_lock(m, lock_of_condition(m, self)).is_null()) return Turn::raised();
  frame.state = kWaits;
  Turn turn;
  wait_in_line(m, frame, self, Wait{.on = WaitKind::kCondition, .object = object_of(m, self)},
               &turn);
  return turn;
}

// The lock is there again.
Turn finish_wait(Machine& m, FrameBody& frame) {
  const Value ended_with = std::exchange(frame.slots[kEndedWith], Value::none());
  if (frame.scratch[kCancelledMeanwhile] == 1) {
    m.heap.assign(frame.handled, ended_with.is_none() ? Value{} : ended_with);
    raise_bare(m, kCancelledError);
    return Turn::raised();
  }
  if (ended_with.is_none()) return Turn::done(Value::boolean(true));
  m.raise_as_is(ended_with);
  return Turn::raised();
}

// --- wait_for(predicate) ---

enum WaitForState : int32_t { kAsks = 1, kWaitsForNotice };

Turn ask(Machine& m, FrameBody& frame) {
  m.set_call(frame.slots[1], {});
  frame.state = kAsks;
  return Turn::call();
}

Turn wait_for(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 0) return ask(m, frame);
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (frame.state == kWaitsForNotice) {
    m.heap.release(resume.value);
    return ask(m, frame);
  }
  bool failed = false;
  const bool holds = truth_of(m, resume.value, &failed);
  if (holds && !failed) return Turn::done(resume.value);
  m.heap.release(resume.value);
  if (failed) return Turn::raised();
  frame.state = kWaitsForNotice;
  return await_native(m, wait_for_condition, {&frame.slots[0], 1});
}

// --- The rest ---

Value construct(Machine& m, Args args) {
  if (!args[1].is_none() && !is_a(m, args[1], "Lock")) {
    return m.raise_error("AttributeError",
                         "'" + m.type_name(args[1]) + "' object has no attribute 'locked'");
  }
  return new_condition(m, args[0], args[1]);
}

Value notify_method(Machine& m, Args args) {
  if (!locked(m, args[0])) {
    return m.raise_error("RuntimeError", "cannot notify on un-acquired lock");
  }
  const auto count = as_index(args[1]);
  notify(kernel_of(m), args[0], count ? *count : 1);
  return Value::none();
}
Value notify_all(Machine& m, Args args) {
  if (!locked(m, args[0])) {
    return m.raise_error("RuntimeError", "cannot notify on un-acquired lock");
  }
  notify(kernel_of(m), args[0], kAllWaiters);
  return Value::none();
}

Value locked_method(Machine& m, Args args) { return Value::boolean(locked(m, args[0])); }
Value release_method(Machine& m, Args args) {
  return release_lock(m, lock_of_condition(m, args[0]));
}

Turn pass_on(Machine& m, FrameBody& frame, Resume resume, bool gives_none) {
  if (frame.state == 0) {
    frame.state = 1;
    const Value lock = lock_of_condition(m, frame.slots[0]);
    return await_native(m, acquire_lock, {&lock, 1});
  }
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  return Turn::done(gives_none ? Value::none() : resume.value);
}
Turn acquire(Machine& m, FrameBody& frame, Resume resume) {
  return pass_on(m, frame, resume, false);
}
Turn enter(Machine& m, FrameBody& frame, Resume resume) { return pass_on(m, frame, resume, true); }
Turn leave(Machine& m, FrameBody& frame, Resume) {
  return Turn::done(release_lock(m, lock_of_condition(m, frame.slots[0])));
}

Value repr(Machine& m, Args args) {
  const char* extra = locked(m, args[0]) ? "locked" : "unlocked";
  return m.heap.new_str(plain_repr(m, args[0], "Condition", with_waiters(m, args[0], extra)));
}

}  // namespace

Value new_condition(Machine& m, Value klass, Value lock) {
  const Value own_lock = lock.is_none() ? new_lock(m, class_named(m, "Lock")) : m.heap.retain(lock);
  return new_primitive(m, klass, "Condition", {own_lock});
}

Value lock_of_condition(Machine& m, Value condition) { return own_value(m, condition); }

Turn wait_for_condition(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 0) return begin_wait(m, frame);
  const bool raised = resume.kind == Resume::Kind::kException;
  if (frame.state == kWaits) {
    leave_line(m, frame.slots[0], frame.slots[kFuture]);
    if (raised) {
      frame.slots.push_back(resume.value);
    } else {
      m.heap.release(resume.value);
      frame.slots.push_back(Value::none());
    }
    return reacquire(m, frame);
  }
  if (!raised) {
    m.heap.release(resume.value);
    return finish_wait(m, frame);
  }
  if (!is_cancellation(m, resume)) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  m.heap.release(resume.value);
  frame.scratch[kCancelledMeanwhile] = 1;
  return reacquire(m, frame);
}

void notify(Kernel& k, Value self, int64_t count) {
  Machine& m = k.machine;
  const EventId because =
      record_changed(k, object_of(m, self), "Condition", count < 0 ? "notify_all" : "notify");
  if (count < 0) count = std::numeric_limits<int64_t>::max();
  for (Value future : waiters_of(m, self)) {
    if (count <= 0) return;
    if (is_done(future_of(k, future))) continue;
    --count;
    set_result(k, future, Value::boolean(false), because);
  }
}

void add_conditions(Library& library) {
  library.module("asyncio").shown_as("asyncio.locks");
  library.klass("asyncio", "Condition")
      .open()
      .constructor("lock=None", construct)
      .initializer("lock=None", initialize<construct>, {Value::none()})
      .method("locked", "", locked_method)
      .method("release", "", release_method)
      .method("notify", "n=1", notify_method)
      .method("notify_all", "", notify_all)
      .method("__repr__", "", repr)
      .method_coroutine("acquire", "", acquire)
      .method_coroutine("wait", "", wait_for_condition)
      .method_coroutine("wait_for", "predicate", wait_for)
      .method_coroutine("__aenter__", "", enter)
      .method_coroutine("__aexit__", "exc_type, exc, tb", leave);
}

}  // namespace grove::aio
