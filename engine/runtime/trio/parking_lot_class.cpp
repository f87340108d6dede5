// ParkingLot as programs see it (semantics E1). The object's id is its LotSlot.

#include <cmath>
#include <limits>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/objects.h"
#include "engine/runtime/trio/parking_lot.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/wait_queue.h"
#include "engine/runtime/trio/words.h"

namespace grove::trio {

// Trio takes the lesser of the count and the number of those parked, and cuts it short.
bool count_argument(Machine& m, Value count, int32_t* out) {
  const bool number = count.is(Type::kInt) || count.is(Type::kBool) || count.is(Type::kBigInt) ||
                      count.is(Type::kFloat);
  if (!number) {
    m.raise_error("TypeError",
                  "'<' not supported between instances of 'int' and '" + m.type_name(count) + "'");
    return false;
  }
  double value = 0;
  if (!m.to_double(count, &value)) return false;
  if (count.is(Type::kFloat) && !std::isinf(value)) {
    m.raise_error("ValueError", "Cannot pop a non-integer number of tasks.");
    return false;
  }
  constexpr int32_t kAll = std::numeric_limits<int32_t>::max();
  *out = value > kAll ? kAll : value < 0 ? 0 : static_cast<int32_t>(value);
  return true;
}

namespace {

LotSlot lot_of(Machine& m, Value self) { return LotSlot{m.heap.object(self).id}; }

Value construct(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const LotSlot lot = new_lot(k);
  trio_of(k).lot(lot).id = record_created(k, "ParkingLot");
  return m.new_object(args[0], lot.value);
}

EventId record(Machine& m, LotSlot lot, const char* op, int32_t waiting) {
  Kernel& k = kernel_of(m);
  return record_changed(k, trio_of(k).lot(lot).id, "ParkingLot", op,
                        "{\"waiting\":" + std::to_string(waiting) + "}");
}

Turn park_turn(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state != 0) return go_on_operation(m, frame, resume);
  Kernel* k = in_task(m);
  if (k == nullptr) return Turn::raised();
  const LotSlot lot = lot_of(m, frame.slots[0]);
  frame.state = kWaits;
  return park(*k, lot,
              BlockRequest{.on = WaitKind::kParkingLot, .object = trio_of(*k).lot(lot).id});
}

Value unpark_some(Machine& m, Value self, int32_t count) {
  Kernel& k = kernel_of(m);
  const LotSlot lot = lot_of(m, self);
  std::vector<TaskSlot> woken;
  while (static_cast<int32_t>(woken.size()) < count) {
    const TaskSlot task = pop_waiter(k, trio_of(k).lot(lot).parked);
    if (!task) break;
    woken.push_back(task);
  }
  const EventId because = record(m, lot, "unpark", parked_count(k, lot));
  const Value list = m.heap.new_list({});
  for (TaskSlot task : woken) {
    m.heap.release(take_offer(k, task));
    reschedule(k, task, Resume{Resume::Kind::kValue, Value::none()}, because);
    m.heap.list(list).items.push_back(m.heap.retain(task_object(m, task)));
  }
  return list;
}

Value unpark(Machine& m, Args args) {
  int32_t count = 0;
  return count_argument(m, args[1], &count) ? unpark_some(m, args[0], count) : Value{};
}
Value unpark_all(Machine& m, Args args) {
  return unpark_some(m, args[0], std::numeric_limits<int32_t>::max());
}

Value repark_some(Machine& m, Value self, Value other, int32_t count) {
  if (!m.is_instance(other, class_named(m, "ParkingLot"))) {
    return m.raise_error("TypeError", "new_lot must be a ParkingLot");
  }
  Kernel& k = kernel_of(m);
  repark(k, lot_of(m, self), lot_of(m, other), count);
  record(m, lot_of(m, self), "repark", parked_count(k, lot_of(m, self)));
  return Value::none();
}
Value repark_function(Machine& m, Args args) {
  int32_t count = 0;
  return count_argument(m, args[2], &count) ? repark_some(m, args[0], args[1], count) : Value{};
}
Value repark_all(Machine& m, Args args) {
  return repark_some(m, args[0], args[1], std::numeric_limits<int32_t>::max());
}

bool is_task(Machine& m, Value value, TaskSlot* task) {
  if (!value.is(Type::kObject) || !same(m.class_of(value), class_named(m, "Task"))) return false;
  *task = TaskSlot{m.heap.object(value).id};
  return true;
}

// break_lot(task=None)
Value break_function(Machine& m, Args args) {
  Value breaker = args[1];
  if (breaker.is_none()) {
    const Kernel* k = in_task(m);
    if (k == nullptr) return {};
    breaker = task_object(m, k->current());
  }
  const LotSlot lot = lot_of(m, args[0]);
  // Whoever waits is woken by it.
  const EventId because = record(m, lot, "break", 0);
  break_lot(kernel_of(m), lot, m.heap.retain(breaker), because);
  return Value::none();
}

Value get_broken_by(Machine& m, Args args) {
  const Value list = m.heap.new_list({});
  for (const Value breaker : trio_of(kernel_of(m)).lot(lot_of(m, args[0])).broken_by) {
    m.heap.list(list).items.push_back(m.heap.retain(breaker));
  }
  return list;
}

Value repr(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const ParkingLot& lot = trio_of(k).lot(lot_of(m, args[0]));
  std::string parked, broken;
  for (TaskSlot t = trio_of(k).queue(lot.parked).first; t; t = trio_of(k).task(t).next_in_queue) {
    parked += (parked.empty() ? "" : ", ") + ("(" + task_repr(k, t) + ", None)");
  }
  for (const Value v : lot.broken_by) broken += (broken.empty() ? "" : ", ") + m.repr_of(v);
  return m.heap.new_str("ParkingLot(_parked=OrderedDict(" +
                        (parked.empty() ? "" : "[" + parked + "]") + "), broken_by=[" + broken +
                        "])");
}

Value length(Machine& m, Args args) {
  return Value::of_int(parked_count(kernel_of(m), lot_of(m, args[0])));
}

Value statistics(Machine& m, Args args) {
  return new_statistics(m, "ParkingLotStatistics",
                        {Value::of_int(parked_count(kernel_of(m), lot_of(m, args[0])))});
}

bool is_lot(Machine& m, Value value, LotSlot* lot) {
  if (!m.is_instance(value, class_named(m, "ParkingLot"))) return false;
  *lot = lot_of(m, value);
  return true;
}

bool lot_argument(Machine& m, Value value, LotSlot* lot) {
  if (is_lot(m, value, lot)) return true;
  m.raise_error("TypeError", "lot must be a ParkingLot");
  return false;
}

Value add_breaker_function(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  TaskSlot task;
  LotSlot lot;
  if (!is_task(m, args[0], &task)) {
    return m.raise_error("AttributeError",
                         "'" + m.type_name(args[0]) + "' object has no attribute 'coro'");
  }
  if (!lot_argument(m, args[1], &lot)) return {};
  if (!k.task(task).alive) {
    return m.raise_error("trio.BrokenResourceError",
                         "Attempted to add already exited task as lot breaker.");
  }
  add_breaker(k, task, lot);
  return Value::none();
}

Value remove_breaker_function(Machine& m, Args args) {
  TaskSlot task;
  LotSlot lot;
  const bool could_be = is_task(m, args[0], &task) && is_lot(m, args[1], &lot);
  if (could_be && remove_breaker(kernel_of(m), task, lot)) return Value::none();
  m.raise_error("RuntimeError",
                "Attempted to remove task as breaker for a lot it is not registered for");
  m.heap.exception(m.pending()).suppress_context = true;
  return {};
}

}  // namespace

void add_parking_lots(Library& library) {
  library.klass("trio.lowlevel", "ParkingLot")
      .constructor("", construct)
      .method_coroutine("park", "", park_turn)
      .method("unpark", "*, count=1", unpark)
      .method("unpark_all", "", unpark_all)
      .method("repark", "new_lot, *, count=1", repark_function)
      .method("repark_all", "new_lot", repark_all)
      .method("break_lot", "task=None", break_function)
      .property("broken_by", get_broken_by)
      .method("statistics", "", statistics)
      .method("__len__", "", length)
      .method("__repr__", "", repr);
  library.module("trio.lowlevel")
      .function("add_parking_lot_breaker", "task, lot", add_breaker_function)
      .function("remove_parking_lot_breaker", "task, lot", remove_breaker_function);
}

}  // namespace grove::trio
