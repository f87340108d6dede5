// CapacityLimiter (semantics E4): each token belongs to a borrower, a task unless said otherwise.

#include <cmath>
#include <limits>

#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/containers.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/objects.h"
#include "engine/runtime/trio/parking_lot.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

namespace {

TrioLimiter& limiter_of(Machine& m, Value self) {
  return trio_of(kernel_of(m)).limiters[static_cast<std::size_t>(m.heap.object(self).id)];
}

Value tokens(double count) {
  return std::isinf(count) ? Value::of_float(count) : Value::of_int(static_cast<int64_t>(count));
}

std::size_t position_of(Machine& m, const TrioLimiter& limiter, Value borrower) {
  std::size_t i = 0;
  while (i < limiter.borrowers.size() && !m.equal(limiter.borrowers[i], borrower)) ++i;
  m.allowance.take_items(static_cast<int64_t>(i));
  return i;
}
bool is_borrower(Machine& m, const TrioLimiter& limiter, Value borrower) {
  return position_of(m, limiter, borrower) < limiter.borrowers.size();
}

EventId record(Machine& m, const TrioLimiter& limiter, const char* op) {
  Kernel& k = kernel_of(m);
  const std::string total = std::isinf(limiter.total_tokens)
                                ? "null"
                                : std::to_string(static_cast<int64_t>(limiter.total_tokens));
  return record_changed(k, limiter.id, "CapacityLimiter", op,
                        "{\"borrowed\":" + std::to_string(limiter.borrowers.size()) +
                            ",\"total\":" + total +
                            ",\"waiting\":" + std::to_string(parked_count(k, limiter.lot)) + "}");
}

// What has changed is recorded as it is once the waiters have got what there is for them.
void wake_waiters(Machine& m, TrioLimiter& limiter, const char* op) {
  Kernel& k = kernel_of(m);
  std::vector<TaskSlot> woken;
  while (static_cast<double>(limiter.borrowers.size()) < limiter.total_tokens) {
    const TaskSlot next = pop_waiter(k, trio_of(k).lot(limiter.lot).parked);
    if (!next) break;
    const Value borrower = take_offer(k, next);
    limiter.borrowers.push_back(borrower.is_null() ? m.heap.retain(task_object(m, next))
                                                   : borrower);
    woken.push_back(next);
  }
  const EventId because = record(m, limiter, op);
  for (TaskSlot task : woken) {
    reschedule(k, task, Resume{Resume::Kind::kValue, Value::none()}, because);
  }
}

bool total_argument(Machine& m, Value value, double* total) {
  const bool integer = value.is(Type::kInt) || value.is(Type::kBool);
  if (!integer &&
      !(value.is(Type::kFloat) && value.real == std::numeric_limits<double>::infinity())) {
    m.raise_error("TypeError", "total_tokens must be an int or math.inf");
    return false;
  }
  *total = integer ? static_cast<double>(value.integer) : value.real;
  if (*total >= 0) return true;
  m.raise_error("ValueError", "total_tokens must be >= 0");
  return false;
}

Value construct(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  double total = 0;
  if (!total_argument(m, args[1], &total)) return {};
  const int32_t number = add_row(k, trio_of(k).limiters,
                                 TrioLimiter{.lot = new_lot(k),
                                             .total_tokens = total,
                                             .borrowers = {},
                                             .id = record_created(k, "CapacityLimiter")});
  return m.new_object(args[0], number);
}

enum class Attempt { kDone, kRaised, kWouldBlock };

// Trio keeps borrowers in a set.
bool is_hashable(Machine& m, Value borrower) {
  bool failed = false;
  hash_of(m, borrower, &failed);
  return !failed;
}

Attempt try_borrow(Machine& m, Value self, Value borrower) {
  if (!is_hashable(m, borrower)) return Attempt::kRaised;
  TrioLimiter& limiter = limiter_of(m, self);
  if (is_borrower(m, limiter, borrower)) {
    m.raise_error("RuntimeError",
                  "this borrower is already holding one of this CapacityLimiter's tokens");
    return Attempt::kRaised;
  }
  if (static_cast<double>(limiter.borrowers.size()) >= limiter.total_tokens ||
      parked_count(kernel_of(m), limiter.lot) > 0) {
    return Attempt::kWouldBlock;
  }
  limiter.borrowers.push_back(m.heap.retain(borrower));
  record(m, limiter, "acquire");
  return Attempt::kDone;
}

// The borrower that a call names, or the running task; null if there is none.
Value borrower_of(Machine& m, Value named) {
  if (!named.is_null()) return named;
  Kernel* k = in_task(m);
  return k == nullptr ? Value{} : task_object(m, k->current());
}

Value acquire_nowait(Machine& m, Value self, Value named) {
  const Value borrower = borrower_of(m, named);
  if (borrower.is_null()) return {};
  switch (try_borrow(m, self, borrower)) {
    case Attempt::kDone:
      return Value::none();
    case Attempt::kRaised:
      return {};
    case Attempt::kWouldBlock:
      break;
  }
  return raise_bare(m, "trio.WouldBlock");
}
Value acquire_nowait_self(Machine& m, Args args) { return acquire_nowait(m, args[0], Value{}); }
Value acquire_nowait_other(Machine& m, Args args) { return acquire_nowait(m, args[0], args[1]); }

Turn acquire(Machine& m, FrameBody& frame, Value named, Resume resume) {
  if (frame.state != 0) return go_on_operation(m, frame, resume);
  Turn turn;
  if (!begin_operation(m, frame, &turn)) return turn;
  const Value borrower = borrower_of(m, named);
  switch (try_borrow(m, frame.slots[0], borrower)) {
    case Attempt::kDone:
      return finish_operation(m, frame, Value::none());
    case Attempt::kRaised:
      return Turn::raised();
    case Attempt::kWouldBlock:
      break;
  }
  const TrioLimiter& limiter = limiter_of(m, frame.slots[0]);
  handle_would_block(m, frame);
  frame.state = kWaits;
  return park(kernel_of(m), limiter.lot,
              BlockRequest{.on = WaitKind::kLimiter, .object = limiter.id},
              m.heap.retain(borrower));
}
Turn acquire_self(Machine& m, FrameBody& frame, Resume resume) {
  return acquire(m, frame, Value{}, resume);
}
Turn acquire_other(Machine& m, FrameBody& frame, Resume resume) {
  return acquire(m, frame, frame.slots[1], resume);
}

Value release(Machine& m, Value self, Value named) {
  const Value borrower = borrower_of(m, named);
  if (borrower.is_null()) return {};
  if (!is_hashable(m, borrower)) return {};
  TrioLimiter& limiter = limiter_of(m, self);
  const std::size_t i = position_of(m, limiter, borrower);
  if (i == limiter.borrowers.size()) {
    return m.raise_error("RuntimeError",
                         "this borrower isn't holding any of this CapacityLimiter's tokens");
  }
  m.heap.release(limiter.borrowers[i]);
  limiter.borrowers.erase(limiter.borrowers.begin() + static_cast<std::ptrdiff_t>(i));
  wake_waiters(m, limiter, "release");
  return Value::none();
}
Value release_self(Machine& m, Args args) { return release(m, args[0], Value{}); }
Value release_other(Machine& m, Args args) { return release(m, args[0], args[1]); }
Turn exit_turn(Machine& m, FrameBody& frame, Resume) {
  return Turn::done(release(m, frame.slots[0], Value{}));
}

Value get_total(Machine& m, Args args) { return tokens(limiter_of(m, args[0]).total_tokens); }
Value set_total(Machine& m, Args args) {
  TrioLimiter& limiter = limiter_of(m, args[0]);
  double total = 0;
  if (!total_argument(m, args[1], &total)) return {};
  limiter.total_tokens = total;
  wake_waiters(m, limiter, "total_tokens");
  return Value::none();
}
Value get_borrowed(Machine& m, Args args) {
  return Value::of_int(static_cast<int64_t>(limiter_of(m, args[0]).borrowers.size()));
}
Value get_available(Machine& m, Args args) {
  const TrioLimiter& limiter = limiter_of(m, args[0]);
  return tokens(limiter.total_tokens - static_cast<double>(limiter.borrowers.size()));
}

Value statistics(Machine& m, Args args) {
  const TrioLimiter& limiter = limiter_of(m, args[0]);
  std::vector<Value> borrowers;
  for (Value borrower : limiter.borrowers) borrowers.push_back(m.heap.retain(borrower));
  return new_statistics(m, "CapacityLimiterStatistics",
                        {Value::of_int(static_cast<int64_t>(borrowers.size())),
                         tokens(limiter.total_tokens), m.heap.new_list(std::move(borrowers)),
                         Value::of_int(parked_count(kernel_of(m), limiter.lot))});
}
Value repr(Machine& m, Args args) {
  const TrioLimiter& limiter = limiter_of(m, args[0]);
  return m.heap.new_str("<trio.CapacityLimiter at " + address_of(args[0]) + ", " +
                        std::to_string(limiter.borrowers.size()) + "/" +
                        m.repr_of(tokens(limiter.total_tokens)) + " with " +
                        std::to_string(parked_count(kernel_of(m), limiter.lot)) + " waiting>");
}

}  // namespace

void add_limiters(Library& library) {
  add_statistics_class(library, "trio", "CapacityLimiterStatistics",
                       {"borrowed_tokens", "total_tokens", "borrowers", "tasks_waiting"});
  library.klass("trio", "CapacityLimiter")
      .open()
      .constructor("total_tokens", construct)
      .method_coroutine("acquire", "", acquire_self)
      .method("acquire_nowait", "", acquire_nowait_self)
      .method_coroutine("acquire_on_behalf_of", "borrower", acquire_other)
      .method("acquire_on_behalf_of_nowait", "borrower", acquire_nowait_other)
      .method("release", "", release_self)
      .method("release_on_behalf_of", "borrower", release_other)
      .property("total_tokens", get_total, set_total)
      .property("borrowed_tokens", get_borrowed)
      .property("available_tokens", get_available)
      .method("statistics", "", statistics)
      .method("__repr__", "", repr)
      .method_coroutine("__aenter__", "", acquire_self)
      .method_coroutine("__aexit__", "etype, exc, tb", exit_turn);
}

}  // namespace grove::trio
