#include "engine/runtime/asyncio/as_completed.h"

#include <utility>

#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/future_like.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/queue.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"

namespace grove::aio {

namespace {

// Values of the iterator's object. As CPython's is a generator, nothing is begun before the first
// item is asked for.
enum CompletedValue : std::size_t {
  kGiven,  // what is waited for, as it was given; then None
  kTimeout,
  kTodo,   // the set of futures that are not done, or None before it is begun
  kQueue,  // of those that are
  kLeft,   // coroutines that are still to be given
  kTimer,
  kTimerGeneration,
};

Value& field(Machine& m, Value self, CompletedValue which) {
  return m.heap.object(self).values[which];
}

Callback callback_of(Machine& m, Value self, CallbackKind kind) {
  return Callback{.kind = kind, .target = m.heap.retain(self)};
}

std::vector<Value> items_of(Machine& m, Value set) {
  std::vector<Value> items;
  for (int32_t at = 0; const auto* entry = next_entry(m.heap.set(set), &at);) {
    items.push_back(entry->key);
  }
  return items;
}

// Futures of the program's own have their stand-ins before it is gone through: then the program can
// be asked. Null with an error pending, or open.
Owned with_stand_ins(Machine& m, Value given) {
  std::vector<Value> items;
  if (given.is(Type::kList)) items = m.heap.list(given).items;
  if (given.is(Type::kTuple)) items = m.heap.tuple(given).items;
  if (given.is(Type::kSet)) items = items_of(m, given);
  if (!any_future_like(m, items)) return hold(m.heap, given);
  const Owned made = own(m.heap, put_stand_ins(m, &items));
  if (!made) return {};
  for (Value v : items) m.heap.retain(v);
  return own(m.heap, m.heap.new_list(std::move(items)));
}

// as_completed(fs, *, timeout=None)
Value as_completed(Machine& m, Args args) {
  Owned given = with_stand_ins(m, args[0]);
  if (!given) return {};
  return new_state(m, kAsCompleted,
                   {given.release(), m.heap.retain(args[1]), Value::none(), Value::none(),
                    Value::of_int(0), Value::of_int(-1), Value::of_int(0)});
}

bool arm_timer(Machine& m, Value self, int32_t loop) {
  const Value timeout = field(m, self, kTimeout);
  if (timeout.is_none()) return true;
  double seconds = 0;
  if (!delay_argument(m, timeout, &seconds)) return false;
  Kernel& k = kernel_of(m);
  const HandleRef timer = call_at(k, loop, callback_of(m, self, CallbackKind::kCompletedTimeout),
                                  time_after(k, seconds));
  field(m, self, kTimer) = Value::of_int(timer.number);
  field(m, self, kTimerGeneration) = Value::of_int(timer.generation);
  return true;
}

bool begin(Machine& m, Value self) {
  Kernel& k = kernel_of(m);
  const Value fs = field(m, self, kGiven);
  const Owned given = own(m.heap, m.heap.new_set());
  const bool is_one = is_future(m, fs) || is_coroutine(m, fs);
  if (is_one) m.raise_error("TypeError", "expect an iterable of futures, not " + m.type_name(fs));
  if (is_one || !set_update(m, given.get(), fs)) {
    if (!m.asked()) m.heap.assign(field(m, self, kGiven), Value::none());
    return false;
  }
  m.heap.assign(field(m, self, kGiven), Value::none());
  field(m, self, kQueue) = new_queue(m, class_named(m, "Queue"), Value::of_int(0));
  field(m, self, kTodo) = m.heap.new_set();
  const int32_t loop = default_loop(m);
  if (loop < 0) return false;
  for (Value each : items_of(m, given.get())) {
    const Owned future = own(m.heap, ensure_future(m, each, loop));
    if (!future || !set_add(m, field(m, self, kTodo), future.get())) return false;
  }
  const std::vector<Value> todo = items_of(m, field(m, self, kTodo));
  field(m, self, kLeft) = Value::of_int(static_cast<int64_t>(todo.size()));
  for (Value future : todo) {
    add_callback(k, future, callback_of(m, self, CallbackKind::kCompleted));
  }
  return todo.empty() || arm_timer(m, self, loop);
}

Turn wait_for_one(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 0) {
    frame.state = 1;
    return await_native(m, get_from_queue, {&field(m, frame.slots[0], kQueue), 1});
  }
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  const Owned future = own(m.heap, resume.value);
  if (future.get().is_none()) {
    raise_bare(m, "TimeoutError");
    return Turn::raised();
  }
  return Turn::done(result_of(m, future.get()));
}

Value next(Machine& m, Args args) {
  const Value self = args[0];
  if (field(m, self, kTodo).is_none() && !field(m, self, kGiven).is_none() && !begin(m, self)) {
    return {};
  }
  if (field(m, self, kLeft).integer == 0) return raise_bare(m, "StopIteration");
  --field(m, self, kLeft).integer;
  const auto native = static_cast<uint32_t>(m.library().find_native(wait_for_one));
  return m.make_coroutine(Value::of(Type::kNative, native), {&self, 1});
}

Value itself(Machine& m, Args args) { return m.heap.retain(args[0]); }

}  // namespace

void completed(Kernel& k, Value self, Value future) {
  Machine& m = k.machine;
  const Value todo = field(m, self, kTodo);
  if (m.heap.set(todo).size == 0) return;
  bool found = false;
  set_remove(m, todo, future, &found);
  put_now(k, field(m, self, kQueue), future);
  if (m.heap.set(todo).size > 0) return;
  cancel_handle(
      k, HandleRef{field(m, self, kTimer).integer, field(m, self, kTimerGeneration).integer});
}

void no_more_completed(Kernel& k, Value self) {
  Machine& m = k.machine;
  const Value todo = field(m, self, kTodo);
  for (Value future : items_of(m, todo)) {
    remove_callbacks(k, future, CallbackKind::kCompleted, self);
    put_now(k, field(m, self, kQueue), Value::none());
  }
  table_clear(m, m.heap.set(todo));
}

void add_as_completed(Library& library) {
  library.unlisted_class(kUnlistedModule, kAsCompleted)
      .method("__iter__", "", itself)
      .method("__next__", "", next);
  library.internal("as_completed.<locals>._wait_for_one", "state", wait_for_one,
                   Native::Kind::kCoroutine);
  library.module("asyncio")
      .shown_as("asyncio.tasks")
      .function("as_completed", "fs, *, timeout=None", as_completed);
}

}  // namespace grove::aio
