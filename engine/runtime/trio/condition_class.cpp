// Condition (semantics E5). The object holds its Lock as values[0].

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/lock.h"
#include "engine/runtime/trio/objects.h"
#include "engine/runtime/trio/parking_lot.h"
#include "engine/runtime/trio/support.h"

namespace grove::trio {

namespace {

TrioCondition& condition_of(Machine& m, Value self) {
  return trio_of(kernel_of(m)).conditions[static_cast<std::size_t>(m.heap.object(self).id)];
}
Value lock_object_of(Machine& m, Value self) { return m.heap.object(self).values[0]; }

Value construct(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  Value lock = args[1];
  if (lock.is_none()) {
    lock = m.new_object(class_named(m, "Lock"), new_lock(k));
  } else if (!same(m.class_of(lock), class_named(m, "Lock"))) {
    return m.raise_error("TypeError", "lock must be a trio.Lock");
  } else {
    m.heap.retain(lock);
  }
  const int32_t number =
      add_row(k, trio_of(k).conditions,
              TrioCondition{.lot = new_lot(k), .id = record_created(k, "Condition")});
  const Value condition = m.new_object(args[0], number);
  m.heap.object(condition).values = {lock};
  return condition;
}

Turn acquire_turn(Machine& m, FrameBody& frame, Resume resume) {
  return acquire(m, frame, lock_object_of(m, frame.slots[0]), resume);
}
Value acquire_nowait(Machine& m, Args args) {
  return in_task(m) == nullptr ? Value{} : acquire_nowait_of(m, lock_object_of(m, args[0]));
}
Value release_function(Machine& m, Args args) {
  if (in_task(m) == nullptr) return {};
  return release(m, lock_object_of(m, args[0]));
}
Turn exit_turn(Machine& m, FrameBody& frame, Resume) {
  return Turn::done(release(m, lock_object_of(m, frame.slots[0])));
}
Value locked(Machine& m, Args args) {
  return Value::boolean(static_cast<bool>(lock_of(m, lock_object_of(m, args[0])).owner));
}

bool holds_lock(Machine& m, Value self, const char* refusal) {
  Kernel* k = in_task(m);
  if (k == nullptr) return false;
  if (lock_of(m, lock_object_of(m, self)).owner == k->current()) return true;
  m.raise_error("RuntimeError", refusal);
  return false;
}

// Whatever breaks the wait off, the lock is taken back first, shielded. scratch[1]: the shield's
// scope; the exception waits as the last slot.
enum WaitState : int32_t { kParked = 10, kTakesLockBack };

Turn take_lock_back(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  const Value lock = lock_object_of(m, frame.slots[0]);
  // The acquisition keeps its own state beside this frame's.
  std::swap(frame.state, frame.pc);
  const Turn turn = acquire(m, frame, lock, resume);
  std::swap(frame.state, frame.pc);
  if (turn.kind == Turn::Kind::kBlock) return turn;
  const bool failed = turn.kind == Turn::Kind::kRaise;
  const Value error = failed ? m.take_pending() : Value{};
  if (!failed) m.heap.release(turn.value);
  const Value rest = close_scope(k, ScopeSlot{static_cast<int32_t>(frame.scratch[1])}, error);
  const Value original = frame.slots.back();
  frame.slots.pop_back();
  if (rest.is_null()) {
    m.raise_as_is(original);
  } else {
    m.heap.release(original);
    m.raise_as_is(rest);
  }
  return Turn::raised();
}

Turn wait(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == kTakesLockBack) return take_lock_back(m, frame, resume);
  if (frame.state == kParked) {
    if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
    Kernel& k = kernel_of(m);
    m.raise(resume.value);
    frame.slots.push_back(m.take_pending());
    m.heap.assign(frame.handled, m.heap.retain(frame.slots.back()));
    const ScopeSlot shield = new_scope(k, ScopeKind::kCancelScope, false);
    trio_of(k).scope(shield).shield = true;
    enter_scope(k, shield, 0);
    frame.scratch[1] = shield.value;
    frame.state = kTakesLockBack;
    frame.pc = 0;
    return take_lock_back(m, frame, Resume{});
  }
  if (!holds_lock(m, frame.slots[0], "must hold the lock to wait")) return Turn::raised();
  if (release(m, lock_object_of(m, frame.slots[0])).is_null()) return Turn::raised();
  const TrioCondition& condition = condition_of(m, frame.slots[0]);
  frame.state = kParked;
  return park(kernel_of(m), condition.lot,
              BlockRequest{.on = WaitKind::kCondition, .object = condition.id});
}

Value notify_some(Machine& m, Value self, int32_t count) {
  if (!holds_lock(m, self, "must hold the lock to notify")) return {};
  Kernel& k = kernel_of(m);
  const TrioCondition& condition = condition_of(m, self);
  record_changed(k, condition.id, "Condition", "notify");
  repark(k, condition.lot, lock_of(m, lock_object_of(m, self)).lot, count);
  return Value::none();
}

Value notify(Machine& m, Args args) {
  if (!holds_lock(m, args[0], "must hold the lock to notify")) return {};
  int32_t count = 0;
  return count_argument(m, args[1], &count) ? notify_some(m, args[0], count) : Value{};
}
Value notify_all(Machine& m, Args args) {
  return notify_some(m, args[0], parked_count(kernel_of(m), condition_of(m, args[0]).lot));
}

Value statistics(Machine& m, Args args) {
  return new_statistics(m, "ConditionStatistics",
                        {Value::of_int(parked_count(kernel_of(m), condition_of(m, args[0]).lot)),
                         statistics_of_lock(m, lock_object_of(m, args[0]))});
}

}  // namespace

void add_conditions(Library& library) {
  add_statistics_class(library, "trio", "ConditionStatistics",
                       {"tasks_waiting", "lock_statistics"});
  library.klass("trio", "Condition")
      .open()
      .constructor("lock=None", construct)
      .method_coroutine("acquire", "", acquire_turn)
      .method("acquire_nowait", "", acquire_nowait)
      .method("release", "", release_function)
      .method("locked", "", locked)
      .method_coroutine("wait", "", wait)
      .method("notify", "n=1", notify)
      .method("notify_all", "", notify_all)
      .method("statistics", "", statistics)
      .method_coroutine("__aenter__", "", acquire_turn)
      .method_coroutine("__aexit__", "etype, exc, tb", exit_turn);
}

}  // namespace grove::trio
