// Semaphore (semantics E3): a release with somebody waiting hands over directly.

#include "engine/machine/protocols/format.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/objects.h"
#include "engine/runtime/trio/parking_lot.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

namespace {

TrioSemaphore& semaphore_of(Machine& m, Value self) {
  return trio_of(kernel_of(m)).semaphores[static_cast<std::size_t>(m.heap.object(self).id)];
}

bool is_int(Value v) { return v.is(Type::kInt) || v.is(Type::kBool); }

Value construct(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  if (!is_int(args[1])) return m.raise_error("TypeError", "initial_value must be an int");
  if (args[1].integer < 0) return m.raise_error("ValueError", "initial value must be >= 0");
  if (!args[2].is_none()) {
    if (!is_int(args[2])) return m.raise_error("TypeError", "max_value must be None or an int");
    if (args[2].integer < args[1].integer) {
      return m.raise_error("ValueError", "max_values must be >= initial_value");
    }
  }
  const int32_t number =
      add_row(k, trio_of(k).semaphores,
              TrioSemaphore{.lot = new_lot(k),
                            .value = args[1].integer,
                            .max_value = args[2].is_none() ? -1 : args[2].integer,
                            .given_as_bool = args[1].is(Type::kBool),
                            .id = record_created(k, "Semaphore")});
  return m.new_object(args[0], number);
}

EventId record(Machine& m, const TrioSemaphore& semaphore, const char* op) {
  Kernel& k = kernel_of(m);
  return record_changed(k, semaphore.id, "Semaphore", op,
                        "{\"value\":" + std::to_string(semaphore.value) +
                            ",\"waiting\":" + std::to_string(parked_count(k, semaphore.lot)) + "}");
}

bool try_acquire(Machine& m, TrioSemaphore& semaphore) {
  if (semaphore.value == 0) return false;
  --semaphore.value;
  semaphore.given_as_bool = false;
  record(m, semaphore, "acquire");
  return true;
}

Value acquire_nowait(Machine& m, Args args) {
  if (try_acquire(m, semaphore_of(m, args[0]))) return Value::none();
  return raise_bare(m, "trio.WouldBlock");
}

Turn acquire_turn(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state != 0) return go_on_operation(m, frame, resume);
  Turn turn;
  if (!begin_operation(m, frame, &turn)) return turn;
  TrioSemaphore& semaphore = semaphore_of(m, frame.slots[0]);
  if (try_acquire(m, semaphore)) return finish_operation(m, frame, Value::none());
  handle_would_block(m, frame);
  frame.state = kWaits;
  return park(kernel_of(m), semaphore.lot,
              BlockRequest{.on = WaitKind::kSemaphore, .object = semaphore.id});
}

Value release_one(Machine& m, Value self) {
  Kernel& k = kernel_of(m);
  TrioSemaphore& semaphore = semaphore_of(m, self);
  const TaskSlot next = pop_waiter(k, trio_of(k).lot(semaphore.lot).parked);
  if (next) {
    reschedule(k, next, Resume{Resume::Kind::kValue, Value::none()},
               record(m, semaphore, "release"));
    return Value::none();
  }
  if (semaphore.max_value == semaphore.value) {
    return m.raise_error("ValueError", "semaphore released too many times");
  }
  ++semaphore.value;
  semaphore.given_as_bool = false;
  record(m, semaphore, "release");
  return Value::none();
}

Value release_function(Machine& m, Args args) { return release_one(m, args[0]); }
Turn exit_turn(Machine& m, FrameBody& frame, Resume) {
  return Turn::done(release_one(m, frame.slots[0]));
}

Value get_value(Machine& m, Args args) {
  const TrioSemaphore& semaphore = semaphore_of(m, args[0]);
  return semaphore.given_as_bool ? Value::boolean(semaphore.value != 0)
                                 : Value::of_int(semaphore.value);
}
Value get_max_value(Machine& m, Args args) {
  const int64_t max = semaphore_of(m, args[0]).max_value;
  return max < 0 ? Value::none() : Value::of_int(max);
}
Value statistics(Machine& m, Args args) {
  return new_statistics(m, "ParkingLotStatistics",
                        {Value::of_int(parked_count(kernel_of(m), semaphore_of(m, args[0]).lot))});
}
Value repr(Machine& m, Args args) {
  const TrioSemaphore& semaphore = semaphore_of(m, args[0]);
  const std::string max =
      semaphore.max_value < 0 ? "" : ", max_value=" + std::to_string(semaphore.max_value);
  return m.heap.new_str("<trio.Semaphore(" + std::to_string(semaphore.value) + max + ") at " +
                        address_of(args[0]) + ">");
}

}  // namespace

void add_semaphores(Library& library) {
  add_statistics_class(library, "trio.lowlevel", "ParkingLotStatistics", {"tasks_waiting"});
  library.klass("trio", "Semaphore")
      .open()
      .constructor("initial_value, *, max_value=None", construct)
      .method_coroutine("acquire", "", acquire_turn)
      .method("acquire_nowait", "", acquire_nowait)
      .method("release", "", release_function)
      .property("value", get_value)
      .property("max_value", get_max_value)
      .method("statistics", "", statistics)
      .method("__repr__", "", repr)
      .method_coroutine("__aenter__", "", acquire_turn)
      .method_coroutine("__aexit__", "etype, exc, tb", exit_turn);
}

}  // namespace grove::trio
