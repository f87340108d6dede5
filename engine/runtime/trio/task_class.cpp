// Task as programs see it.

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

// The object's values: the name that the program gave it, if it did.
Value get_name(Machine& m, Args args) {
  const std::vector<Value>& given = m.heap.object(args[0]).values;
  if (!given.empty()) return m.heap.retain(given[0]);
  return m.heap.new_str(trio_of(kernel_of(m)).name_of(slot_of(m, args[0])));
}
Value set_name(Machine& m, Args args) {
  std::vector<Value>& given = m.heap.object(args[0]).values;
  if (given.empty()) given.emplace_back();
  m.heap.assign(given[0], m.heap.retain(args[1]));
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

void add_tasks(Library& library) {
  library.klass("trio.lowlevel", "Task")
      .property("name", get_name, set_name)
      .property("coro", get_coroutine)
      .property("parent_nursery", get_parent_nursery)
      .property("eventual_parent_nursery", get_eventual_parent_nursery)
      .property("child_nurseries", get_child_nurseries)
      .property("custom_sleep_data", get_sleep_data, set_sleep_data)
      .method("__repr__", "", repr);
  library.module("trio.lowlevel").function("current_task", "", current_task);
  library.module("_trio").function("points", "", points);
}

}  // namespace grove::trio
