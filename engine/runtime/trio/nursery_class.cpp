// open_nursery and Nursery as programs see them (semantics D).

#include <utility>

#include "engine/machine/types/containers.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/spawning.h"
#include "engine/runtime/trio/starting.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/tasks.h"

namespace grove::trio {

namespace {

NurserySlot nursery_of(Machine& m, Value self) { return NurserySlot{m.heap.object(self).id}; }

// The manager that open_nursery() returns. id: as follows. values: [nursery, once entered; what
// strict_exception_groups= was].
enum NurseryKind : int32_t { kLoose, kStrict, kHidden };
Value open_nursery_function(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  bool strict = trio_of(k).strict;
  if (args[0].is_none()) {
    if (in_run(m) == nullptr) return {};
  } else {
    bool failed = false;
    strict = m.truth(args[0], &failed);
    if (failed) return {};
    if (!strict) warn_not_strict(k, "open_nursery(strict_exception_groups=False)");
  }
  const Value manager = m.new_object(class_named(m, "NurseryManager"), strict ? kStrict : kLoose);
  m.heap.object(manager).values = {
      Value{}, args[0].is_none() ? Value::boolean(strict) : m.heap.retain(args[0])};
  return manager;
}

// The same that the record does not show.
Value open_hidden_nursery(Machine& m, Args) {
  const Value manager = m.new_object(class_named(m, "NurseryManager"), kHidden);
  m.heap.object(manager).values = {Value{}, Value::boolean(true)};
  return manager;
}

Value manager_repr(Machine& m, Args args) {
  return m.heap.new_str("NurseryManager(strict_exception_groups=" +
                        m.repr_of(m.heap.object(args[0]).values[1]) + ")");
}

Turn manager_enter(Machine& m, FrameBody& frame, Resume) {
  Kernel* k = in_task(m);
  if (k == nullptr) return Turn::raised();
  ObjectBody& manager = m.heap.object(frame.slots[0]);
  const bool shown = manager.id != kHidden;
  const NurserySlot slot = open_nursery(*k, manager.id != kLoose, m.current_line(), shown);
  const Value nursery = nursery_object(m, slot);
  // Entered again, it forgets the nursery it had.
  m.heap.assign(manager.values[0], m.heap.retain(nursery));
  return Turn::done(m.heap.retain(nursery));
}

Turn manager_exit(Machine& m, FrameBody& frame, Resume resume) {
  Kernel* k = in_task(m);
  if (k == nullptr) return Turn::raised();
  const Value body = frame.slots[2].is_none() ? Value{} : frame.slots[2];
  const ObjectBody& manager = m.heap.object(frame.slots[0]);
  if (manager.values[0].is_null()) {
    m.raise_error("AttributeError", "'NurseryManager' object has no attribute '_nursery'");
    return Turn::raised();
  }
  // What it is at each end of the wait: it may have been entered again meanwhile.
  if (frame.state == 0) {
    const NurserySlot slot = nursery_of(m, manager.values[0]);
    frame.scratch[0] = slot.value;
    frame.state = 1;
    begin_exit(*k, slot, body);
    return Turn::block();
  }
  m.heap.release(resume.value);
  Value rest;
  const NurserySlot slot{static_cast<int32_t>(frame.scratch[0])};
  if (!finish_exit(*k, slot, &rest)) return Turn::raised();
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

// start_hidden(nursery, async_fn, *args): of a helper that the record does not show.
Turn start_hidden(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  Value coroutine;
  Turn turn;
  if (!make_coroutine(m, frame, resume, frame.slots[1], m.heap.tuple(frame.slots[2]).items, {}, {},
                      &coroutine, &turn)) {
    return turn;
  }
  const TaskName names = task_name(k, frame.slots[1], Value{});
  spawn(k, coroutine, "", names.library, nursery_of(m, frame.slots[0]), false);
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
  const Value children = m.heap.new_frozen_set();
  for (TaskSlot t = nursery.first_child; t; t = trio_of(k).task(t).next_sibling) {
    set_add(m, children, task_object(m, t));
  }
  return children;
}

Value refuse_with(Machine& m, Args) {
  return m.raise_error("RuntimeError",
                       "use 'async with open_nursery(...)', not 'with open_nursery(...)'");
}

Value refuse_to_leave(Machine& m, Args) {
  return m.raise_error("AssertionError", "Never called, but should be defined");
}

}  // namespace

void add_nurseries(Library& library) {
  library.unlisted_class(kUnlistedModule, "NurseryManager")
      .open()
      .method("__repr__", "", manager_repr)
      .method_coroutine("__aenter__", "", manager_enter)
      .method_coroutine("__aexit__", "etype, exc, tb", manager_exit)
      .method("__enter__", "", refuse_with)
      .method("__exit__", "etype, exc, tb", refuse_to_leave);
  library.klass("trio", "Nursery")
      .open()
      .method_turns("start_soon", "async_fn, *args, name=None", start_soon)
      .method_coroutine("start", "async_fn, *args, name=None", start)
      .property("child_tasks", get_child_tasks)
      .property("cancel_scope", get_cancel_scope)
      .property("parent_task", get_parent_task);
  library.module("_trio")
      .function("open_hidden_nursery", "", open_hidden_nursery)
      .turns("start_hidden", "nursery, async_fn, *args", start_hidden);
  library.module("trio").function("open_nursery", "strict_exception_groups=None",
                                  open_nursery_function);
}

}  // namespace grove::trio
