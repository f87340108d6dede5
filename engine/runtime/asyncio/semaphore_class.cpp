// Semaphore and BoundedSemaphore (semantics G13).

#include <algorithm>
#include <string>

#include "engine/machine/protocols/operators.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/initializing.h"
#include "engine/runtime/asyncio/waiters.h"

namespace grove::aio {

namespace {

// Its own values: how much is left, and for a bounded one how much there was.
enum SemaphoreValue : std::size_t { kLeft, kBound };

int64_t& left(Machine& m, Value self) { return own_value(m, self, kLeft).integer; }

EventId record(Machine& m, Value self, const char* op) {
  const std::string state = "{\"value\":" + std::to_string(left(m, self)) +
                            ",\"waiting\":" + std::to_string(waiters_of(m, self).size()) + "}";
  return record_changed(kernel_of(m), object_of(m, self), "Semaphore", op, state);
}

Value construct(Machine& m, Args args) {
  bool failed = false;
  const bool negative = compares(m, CompareOperator::kLt, args[1], Value::of_int(0), &failed);
  if (failed) return {};
  if (negative) {
    return m.raise_error("ValueError", "Semaphore initial value must be >= 0");
  }
  const auto value = as_index(args[1]);
  if (!value) return m.raise_error("TypeError", "a semaphore's value has to be an integer");
  return new_primitive(m, args[0], "Semaphore", {Value::of_int(*value), Value::of_int(*value)});
}

bool is_locked_semaphore(Machine& m, Value self) {
  if (left(m, self) == 0) return true;
  const std::vector<Value>& waiters = waiters_of(m, self);
  return std::any_of(waiters.begin(), waiters.end(),
                     [&](Value w) { return !is_cancelled(future_of(kernel_of(m), w)); });
}
Value locked(Machine& m, Args args) { return Value::boolean(is_locked_semaphore(m, args[0])); }

void wake_up_next(Kernel& k, Value self, EventId because) {
  for (Value future : waiters_of(k.machine, self)) {
    if (is_done(future_of(k, future))) continue;
    --left(k.machine, self);
    return set_result(k, future, Value::boolean(true), because);
  }
}

Turn acquire(Machine& m, FrameBody& frame, Resume resume) {
  const Value self = frame.slots[0];
  Kernel& k = kernel_of(m);
  if (frame.state == 0) {
    if (is_locked_semaphore(m, self)) {
      frame.state = 1;
      Turn turn;
      wait_in_line(m, frame, self, Wait{.on = WaitKind::kSemaphore, .object = object_of(m, self)},
                   &turn);
      return turn;
    }
    --left(m, self);
    record(m, self, "acquire");
    return Turn::done(Value::boolean(true));
  }
  const Owned future = hold(m.heap, frame.slots.back());
  leave_line(m, self, future.get());
  if (resume.kind == Resume::Kind::kException) {
    if (is_cancellation(m, resume) && !is_cancelled(future_of(k, future.get()))) {
      ++left(m, self);
      wake_up_next(k, self, k.recorder.step);
    }
    return raise_resumed(m, resume);
  }
  m.heap.release(resume.value);
  const EventId because = record(m, self, "acquire");
  if (left(m, self) > 0) wake_up_next(k, self, because);
  return Turn::done(Value::boolean(true));
}

Value release_semaphore(Machine& m, Value self) {
  if (is_a(m, self, "BoundedSemaphore") && left(m, self) >= own_value(m, self, kBound).integer) {
    return m.raise_error("ValueError", "BoundedSemaphore released too many times");
  }
  ++left(m, self);
  wake_up_next(kernel_of(m), self, record(m, self, "release"));
  return Value::none();
}
Value release(Machine& m, Args args) { return release_semaphore(m, args[0]); }

Turn enter(Machine& m, FrameBody& frame, Resume resume) {
  const Turn turn = acquire(m, frame, resume);
  return turn.kind == Turn::Kind::kReturn ? Turn::done(Value::none()) : turn;
}
Turn leave(Machine& m, FrameBody& frame, Resume) {
  return Turn::done(release_semaphore(m, frame.slots[0]));
}

Value get_value(Machine& m, Args args) { return Value::of_int(left(m, args[0])); }

Value repr(Machine& m, Args args) {
  const std::string extra = is_locked_semaphore(m, args[0])
                                ? "locked"
                                : "unlocked, value:" + std::to_string(left(m, args[0]));
  const std::string name = m.type_name(args[0]);
  return m.heap.new_str(plain_repr(m, args[0], name.c_str(), with_waiters(m, args[0], extra)));
}

}  // namespace

void add_semaphores(Library& library) {
  library.module("asyncio").shown_as("asyncio.locks");
  library.klass("asyncio", "Semaphore")
      .open()
      .constructor("value=1", construct)
      .initializer("value=1", initialize<construct>, {Value::of_int(1)})
      .method("locked", "", locked)
      .method("release", "", release)
      .method("__repr__", "", repr)
      .property("_value", get_value)
      .method_coroutine("acquire", "", acquire)
      .method_coroutine("__aenter__", "", enter)
      .method_coroutine("__aexit__", "exc_type, exc, tb", leave);
  library
      .klass("asyncio", "BoundedSemaphore", Type::kObject, "Semaphore")

      .open()
      .constructor("value=1", construct)
      .initializer("value=1", initialize<construct>, {Value::of_int(1)});
}

}  // namespace grove::aio
