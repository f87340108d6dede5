// open_nursery and Nursery as programs see them (semantics D).

#include "engine/machine/containers.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/spawning.h"
#include "engine/runtime/trio/starting.h"
#include "engine/runtime/trio/support.h"

namespace grove::trio {

namespace {

NurserySlot nursery_of(Machine& m, Value self) { return NurserySlot{m.heap.object(self).id}; }

// The manager that open_nursery() returns. id: 1 = strict. values: [nursery, once entered].
Value open_nursery_function(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  bool strict = trio_of(k).strict;
  if (!args[0].is_none()) {
    bool failed = false;
    strict = m.truth(args[0], &failed);
    if (failed) return {};
  }
  return m.new_object(class_named(m, "NurseryManager"), strict ? 1 : 0);
}

Turn manager_enter(Machine& m, FrameBody& frame, Resume) {
  Kernel* k = in_task(m);
  if (k == nullptr) return Turn::raised();
  const Value manager = frame.slots[0];
  const NurserySlot slot = open_nursery(*k, m.heap.object(manager).id == 1, m.current_line());
  const Value nursery = nursery_object(m, slot);
  m.heap.object(manager).values.push_back(m.heap.retain(nursery));
  return Turn::done(m.heap.retain(nursery));
}

Turn manager_exit(Machine& m, FrameBody& frame, Resume resume) {
  Kernel* k = in_task(m);
  if (k == nullptr) return Turn::raised();
  const Value body = frame.slots[2].is_none() ? Value{} : frame.slots[2];
  const NurserySlot slot = nursery_of(m, m.heap.object(frame.slots[0]).values[0]);
  if (frame.state == 0) {
    frame.state = 1;
    begin_exit(*k, slot, body);
    return Turn::block();
  }
  m.heap.release(resume.value);
  const Value rest = finish_exit(*k, slot);
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
  const SpawnRequest request{
      .async_fn = frame.slots[1], .args = frame.slots[2], .name = frame.slots[3]};
  TaskSlot task;
  Turn turn;
  if (!spawn_into(m, frame, resume, nursery_of(m, frame.slots[0]), request, &task, &turn)) {
    return turn;
  }
  return Turn::done(Value::none());
}

Value get_cancel_scope(Machine& m, Args args) {
  Nursery& nursery = trio_of(kernel_of(m)).nursery(nursery_of(m, args[0]));
  // Kept in the object, so that it is the same one at each look.
  auto& values = m.heap.object(args[0]).values;
  if (values.empty())
    values.push_back(m.new_object(class_named(m, "CancelScope"), nursery.scope.value));
  return m.heap.retain(values[0]);
}

Value get_parent_task(Machine& m, Args args) {
  const TaskSlot owner = trio_of(kernel_of(m)).nursery(nursery_of(m, args[0])).owner;
  return owner ? m.heap.retain(task_object(m, owner)) : Value::none();
}

Value get_child_tasks(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const Nursery& nursery = trio_of(k).nursery(nursery_of(m, args[0]));
  const Value children = m.heap.new_set();
  for (TaskSlot t = nursery.first_child; t; t = trio_of(k).task(t).next_sibling) {
    set_add(m, children, task_object(m, t));
  }
  return children;
}

Value refuse_with(Machine& m, Args) {
  return m.raise_error("RuntimeError",
                       "use 'async with open_nursery(...)', not 'with open_nursery(...)'");
}

}  // namespace

void add_nurseries(Library& library) {
  library.klass("trio", "NurseryManager")
      .method_coroutine("__aenter__", "", manager_enter)
      .method_coroutine("__aexit__", "etype, exc, tb", manager_exit)
      .method("__enter__", "", refuse_with)
      .method("__exit__", "etype, exc, tb", refuse_with);
  library.klass("trio", "Nursery")
      .method_turns("start_soon", "async_fn, *args, name=None", start_soon)
      .method_coroutine("start", "async_fn, *args, name=None", start)
      .property("child_tasks", get_child_tasks)
      .property("cancel_scope", get_cancel_scope)
      .property("parent_task", get_parent_task);
  library.module("trio").function("open_nursery", "strict_exception_groups=None",
                                  open_nursery_function);
}

}  // namespace grove::trio
