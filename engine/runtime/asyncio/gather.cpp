#include "engine/runtime/asyncio/gather.h"

#include <algorithm>
#include <utility>

#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/future_like.h"
#include "engine/runtime/asyncio/future_methods.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"

namespace grove::aio {

namespace {

// Values of the outer future's object: how many children are done, of how many, and whether
// exceptions are results.
enum OuterValue : std::size_t { kFinished, kCount, kReturnExceptions };

int64_t& number(Machine& m, Value outer, OuterValue which) {
  return m.heap.object(outer).values[which].integer;
}

// A child that the caller gave as a coroutine is the gather's own.
bool add_child(Machine& m, Value outer, Value given, std::vector<std::pair<Value, Value>>* seen) {
  Kernel& k = kernel_of(m);
  const Value children = future_of(k, outer).children;
  for (const auto& [arg, future] : *seen) {
    if (!same(arg, given)) continue;
    m.heap.append(children, m.heap.retain(future));
    return true;
  }
  bool failed = false;
  hash_of(m, given, &failed);  // CPython keeps them in a dict
  if (failed) return false;
  const int32_t loop = future_of(k, outer).loop;
  bool made = false;
  const Value future = ensure_future(m, given, loop, &made);
  if (future.is_null()) return false;
  AioFuture& f = future_of(k, future);
  if (made) f.log_destroy_pending = false;
  future_of(k, outer).loop = f.loop;
  ++number(m, outer, kCount);
  add_callback(k, future,
               Callback{.kind = CallbackKind::kGatherChild, .target = m.heap.retain(outer)});
  seen->emplace_back(given, future);
  m.heap.append(children, future);
  return true;
}

std::string children_json(Kernel& k, Value outer) {
  std::string text;
  for (Value child : k.machine.heap.list(future_of(k, outer).children).items) {
    const TaskSlot task = future_of(k, child).task;
    text += (text.empty() ? "" : ",") + (task ? std::to_string(k.task(task).shown.value) : "null");
  }
  return "{\"children\":[" + text + "]}";
}

Value nothing_gathered(Machine& m) {
  const int32_t loop = default_loop(m);
  if (loop < 0) return {};
  Kernel& k = kernel_of(m);
  const Value outer = new_future(k, loop);
  set_result(k, outer, m.heap.new_list({}));
  return outer;
}

// As an item of the list of results.
Value result_of_child(Kernel& k, Value child) {
  Machine& m = k.machine;
  AioFuture& f = future_of(k, child);
  if (is_cancelled(f)) {
    const bool has_message = !f.cancel_message.is_null() && !f.cancel_message.is_none();
    const Value message = has_message ? m.heap.retain(f.cancel_message) : m.heap.new_str("");
    return m.new_exception(m.exception_class(kCancelledError), {message});
  }
  f.log_traceback = false;
  return m.heap.retain(f.exception.is_null() ? f.result : f.exception);
}

void finish(Kernel& k, Value outer) {
  Machine& m = k.machine;
  const std::vector<Value> children = m.heap.list(future_of(k, outer).children).items;
  const Owned results = own(m.heap, m.heap.new_list({}));
  for (Value child : children) m.heap.append(results.get(), result_of_child(k, child));
  if (future_of(k, outer).cancel_requested) {
    const Value error = cancelled_error(k, children.back());
    return set_exception(k, outer, error, tell_change(k, outer, "cancelled"));
  }
  set_result(k, outer, m.heap.retain(results.get()), tell_change(k, outer, "done"));
}

// The error is nobody's: its child counts as heard.
void drop_error(Kernel& k, Value child) {
  AioFuture& f = future_of(k, child);
  if (is_cancelled(f) || f.exception.is_null()) return;
  f.log_traceback = false;
  const ExceptionId exception = k.machine.heap.exception(f.exception).recorded;
  if (!exception) return;
  k.recorder.happen(ExceptionDropped{
      .exception = exception, .task = f.task ? k.task(f.task).shown : TaskId{}, .object = f.id});
}

void fail(Kernel& k, Value outer, Value child, Value error) {
  const AioFuture& f = future_of(k, child);
  const EventId because = tell_change(k, outer, "failed");
  const ExceptionId exception = k.machine.heap.exception(error).recorded;
  const ObjectId id = future_of(k, outer).id;
  if (exception && f.task && id) {
    k.recorder.happen_because(because,
                              ExceptionPropagated{.exception = exception,
                                                  .from = k.task(f.task).shown,
                                                  .to = Place{Place::Kind::kObject, id.value}});
  }
  set_exception(k, outer, error, because);
  for (Value each : k.machine.heap.list(future_of(k, outer).children).items) {
    const AioFuture& sibling = future_of(k, each);
    if (sibling.task && !is_done(sibling)) asyncio_of(k).let_go.push_back(sibling.task);
  }
}

// gather(*coros_or_futures, return_exceptions=False)
Value gather_function(Machine& m, Args args) {
  bool failed = false;
  const bool return_exceptions = m.truth(args[1], &failed);
  if (failed) return {};
  std::vector<Value> given = m.heap.tuple(args[0]).items;
  const Owned stand_ins = own(m.heap, put_stand_ins(m, &given));
  if (!stand_ins) return {};
  const int32_t loop = running_loop_or_none(kernel_of(m));
  if (loop < 0 || asyncio_of(kernel_of(m)).loop(loop).task_factory.is_null()) {
    return gather(m, given, return_exceptions);
  }
  // The factory is asked for each before anything is begun.
  const Owned futures = own(m.heap, m.heap.new_list({}));
  std::vector<std::pair<Value, Value>> seen;
  for (Value each : given) {
    const auto it = std::find_if(seen.begin(), seen.end(),
                                 [&](const auto& pair) { return same(pair.first, each); });
    const Value future =
        it != seen.end() ? m.heap.retain(it->second) : ensure_future(m, each, loop);
    if (future.is_null()) return {};
    if (it == seen.end()) seen.emplace_back(each, future);
    m.heap.append(futures.get(), future);
  }
  return gather(m, m.heap.list(futures.get()).items, return_exceptions);
}

}  // namespace

Value gather(Machine& m, std::span<const Value> given, bool return_exceptions) {
  if (given.empty()) return nothing_gathered(m);
  Kernel& k = kernel_of(m);
  const Value outer = new_future(k, -1, class_named(m, "_GatheringFuture"));
  m.heap.object(outer).values = {Value::of_int(0), Value::of_int(0),
                                 Value::of_int(return_exceptions ? 1 : 0)};
  future_of(k, outer).children = m.heap.new_list({});
  std::vector<std::pair<Value, Value>> seen;
  for (Value each : given) {
    if (add_child(m, outer, each, &seen)) continue;
    // Children that were begun find that nobody waits for them.
    future_of(k, outer).state = AioFuture::State::kCancelled;
    m.heap.release(outer);
    return {};
  }
  future_of(k, outer).id = record_created(k, "gather", children_json(k, outer));
  return outer;
}

void gather_child_done(Kernel& k, Value outer, Value child) {
  Machine& m = k.machine;
  const int64_t finished = ++number(m, outer, kFinished);
  if (is_done(future_of(k, outer))) return drop_error(k, child);
  AioFuture& f = future_of(k, child);
  if (number(m, outer, kReturnExceptions) == 0) {
    if (is_cancelled(f)) return fail(k, outer, child, cancelled_error(k, child));
    f.log_traceback = false;
    if (!f.exception.is_null()) return fail(k, outer, child, m.heap.retain(f.exception));
  }
  if (finished == number(m, outer, kCount)) finish(k, outer);
}

void add_gather(Library& library) {
  library.unlisted_class(kUnlistedModule, "_GatheringFuture", "asyncio.Future");
  library.module("asyncio")
      .shown_as("asyncio.tasks")
      .function("gather", "*coros_or_futures, return_exceptions=False", gather_function);
}

}  // namespace grove::aio
