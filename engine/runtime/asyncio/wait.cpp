#include "engine/runtime/asyncio/wait.h"

#include <string>
#include <utility>

#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/future_like.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

// What wait() keeps in an object that the callbacks share.
enum WaitValue : std::size_t { kWaiter, kLeft, kReturnWhen, kTimer, kTimerGeneration };

HandleRef timer_of(Machine& m, Value state) {
  const std::vector<Value>& values = m.heap.object(state).values;
  return HandleRef{values[kTimer].integer, values[kTimerGeneration].integer};
}

constexpr const char* kFirstCompleted = "FIRST_COMPLETED";
constexpr const char* kFirstException = "FIRST_EXCEPTION";
constexpr const char* kAllCompleted = "ALL_COMPLETED";

bool check_return_when(Machine& m, Value given) {
  const std::string text = given.is(Type::kStr) ? m.str_of(given) : "";
  if (text == kFirstCompleted || text == kFirstException || text == kAllCompleted) return true;
  m.raise_error("ValueError", "Invalid return_when value: " + m.str_of(given));
  return false;
}

// The futures, each once, in a list; null with an exception pending.
Value futures_of(Machine& m, Value given, Value return_when) {
  if (is_future(m, given) || given.is(Type::kCoroutine)) {
    return m.raise_error("TypeError", "expect a list of futures, not " + m.type_name(given));
  }
  bool failed = false;
  const bool any = m.truth(given, &failed);
  if (failed) return {};
  if (!any) return m.raise_error("ValueError", "Set of Tasks/Futures is empty.");
  if (!check_return_when(m, return_when)) return {};
  const Owned unique = own(m.heap, m.heap.new_set());
  if (!set_update(m, unique.get(), given)) return {};
  const Owned list = own(m.heap, m.heap.new_list({}));
  bool has_coroutine = false;
  for (int32_t at = 0; const auto* entry = next_entry(m.heap.set(unique.get()), &at);) {
    has_coroutine =
        has_coroutine || entry->key.is(Type::kCoroutine) || is_coroutine_like(m, entry->key);
    m.heap.append(list.get(), m.heap.retain(entry->key));
  }
  if (has_coroutine) {
    return m.raise_error("TypeError", "Passing coroutines is forbidden, use tasks explicitly.");
  }
  for (Value each : m.heap.list(list.get()).items) {
    if (is_future(m, each) || is_future_like(m, each)) continue;
    return m.raise_error("AttributeError",
                         "'" + m.type_name(each) + "' object has no attribute 'add_done_callback'");
  }
  return m.heap.retain(list.get());
}

bool arm_timer(Machine& m, Value state, int32_t loop, Value timeout) {
  if (timeout.is_none()) return true;
  double seconds = 0;
  if (!delay_argument(m, timeout, &seconds)) return false;
  Kernel& k = kernel_of(m);
  std::vector<Value>& values = m.heap.object(state).values;
  const HandleRef timer = call_at(
      k, loop, Callback{.kind = CallbackKind::kSetResult, .target = m.heap.retain(values[kWaiter])},
      time_after(k, seconds));
  values[kTimer] = Value::of_int(timer.number);
  values[kTimerGeneration] = Value::of_int(timer.generation);
  return true;
}

// Slots: fs, timeout, return_when, then the list of futures and the state.
enum Slot : std::size_t { kFutures = 3, kState = 4 };
enum WaitState : int32_t { kWaits = 1, kMakesStandIns };

Turn begin_wait(Machine& m, FrameBody& frame) {
  if (frame.state == 0) {
    const Value given = futures_of(m, frame.slots[0], frame.slots[2]);
    if (given.is_null()) return Turn::raised();
    frame.slots.push_back(given);
    if (any_future_like(m, m.heap.list(given).items)) {
      frame.state = kMakesStandIns;
      m.set_call(native_of(m, list_of_stand_ins), {&given, 1});
      return Turn::call();
    }
  }
  const Value list = frame.slots[kFutures];
  const int32_t loop = running_loop(m);
  if (loop < 0) return Turn::raised();
  Kernel& k = kernel_of(m);
  const std::vector<Value>& futures = m.heap.list(list).items;
  const Value waiter = new_future(k, loop);
  const Value state =
      new_state(m, "_Wait",
                {waiter, Value::of_int(static_cast<int64_t>(futures.size())),
                 m.heap.retain(frame.slots[2]), Value::of_int(-1), Value::of_int(0)});
  frame.slots.push_back(state);
  if (!arm_timer(m, state, loop, frame.slots[1])) return Turn::raised();
  for (Value each : futures) {
    add_callback(k, each,
                 Callback{.kind = CallbackKind::kWaitDone, .target = m.heap.retain(state)});
  }
  frame.state = kWaits;
  const HandleRef timer = timer_of(m, state);
  const SimTime until =
      timer.number < 0 ? kNever : asyncio_of(k).handle(static_cast<int32_t>(timer.number)).when;
  future_of(k, waiter).id = record_created(k, "wait");
  return wait_for_future(
      m, waiter, Wait{.on = WaitKind::kFuture, .object = future_of(k, waiter).id, .until = until});
}

// (done, pending), each in the order in which they were given (semantics G15).
Value sets_of(Machine& m, Value list) {
  const Owned done = own(m.heap, m.heap.new_set());
  const Owned pending = own(m.heap, m.heap.new_set());
  for (Value each : m.heap.list(list).items) {
    const bool is = is_done(future_of(kernel_of(m), each));
    if (!set_add(m, is ? done.get() : pending.get(), stood_for(m, each))) return {};
  }
  return m.heap.new_tuple({m.heap.retain(done.get()), m.heap.retain(pending.get())});
}

Turn wait(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 0) return begin_wait(m, frame);
  if (frame.state == kMakesStandIns) {
    if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
    m.heap.assign(frame.slots[kFutures], resume.value);
    return begin_wait(m, frame);
  }
  const Value state = frame.slots[kState];
  cancel_handle(kernel_of(m), timer_of(m, state));
  for (Value each : m.heap.list(frame.slots[kFutures]).items) {
    remove_callbacks(kernel_of(m), each, CallbackKind::kWaitDone, state);
  }
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  m.heap.release(resume.value);
  return Turn::done(sets_of(m, frame.slots[kFutures]));
}

}  // namespace

void wait_child_done(Kernel& k, Value state, Value child) {
  Machine& m = k.machine;
  std::vector<Value>& values = m.heap.object(state).values;
  const int64_t left = --values[kLeft].integer;
  const std::string when = m.str_of(values[kReturnWhen]);
  AioFuture& f = future_of(k, child);
  bool over = left <= 0 || when == kFirstCompleted;
  if (!over && when == kFirstException && !is_cancelled(f)) {
    f.log_traceback = false;
    over = !f.exception.is_null();
  }
  if (!over) return;
  cancel_handle(k, timer_of(m, state));
  const Value waiter = values[kWaiter];
  if (!is_done(future_of(k, waiter))) set_result(k, waiter, Value::none());
}

void add_wait(Library& library) {
  library.unlisted_class(kUnlistedModule, "_Wait");
  library.module("asyncio")
      .shown_as("asyncio.tasks")
      .constant(kFirstCompleted, Constant{std::string(kFirstCompleted)})
      .constant(kFirstException, Constant{std::string(kFirstException)})
      .constant(kAllCompleted, Constant{std::string(kAllCompleted)})
      .coroutine("wait", "fs, *, timeout=None, return_when='ALL_COMPLETED'", wait);
}

}  // namespace grove::aio
