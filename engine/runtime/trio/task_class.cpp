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
  return m.heap.new_str(kernel_of(m).task(slot_of(m, args[0])).library_name);
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
  const Value data = task_of(m, args[0]).sleep_data;
  return data.is_null() ? Value::none() : m.heap.retain(data);
}
Value set_sleep_data(Machine& m, Args args) {
  m.heap.assign(task_of(m, args[0]).sleep_data, m.heap.retain(args[1]));
  return Value::none();
}

Value repr(Machine& m, Args args) {
  return m.heap.new_str(task_repr(kernel_of(m), slot_of(m, args[0])));
}

}  // namespace

void add_tasks(Library& library) {
  library.klass("trio.lowlevel", "Task")
      .property("name", get_name, set_name)
      .property("parent_nursery", get_parent_nursery)
      .property("eventual_parent_nursery", get_eventual_parent_nursery)
      .property("child_nurseries", get_child_nurseries)
      .property("custom_sleep_data", get_sleep_data, set_sleep_data)
      .method("__repr__", "", repr);
  library.module("trio.lowlevel").function("current_task", "", current_task);
}

}  // namespace grove::trio
