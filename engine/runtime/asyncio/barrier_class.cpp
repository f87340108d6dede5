// Barrier: so many tasks go on together; written as CPython's is, on a condition.

#include <string>
#include <utility>

#include "engine/machine/protocols/operators.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/condition.h"
#include "engine/runtime/asyncio/initializing.h"
#include "engine/runtime/asyncio/lock.h"
#include "engine/runtime/asyncio/waiters.h"

namespace grove::aio {

namespace {

enum Phase : int64_t { kFilling, kDraining, kResetting, kBroken };
constexpr const char* kPhaseNames[] = {"filling", "draining", "resetting", "broken"};
enum BarrierValue : std::size_t { kCondition, kParties, kPhase, kCount };

int64_t& number(Machine& m, Value self, BarrierValue which) {
  return own_value(m, self, which).integer;
}
Value condition_of(Machine& m, Value self) { return own_value(m, self, kCondition); }
void notify_all(Machine& m, Value self) {
  notify(kernel_of(m), condition_of(m, self), kAllWaiters);
}

Value construct(Machine& m, Args args) {
  bool failed = false;
  const bool few = compares(m, CompareOperator::kLt, args[1], Value::of_int(1), &failed);
  if (failed) return {};
  if (few) return m.raise_error("ValueError", "parties must be > 0");
  const auto parties = as_index(args[1]);
  if (!parties) return m.raise_error("TypeError", "parties has to be an integer");
  const Value condition = new_condition(m, class_named(m, "Condition"), Value::none());
  return new_primitive(
      m, args[0], "Barrier",
      {condition, Value::of_int(*parties), Value::of_int(kFilling), Value::of_int(0)});
}

Turn acquire(Machine& m, FrameBody& frame, int32_t state) {
  const Value lock = lock_of_condition(m, condition_of(m, frame.slots[0]));
  frame.state = state;
  return await_native(m, acquire_lock, {&lock, 1});
}

Turn wait_for_notice(Machine& m, FrameBody& frame, int32_t state) {
  const Value condition = condition_of(m, frame.slots[0]);
  frame.state = state;
  return await_native(m, wait_for_condition, {&condition, 1});
}

// The lock is let go of as the block that holds it ends: with that result (taken over), or the
// pending exception if it is null.
Turn let_go(Machine& m, Value self, Value result) {
  const Value error = result.is_null() ? m.take_pending() : Value{};
  const Value released = release_lock(m, lock_of_condition(m, condition_of(m, self)));
  if (released.is_null()) {
    m.heap.release(result);
    m.heap.release(error);
    return Turn::raised();
  }
  if (error.is_null()) return Turn::done(result);
  m.raise_as_is(error);
  return Turn::raised();
}

enum WaitState : int32_t { kAcquires = 1, kBlocks, kWaitsForOthers };
enum Scratch : std::size_t { kIndex };

Turn leave_barrier(Machine& m, FrameBody& frame, Value result) {
  const Value self = frame.slots[0];
  if (--number(m, self, kCount) == 0) {
    int64_t& phase = number(m, self, kPhase);
    if (phase == kResetting || phase == kDraining) phase = kFilling;
    notify_all(m, self);
  }
  return let_go(m, self, result);
}

Turn refuse(Machine& m, const char* why) {
  m.raise_error("asyncio.BrokenBarrierError", why);
  return Turn::raised();
}

// While the barrier fills.
Turn wait_for_others(Machine& m, FrameBody& frame) {
  const Value self = frame.slots[0];
  const int64_t phase = number(m, self, kPhase);
  if (phase == kFilling) return wait_for_notice(m, frame, kWaitsForOthers);
  if (phase == kBroken || phase == kResetting) {
    refuse(m, "Abort or reset of barrier");
    return leave_barrier(m, frame, Value{});
  }
  return leave_barrier(m, frame, Value::of_int(frame.scratch[kIndex]));
}

Turn come_in(Machine& m, FrameBody& frame) {
  const Value self = frame.slots[0];
  int64_t& phase = number(m, self, kPhase);
  if (phase == kDraining || phase == kResetting) return wait_for_notice(m, frame, kBlocks);
  if (phase == kBroken) {
    refuse(m, "Barrier aborted");
    return let_go(m, self, Value{});
  }
  frame.scratch[kIndex] = number(m, self, kCount)++;
  if (frame.scratch[kIndex] + 1 == number(m, self, kParties)) {
    phase = kDraining;
    notify_all(m, self);
    return leave_barrier(m, frame, Value::of_int(frame.scratch[kIndex]));
  }
  return wait_for_others(m, frame);
}

Turn wait(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 0) return acquire(m, frame, kAcquires);
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    if (frame.state == kAcquires) return Turn::raised();
    if (frame.state == kBlocks) return let_go(m, frame.slots[0], Value{});
    return leave_barrier(m, frame, Value{});
  }
  m.heap.release(resume.value);
  return frame.state == kWaitsForOthers ? wait_for_others(m, frame) : come_in(m, frame);
}

Turn exit_block(Machine&, FrameBody&, Resume) { return Turn::done(Value::none()); }

// reset() and abort(): what the phase becomes, then everybody hears of it.
Turn change(Machine& m, FrameBody& frame, Resume resume, bool breaks) {
  if (frame.state == 0) return acquire(m, frame, kAcquires);
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  m.heap.release(resume.value);
  const Value self = frame.slots[0];
  const bool empty = number(m, self, kCount) == 0;
  number(m, self, kPhase) = breaks ? kBroken : empty ? kFilling : kResetting;
  notify_all(m, self);
  return let_go(m, self, Value::none());
}
Turn reset(Machine& m, FrameBody& frame, Resume resume) { return change(m, frame, resume, false); }
Turn abort(Machine& m, FrameBody& frame, Resume resume) { return change(m, frame, resume, true); }

int64_t waiting(Machine& m, Value self) {
  return number(m, self, kPhase) == kFilling ? number(m, self, kCount) : 0;
}
Value get_parties(Machine& m, Args args) { return Value::of_int(number(m, args[0], kParties)); }
Value get_waiting(Machine& m, Args args) { return Value::of_int(waiting(m, args[0])); }
Value get_broken(Machine& m, Args args) {
  return Value::boolean(number(m, args[0], kPhase) == kBroken);
}

Value repr(Machine& m, Args args) {
  const int64_t phase = number(m, args[0], kPhase);
  std::string extra = kPhaseNames[phase];
  if (phase != kBroken) {
    extra += ", waiters:" + std::to_string(waiting(m, args[0])) + "/" +
             std::to_string(number(m, args[0], kParties));
  }
  return m.heap.new_str(plain_repr(m, args[0], "Barrier", extra));
}

}  // namespace

void add_barriers(Library& library) {
  library.module("asyncio").shown_as("asyncio.locks");
  library.klass("asyncio", "Barrier")
      .open()
      .constructor("parties", construct)
      .initializer("parties", initialize<construct>, {Value::of_int(1)})
      .property("parties", get_parties)
      .property("n_waiting", get_waiting)
      .property("broken", get_broken)
      .method("__repr__", "", repr)
      .method_coroutine("wait", "", wait)
      .method_coroutine("reset", "", reset)
      .method_coroutine("abort", "", abort)
      .method_coroutine("__aenter__", "", wait)
      .method_coroutine("__aexit__", "*args", exit_block);
}

}  // namespace grove::aio
