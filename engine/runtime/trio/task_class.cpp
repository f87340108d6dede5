// Task as programs see it.

#include "engine/machine/protocols/classes.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/words.h"

namespace grove::trio {

namespace {

TaskSlot slot_of(Machine& m, Value self) { return TaskSlot{m.heap.object(self).id}; }
TrioTask& task_of(Machine& m, Value self) { return trio_of(kernel_of(m)).task(slot_of(m, self)); }

Value current_task(Machine& m, Args) {
  Kernel* k = in_task(m);
  return k == nullptr ? Value{} : m.heap.retain(task_object(m, k->current()));
}

Value nursery_or_none(Machine& m, NurserySlot slot) {
  return slot ? m.heap.retain(nursery_object(m, slot)) : Value::none();
}

// The object's values, each null until there is one: the name that the program gave the task, and
// its Context.
enum TaskValue : std::size_t { kGivenName, kContext, kTaskValueCount };

Value* value_of(Machine& m, Value task, TaskValue which) {
  std::vector<Value>& values = m.heap.object(task).values;
  if (values.empty()) values.resize(kTaskValueCount);
  return &values[which];
}

Value get_name(Machine& m, Args args) {
  const Value given = *value_of(m, args[0], kGivenName);
  if (!given.is_null()) return m.heap.retain(given);
  return m.heap.new_str(trio_of(kernel_of(m)).name_of(slot_of(m, args[0])));
}
Value set_name(Machine& m, Args args) {
  m.heap.assign(*value_of(m, args[0], kGivenName), m.heap.retain(args[1]));
  return Value::none();
}

Value get_context(Machine& m, Args args) {
  if (trio_of(kernel_of(m)).context_class.is_null()) {
    return m.raise_error("NotImplementedError", "`context` has to stand in the program by name");
  }
  keep_context(kernel_of(m), slot_of(m, args[0]));
  return m.heap.retain(*value_of(m, args[0], kContext));
}

// show_contexts_as(class)
Value show_contexts_as(Machine& m, Args args) {
  m.heap.assign(trio_of(kernel_of(m)).context_class, m.heap.retain(args[0]));
  return Value::none();
}

Value get_parent_nursery(Machine& m, Args args) {
  return nursery_or_none(m, task_of(m, args[0]).parent);
}

Value get_eventual_parent_nursery(Machine& m, Args args) {
  return nursery_or_none(m, task_of(m, args[0]).eventual_parent);
}

Value get_child_nurseries(Machine& m, Args args) {
  const Value list = m.heap.new_list({});
  for (NurserySlot n : task_of(m, args[0]).child_nurseries) {
    m.heap.list(list).items.push_back(m.heap.retain(nursery_object(m, n)));
  }
  return list;
}

Value get_sleep_data(Machine& m, Args args) {
  const Value data = trio_of(kernel_of(m)).extras_of(slot_of(m, args[0])).sleep_data;
  return data.is_null() ? Value::none() : m.heap.retain(data);
}
Value set_sleep_data(Machine& m, Args args) {
  m.heap.assign(make_extras(kernel_of(m), slot_of(m, args[0])).sleep_data, m.heap.retain(args[1]));
  return Value::none();
}

// Task.coro: made when it is asked for, a coroutine with the task's own frame at its bottom.
Value get_coroutine(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  TaskExtras& task = make_extras(k, slot_of(m, args[0]));
  if (task.coroutine.is_null()) {
    Value bottom;
    for (Value frame = k.task(slot_of(m, args[0])).stack.top; !frame.is_null();
         frame = m.heap.frame(frame).back) {
      bottom = frame;
    }
    task.coroutine = m.heap.allocate(Type::kCoroutine);
    CoroutineBody& body = m.heap.coroutine(task.coroutine);
    body.started = true;
    // Also while it waits: nobody but the loop drives it.
    body.running = !bottom.is_null();
    if (!bottom.is_null()) {
      body.code = m.heap.frame(bottom).code;
      body.native = m.heap.frame(bottom).native;
      body.frame = m.heap.retain(bottom);
    }
  }
  return m.heap.retain(task.coroutine);
}

// points(): of the running task, which trio.testing compares.
Value points(Machine& m, Args) {
  Kernel* k = in_task(m);
  if (k == nullptr) return {};
  const TrioTask& task = trio_of(*k).task(k->current());
  return m.heap.new_tuple({Value::of_int(task.cancel_points), Value::of_int(task.schedule_points)});
}

Value repr(Machine& m, Args args) {
  return m.heap.new_str(task_repr(kernel_of(m), slot_of(m, args[0])));
}

}  // namespace

void keep_context(Kernel& k, TaskSlot slot) {
  Machine& m = k.machine;
  const Value task = k.task(slot).object;
  const Value klass = trio_of(k).context_class;
  if (task.is_null() || klass.is_null() || !value_of(m, task, kContext)->is_null()) return;
  const Owned context = own(m.heap, new_instance(m, klass, Value{}));
  const Value values = m.own_context(k.task(slot).stack);
  if (!context || !m.set_attribute(context.get(), m.symbols.intern("_values"), values)) return;
  m.heap.assign(*value_of(m, task, kContext), m.heap.retain(context.get()));
}

void add_tasks(Library& library) {
  library.klass("trio.lowlevel", "Task")
      .property("name", get_name, set_name)
      .property("context", get_context)
      .property("coro", get_coroutine)
      .property("parent_nursery", get_parent_nursery)
      .property("eventual_parent_nursery", get_eventual_parent_nursery)
      .property("child_nurseries", get_child_nurseries)
      .property("custom_sleep_data", get_sleep_data, set_sleep_data)
      .method("__repr__", "", repr);
  library.module("trio.lowlevel").function("current_task", "", current_task);
  library.module("_trio")
      .function("points", "", points)
      .function("show_contexts_as", "context_class", show_contexts_as);
}

}  // namespace grove::trio
