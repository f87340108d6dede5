// Lock, StrictFIFOLock and Condition (semantics E2, E5). A lock belongs to a task; releasing it
// hands it to the oldest waiter at once, so nobody can barge in.

#include <cmath>
#include <limits>

#include "engine/machine/protocols/format.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/lock.h"
#include "engine/runtime/trio/objects.h"
#include "engine/runtime/trio/parking_lot.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/wait_queue.h"
#include "engine/runtime/trio/words.h"

namespace grove::trio {

TrioLock& lock_of(Machine& m, Value self) {
  return trio_of(kernel_of(m)).locks[static_cast<std::size_t>(m.heap.object(self).id)];
}

namespace {

std::string lock_state(Kernel& k, const TrioLock& lock) {
  const TaskId owner = lock.owner ? k.task(lock.owner).shown : TaskId{};
  return "{\"locked\":" + std::string(lock.owner ? "true" : "false") +
         ",\"owner\":" + (owner ? std::to_string(owner.value) : "null") +
         ",\"waiting\":" + std::to_string(parked_count(k, lock.lot)) + "}";
}

void own_lock(Kernel& k, TrioLock& lock, TaskSlot owner) {
  lock.owner = owner;
  add_breaker(k, owner, lock.lot);
}

Value construct_lock(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  return m.new_object(args[0], new_lock(k));
}

enum class Attempt { kDone, kRaised, kWouldBlock };

Attempt try_acquire(Machine& m, Value self) {
  Kernel& k = kernel_of(m);
  TrioLock& lock = lock_of(m, self);
  if (lock.owner == k.current()) {
    m.raise_error("RuntimeError", "attempt to re-acquire an already held Lock");
    return Attempt::kRaised;
  }
  if (lock.owner || parked_count(k, lock.lot) > 0) return Attempt::kWouldBlock;
  own_lock(k, lock, k.current());
  record_changed(k, lock.id, "Lock", "acquire", lock_state(k, lock));
  return Attempt::kDone;
}

Value acquire_nowait(Machine& m, Args args) {
  return in_task(m) == nullptr ? Value{} : acquire_nowait_of(m, args[0]);
}

// A waiter learns that the owner ended without letting go (semantics E2).
Turn owner_is_gone(Machine& m, FrameBody& frame, Value self, Value broken) {
  Kernel& k = kernel_of(m);
  m.raise(broken);
  m.heap.assign(frame.handled, m.take_pending());
  const TrioLock& lock = lock_of(m, self);
  const Value error = m.new_exception(
      m.exception_class("trio.BrokenResourceError"),
      std::vector<Value>{m.heap.new_str("Owner of this lock exited without releasing: " +
                                        (lock.owner ? task_repr(k, lock.owner) : "None"))});
  m.heap.exception(error).suppress_context = true;
  m.raise(error);
  return Turn::raised();
}

bool is_broken(Machine& m, Value exception) {
  return m.is_instance(exception, m.exception_class("trio.BrokenResourceError"));
}

Turn acquire_turn(Machine& m, FrameBody& frame, Resume resume) {
  return acquire(m, frame, frame.slots[0], resume);
}

Value release_lock_function(Machine& m, Args args) {
  if (in_task(m) == nullptr) return {};
  return release(m, args[0]);
}

Turn exit_turn(Machine& m, FrameBody& frame, Resume) {
  return Turn::done(release(m, frame.slots[0]));
}

Value locked(Machine& m, Args args) {
  return Value::boolean(static_cast<bool>(lock_of(m, args[0]).owner));
}

Value lock_statistics(Machine& m, Args args) { return statistics_of_lock(m, args[0]); }

Value lock_repr(Machine& m, Args args) {
  const TrioLock& lock = lock_of(m, args[0]);
  const std::string name = m.type_name(args[0]);
  const int32_t waiting = parked_count(kernel_of(m), lock.lot);
  return m.heap.new_str("<" + std::string(lock.owner ? "locked" : "unlocked") + " " + name +
                        " object at " + address_of(args[0]) +
                        (lock.owner ? " with " + std::to_string(waiting) + " waiters" : "") + ">");
}

// Both locks are this one, and what they say of wrong arguments names it.
constexpr const char* kLockModule = "trio._sync";
constexpr const char* kLockBase = "trio._sync._LockImpl";

void add_lock_base(Library& library) {
  library.unlisted_class(kLockModule, "_LockImpl")
      .method_coroutine("acquire", "", acquire_turn)
      .method("acquire_nowait", "", acquire_nowait)
      .method("release", "", release_lock_function)
      .method("locked", "", locked)
      .method("statistics", "", lock_statistics)
      .method("__repr__", "", lock_repr)
      .method_coroutine("__aenter__", "", acquire_turn)
      .method_coroutine("__aexit__", "etype, exc, tb", exit_turn);
}

}  // namespace

int32_t new_lock(Kernel& k) {
  return add_row(k, trio_of(k).locks,
                 TrioLock{.lot = new_lot(k), .owner = {}, .id = record_created(k, "Lock")});
}

Turn acquire(Machine& m, FrameBody& frame, Value lock_object, Resume resume) {
  if (frame.state == kWaits && resume.kind == Resume::Kind::kException &&
      is_broken(m, resume.value)) {
    return owner_is_gone(m, frame, lock_object, resume.value);
  }
  if (frame.state != 0) return go_on_operation(m, frame, resume);
  Turn turn;
  if (!begin_operation(m, frame, &turn)) return turn;
  switch (try_acquire(m, lock_object)) {
    case Attempt::kDone:
      return finish_operation(m, frame, Value::none());
    case Attempt::kRaised:
      return Turn::raised();
    case Attempt::kWouldBlock:
      break;
  }
  const TrioLock& lock = lock_of(m, lock_object);
  handle_would_block(m, frame);
  frame.state = kWaits;
  turn = park(kernel_of(m), lock.lot, BlockRequest{.on = WaitKind::kLock, .object = lock.id});
  if (turn.kind != Turn::Kind::kRaise) return turn;
  return owner_is_gone(m, frame, lock_object, m.take_pending());
}

Value acquire_nowait_of(Machine& m, Value lock_object) {
  switch (try_acquire(m, lock_object)) {
    case Attempt::kDone:
      return Value::none();
    case Attempt::kRaised:
      return {};
    case Attempt::kWouldBlock:
      break;
  }
  return raise_bare(m, "trio.WouldBlock");
}

Value release(Machine& m, Value lock_object) {
  Kernel& k = kernel_of(m);
  TrioLock& lock = lock_of(m, lock_object);
  if (lock.owner != k.current()) {
    return m.raise_error("RuntimeError", "can't release a Lock you don't own");
  }
  remove_breaker(k, lock.owner, lock.lot);
  lock.owner = {};
  const TaskSlot next = pop_waiter(k, trio_of(k).lot(lock.lot).parked);
  if (next) own_lock(k, lock, next);
  const EventId released = record_changed(k, lock.id, "Lock", "release", lock_state(k, lock));
  if (next) reschedule(k, next, Resume{Resume::Kind::kValue, Value::none()}, released);
  return Value::none();
}

Value statistics_of_lock(Machine& m, Value lock_object) {
  const TrioLock& lock = lock_of(m, lock_object);
  const Value owner = lock.owner ? m.heap.retain(task_object(m, lock.owner)) : Value::none();
  return new_statistics(m, "LockStatistics",
                        {Value::boolean(static_cast<bool>(lock.owner)), owner,
                         Value::of_int(parked_count(kernel_of(m), lock.lot))});
}

void add_locks(Library& library) {
  add_statistics_class(library, "trio", "LockStatistics", {"locked", "owner", "tasks_waiting"});
  add_lock_base(library);
  for (const char* name : {"Lock", "StrictFIFOLock"}) {
    library.klass("trio", name, Type::kObject, kLockBase)
        .open()
        .constructor("", construct_lock)
        .called("_LockImpl.__init__");
  }
}

}  // namespace grove::trio
