// Lock: releasing it wakes the first who waits; whoever comes then queues behind (semantics G13).

#include <algorithm>

#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/initializing.h"
#include "engine/runtime/asyncio/lock.h"
#include "engine/runtime/asyncio/waiters.h"

namespace grove::aio {

namespace {

void set_locked(Machine& m, Value self, bool locked, const char* op, EventId* because = nullptr) {
  own_value(m, self) = Value::boolean(locked);
  const std::string state = std::string("{\"locked\":") + (locked ? "true" : "false") +
                            ",\"waiting\":" + std::to_string(waiters_of(m, self).size()) + "}";
  const EventId event = record_changed(kernel_of(m), object_of(m, self), "Lock", op, state);
  if (because != nullptr) *because = event;
}

void wake_up_first(Kernel& k, Value self, EventId because) {
  const std::vector<Value>& waiters = waiters_of(k.machine, self);
  if (waiters.empty() || is_done(future_of(k, waiters.front()))) return;
  set_result(k, waiters.front(), Value::boolean(true), because);
}

Value construct(Machine& m, Args args) { return new_lock(m, args[0]); }
Value locked(Machine& m, Args args) { return Value::boolean(is_locked(m, args[0])); }
Value release_method(Machine& m, Args args) { return release_lock(m, args[0]); }

Turn enter(Machine& m, FrameBody& frame, Resume resume) {
  const Turn turn = acquire_lock(m, frame, resume);
  return turn.kind == Turn::Kind::kReturn ? Turn::done(Value::none()) : turn;
}
Turn leave(Machine& m, FrameBody& frame, Resume) {
  return Turn::done(release_lock(m, frame.slots[0]));
}

Value repr(Machine& m, Args args) {
  const char* extra = is_locked(m, args[0]) ? "locked" : "unlocked";
  return m.heap.new_str(plain_repr(m, args[0], "Lock", with_waiters(m, args[0], extra)));
}

}  // namespace

Value new_lock(Machine& m, Value klass) {
  return new_primitive(m, klass, "Lock", {Value::boolean(false)});
}

bool is_locked(Machine& m, Value lock) { return own_value(m, lock).integer != 0; }

Turn acquire_lock(Machine& m, FrameBody& frame, Resume resume) {
  const Value self = frame.slots[0];
  Kernel& k = kernel_of(m);
  if (frame.state == 0) {
    const std::vector<Value>& waiters = waiters_of(m, self);
    const bool is_free =
        !is_locked(m, self) && std::all_of(waiters.begin(), waiters.end(),
                                           [&](Value w) { return is_cancelled(future_of(k, w)); });
    if (!is_free) {
      frame.state = 1;
      Turn turn;
      wait_in_line(m, frame, self, Wait{.on = WaitKind::kLock, .object = object_of(m, self)},
                   &turn);
      return turn;
    }
    set_locked(m, self, true, "acquire");
    return Turn::done(Value::boolean(true));
  }
  leave_line(m, self, frame.slots.back());
  if (resume.kind == Resume::Kind::kException) {
    if (is_cancellation(m, resume) && !is_locked(m, self)) {
      wake_up_first(k, self, k.recorder.step);
    }
    return raise_resumed(m, resume);
  }
  m.heap.release(resume.value);
  set_locked(m, self, true, "acquire");
  return Turn::done(Value::boolean(true));
}

Value release_lock(Machine& m, Value self) {
  if (!is_locked(m, self)) return m.raise_error("RuntimeError", "Lock is not acquired.");
  EventId because;
  set_locked(m, self, false, "release", &because);
  wake_up_first(kernel_of(m), self, because);
  return Value::none();
}

void add_locks(Library& library) {
  library.module("asyncio").shown_as("asyncio.locks");
  library.klass("asyncio", "Lock")
      .open()
      .constructor("", construct)
      .initializer("", initialize<construct>)
      .method("locked", "", locked)
      .method("release", "", release_method)
      .method("__repr__", "", repr)
      .method_coroutine("acquire", "", acquire_lock)
      .method_coroutine("__aenter__", "", enter)
      .method_coroutine("__aexit__", "exc_type, exc, tb", leave);
}

}  // namespace grove::aio
