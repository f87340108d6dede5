// open_nursery, Nursery and Task as programs see them (semantics D).

#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/module.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/spawning.h"

namespace grove::trio {

Value nursery_object(Machine& m, NurserySlot slot) {
  Nursery& nursery = runtime_of(m).trio.nursery(slot);
  if (nursery.object.is_null()) {
    nursery.object = m.new_object(class_named(m, "Nursery"), slot.value);
  }
  return nursery.object;
}

Value task_object(Machine& m, TaskSlot slot) {
  Task& task = runtime_of(m).kernel.task(slot);
  if (task.object.is_null()) task.object = m.new_object(class_named(m, "Task"), slot.value);
  return task.object;
}

namespace {

NurserySlot nursery_of(Machine& m, Value self) { return NurserySlot{m.heap.object(self).id}; }
TaskSlot task_of(Machine& m, Value self) { return TaskSlot{m.heap.object(self).id}; }

// The manager that open_nursery() returns. id: 1 = strict. values: [nursery, once entered].
Value open_nursery_function(Machine& m, Args args) {
  Runtime& rt = runtime_of(m);
  bool strict = rt.trio.strict;
  if (!args[0].is_none()) {
    bool failed = false;
    strict = m.truth(args[0], &failed);
    if (failed) return {};
  }
  return m.new_object(class_named(m, "NurseryManager"), strict ? 1 : 0);
}

Turn manager_enter(Machine& m, FrameBody& frame, Resume) {
  Runtime* rt = in_task(m);
  if (rt == nullptr) return Turn::raised();
  const Value manager = frame.slots[0];
  const NurserySlot slot = open_nursery(*rt, m.heap.object(manager).id == 1, m.current_line());
  const Value nursery = nursery_object(m, slot);
  m.heap.object(manager).values.push_back(m.heap.retain(nursery));
  return Turn::done(m.heap.retain(nursery));
}

Turn manager_exit(Machine& m, FrameBody& frame, Resume resume) {
  Runtime* rt = in_task(m);
  if (rt == nullptr) return Turn::raised();
  const Value body = frame.slots[2].is_none() ? Value{} : frame.slots[2];
  const NurserySlot slot = nursery_of(m, m.heap.object(frame.slots[0]).values[0]);
  if (frame.state == 0) {
    frame.state = 1;
    begin_exit(*rt, slot, body);
    return Turn::block();
  }
  m.heap.release(resume.value);
  const Value rest = finish_exit(*rt, slot);
  if (rest.is_null()) return Turn::done(Value::boolean(true));
  if (same(rest, body)) {
    m.heap.release(rest);
    return Turn::done(Value::boolean(false));
  }
  // With the context it has, not with the body's exception.
  m.raise_as_is(rest);
  return Turn::raised();
}

// start_soon(async_fn, *args, name=None) (semantics D2)
Turn start_soon(Machine& m, FrameBody& frame, Resume resume) {
  Runtime& rt = runtime_of(m);
  const NurserySlot slot = nursery_of(m, frame.slots[0]);
  const Value async_fn = frame.slots[1];
  if (frame.state == 0 && rt.trio.nursery(slot).closed) {
    m.raise_error("RuntimeError", "Nursery is closed to new arrivals");
    return Turn::raised();
  }
  Value coroutine;
  Turn turn;
  if (!make_coroutine(m, frame, resume, async_fn, m.heap.tuple(frame.slots[2]).items, {}, {},
                      &coroutine, &turn)) {
    return turn;
  }
  TaskName names = task_name(rt, async_fn, frame.slots[3]);
  rt.spawn(coroutine, names.bare, std::move(names.library), slot);
  return Turn::done(Value::none());
}

Value get_cancel_scope(Machine& m, Args args) {
  Nursery& nursery = runtime_of(m).trio.nursery(nursery_of(m, args[0]));
  // Kept in the object, so that it is the same one at each look.
  auto& values = m.heap.object(args[0]).values;
  if (values.empty()) values.push_back(m.new_object(class_named(m, "CancelScope"), nursery.scope.value));
  return m.heap.retain(values[0]);
}

Value get_parent_task(Machine& m, Args args) {
  const TaskSlot owner = runtime_of(m).trio.nursery(nursery_of(m, args[0])).owner;
  return owner ? m.heap.retain(task_object(m, owner)) : Value::none();
}

Value current_task(Machine& m, Args) {
  Runtime* rt = in_task(m);
  return rt == nullptr ? Value{} : m.heap.retain(task_object(m, rt->current()));
}

Value get_name(Machine& m, Args args) {
  return m.heap.new_str(runtime_of(m).kernel.task(task_of(m, args[0])).library_name);
}

Value get_parent_nursery(Machine& m, Args args) {
  const NurserySlot parent = runtime_of(m).kernel.task(task_of(m, args[0])).parent;
  return parent ? m.heap.retain(nursery_object(m, parent)) : Value::none();
}

Value get_child_nurseries(Machine& m, Args args) {
  const Value list = m.heap.new_list({});
  for (NurserySlot n : runtime_of(m).kernel.task(task_of(m, args[0])).child_nurseries) {
    m.heap.list(list).items.push_back(m.heap.retain(nursery_object(m, n)));
  }
  return list;
}

}  // namespace

void add_nurseries(Library& library) {
  library.klass("trio", "NurseryManager")
      .method_coroutine("__aenter__", "", manager_enter)
      .method_coroutine("__aexit__", "etype, exc, tb", manager_exit);
  library.klass("trio", "Nursery")
      .method_turns("start_soon", "async_fn, *args, name=None", start_soon)
      .property("cancel_scope", get_cancel_scope)
      .property("parent_task", get_parent_task);
  library.module("trio").function("open_nursery", "strict_exception_groups=None",
                                  open_nursery_function);
}

void add_tasks(Library& library) {
  library.klass("trio.lowlevel", "Task")
      .property("name", get_name)
      .property("parent_nursery", get_parent_nursery)
      .property("child_nurseries", get_child_nurseries);
  library.module("trio.lowlevel").function("current_task", "", current_task);
}

}  // namespace grove::trio
