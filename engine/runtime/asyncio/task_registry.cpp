// The registry of tasks: what libraries with tasks of their own tell asyncio (_register_task,
// _enter_task), and what it tells of all tasks (current_task, all_tasks).

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"

namespace grove::aio {

namespace {

// Which loop a function is asked about; false with an error pending. *loop is -1 for what is no
// loop of asyncio's.
bool loop_argument(Machine& m, Value given, int32_t* loop) {
  *loop = given.is_none() ? running_loop(m) : loop_of(m, given);
  return *loop >= 0 || !m.has_pending();
}

using Entered = std::vector<std::pair<Value, Value>>;

Entered::iterator entered_in(Asyncio& aio, Value loop) {
  return std::find_if(aio.entered.begin(), aio.entered.end(),
                      [&](const auto& each) { return same(each.first, loop); });
}

// Of one that is no task of asyncio's: what its get_loop() says, or its _loop. New reference.
Value loop_of_foreign(Machine& m, Value task) {
  const Owned method = own(m.heap, m.find_attribute(task, m.symbols.intern("get_loop")));
  if (m.has_pending()) return {};
  if (method) return m.ask(method.get(), {});
  return m.get_attribute(task, m.symbols.intern("_loop"));
}

// Those that are not over and belong to the loop.
bool add_registered(Machine& m, Value loop, Value set) {
  for (Value task : asyncio_of(kernel_of(m)).registered) {
    const Owned own_loop = own(m.heap, loop_of_foreign(m, task));
    if (!own_loop) return false;
    if (!same(own_loop.get(), loop)) continue;
    const Owned method = own(m.heap, m.get_attribute(task, m.symbols.intern("done")));
    const Owned done = method ? own(m.heap, m.ask(method.get(), {})) : Owned{};
    if (!done) return false;
    bool failed = false;
    if (!truth_of(m, done.get(), &failed) && !failed) failed = !set_add(m, set, task);
    if (failed) return false;
  }
  return true;
}

Value all_tasks(Machine& m, Args args) {
  int32_t loop = -1;
  if (!loop_argument(m, args[0], &loop)) return {};
  const Owned set = own(m.heap, m.heap.new_set());
  for (Value task : tasks_of(kernel_of(m), loop)) {
    if (!set_add(m, set.get(), task)) return {};
  }
  const Value asked = loop < 0 ? args[0] : loop_object(kernel_of(m), loop);
  return add_registered(m, asked, set.get()) ? m.heap.retain(set.get()) : Value{};
}

bool is_own_task(Machine& m, Value task) { return is_a(m, task, "Task"); }

std::vector<Value>::iterator place_of(Asyncio& aio, Value task) {
  return std::find_if(aio.registered.begin(), aio.registered.end(),
                      [&](Value each) { return same(each, task); });
}

Value register_task(Machine& m, Args args) {
  Asyncio& aio = asyncio_of(kernel_of(m));
  if (is_own_task(m, args[0]) || place_of(aio, args[0]) != aio.registered.end()) {
    return Value::none();
  }
  aio.registered.push_back(m.heap.retain(args[0]));
  return Value::none();
}

Value unregister_task(Machine& m, Args args) {
  Asyncio& aio = asyncio_of(kernel_of(m));
  const auto at = place_of(aio, args[0]);
  if (at == aio.registered.end()) return Value::none();
  const Owned task = own(m.heap, *at);
  aio.registered.erase(at);
  return Value::none();
}

// What a loop is stepping: a task of its own, or one that it was told of; None: nothing. Borrowed.
Value stepped_in(Kernel& k, Value loop) {
  Asyncio& aio = asyncio_of(k);
  const auto entered = entered_in(aio, loop);
  if (entered != aio.entered.end()) return entered->second;
  const TaskSlot slot = running_task(k);
  if (!slot) return Value::none();
  const AioFuture& f = aio.future(aio.task(slot).future);
  return f.loop == loop_of(k.machine, loop) ? f.object : Value::none();
}

Value current_task(Machine& m, Args args) {
  int32_t loop = -1;
  if (!loop_argument(m, args[0], &loop)) return {};
  Kernel& k = kernel_of(m);
  return m.heap.retain(stepped_in(k, loop < 0 ? args[0] : loop_object(k, loop)));
}

// A RuntimeError with the reprs of both; null: it is pending, or one of them is still to be asked.
Value complain(Machine& m, const char* text, Value task, Value other) {
  const Owned first = own(m.heap, repr_value(m, task));
  const Owned second = first ? own(m.heap, repr_value(m, other)) : Owned{};
  if (!second) return {};
  return m.raise_error("RuntimeError", fmt::format(fmt::runtime(text), text_of(m, first.get()),
                                                   text_of(m, second.get())));
}

Value enter_task(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const Value current = stepped_in(k, args[0]);
  if (!current.is_none()) {
    return complain(m, "Cannot enter into task {} while another task {} is being executed.",
                    args[1], current);
  }
  asyncio_of(k).entered.emplace_back(m.heap.retain(args[0]), m.heap.retain(args[1]));
  return Value::none();
}

Value leave_task(Machine& m, Args args) {
  Asyncio& aio = asyncio_of(kernel_of(m));
  const auto entered = entered_in(aio, args[0]);
  if (entered == aio.entered.end() || !same(entered->second, args[1])) {
    return complain(m, "Leaving task {} does not match the current task {}.", args[1],
                    stepped_in(kernel_of(m), args[0]));
  }
  const Owned loop = own(m.heap, entered->first), task = own(m.heap, entered->second);
  aio.entered.erase(entered);
  return Value::none();
}

}  // namespace

void add_task_registry(Library& library) {
  library.module("asyncio")
      .shown_as("asyncio.tasks")
      .function("current_task", "loop=None", current_task)
      .function("all_tasks", "loop=None", all_tasks)
      .shown_as("_asyncio")
      .function("_register_task", "task", register_task)
      .function("_unregister_task", "task", unregister_task)
      .function("_enter_task", "loop, task", enter_task)
      .function("_leave_task", "loop, task", leave_task);
}

}  // namespace grove::aio
