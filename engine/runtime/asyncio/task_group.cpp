#include "engine/runtime/asyncio/task_group.h"

#include <string>
#include <utility>

#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/cancelling.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/initializing.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/reports.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"
#include "engine/runtime/asyncio/words.h"

namespace grove::aio {

namespace {

// Values of the object; its id is that of the nursery, as which the record shows it.
enum GroupValue : std::size_t {
  kEntered,
  kExiting,
  kAborting,
  kParentCancelRequested,
  kParent,       // the task that entered it
  kTasks,        // a set
  kErrors,       // a list
  kBaseError,    // or None
  kOnCompleted,  // the future that the exit waits for, or None
  kScope,
  kLine,
  kValueCount
};

Value& field(Machine& m, Value self, GroupValue which) { return m.heap.object(self).values[which]; }
bool flag(Machine& m, Value self, GroupValue which) { return field(m, self, which).integer != 0; }
void raise_flag(Machine& m, Value self, GroupValue which) {
  field(m, self, which) = Value::boolean(true);
}
NurseryId nursery_of(Machine& m, Value self) { return NurseryId{m.heap.object(self).id}; }
ScopeId scope_of(Machine& m, Value self) {
  return ScopeId{static_cast<int32_t>(field(m, self, kScope).integer)};
}
TaskSlot parent_of(Kernel& k, Value self) {
  return future_of(k, field(k.machine, self, kParent)).task;
}
int32_t children(Machine& m, Value self) { return m.heap.set(field(m, self, kTasks)).size; }

Value construct(Machine& m, Args args) {
  const Value self = m.new_object(args[0], -1);
  std::vector<Value>& values = m.heap.object(self).values;
  values.assign(kValueCount, Value::none());
  for (GroupValue each : {kEntered, kExiting, kAborting, kParentCancelRequested}) {
    values[each] = Value::boolean(false);
  }
  values[kTasks] = m.heap.new_set();
  values[kErrors] = m.heap.new_list({});
  values[kScope] = values[kLine] = Value::of_int(-1);
  return self;
}

std::string repr_of(Machine& m, Value self) {
  std::string text = "<TaskGroup";
  if (children(m, self) > 0) text += " tasks=" + std::to_string(children(m, self));
  const Value errors = field(m, self, kErrors);
  if (errors.is(Type::kList) && !m.heap.list(errors).items.empty()) {
    text += " errors=" + std::to_string(m.heap.list(errors).items.size());
  }
  if (flag(m, self, kAborting)) {
    text += " cancelling";
  } else if (flag(m, self, kEntered)) {
    text += " entered";
  }
  return text + ">";
}

Value repr(Machine& m, Args args) { return m.heap.new_str(repr_of(m, args[0])); }

bool is_base_error(Machine& m, Value exception) {
  return m.is_instance(exception, m.exception_class("SystemExit")) ||
         m.is_instance(exception, m.exception_class("KeyboardInterrupt"));
}

// --- Entering ---

Turn enter(Machine& m, FrameBody& frame, Resume) {
  const Value self = frame.slots[0];
  if (flag(m, self, kEntered)) {
    m.raise_error("RuntimeError", "TaskGroup " + repr_of(m, self) + " has been already entered");
    return Turn::raised();
  }
  raise_flag(m, self, kEntered);
  if (running_loop(m) < 0) return Turn::raised();
  Kernel& k = kernel_of(m);
  const TaskSlot slot = running_task(k);
  if (!slot) {
    m.raise_error("RuntimeError",
                  "TaskGroup " + repr_of(m, self) + " cannot determine the parent task");
    return Turn::raised();
  }
  const Value task = asyncio_of(k).future(asyncio_of(k).task(slot).future).object;
  m.heap.assign(field(m, self, kParent), m.heap.retain(task));
  const ScopeId scope = open_scope(k, slot, ScopeKind::kTaskGroup, kNever);
  const NurseryId nursery{k.recorder.nurseries++};
  m.heap.object(self).id = nursery.value;
  field(m, self, kScope) = Value::of_int(scope.value);
  field(m, self, kLine) = Value::of_int(m.current_line());
  k.recorder.happen(NurseryOpened{
      .nursery = nursery, .task = k.task(slot).shown, .scope = scope, .line = m.current_line()});
  return Turn::done(m.heap.retain(self));
}

Value create_task_method(Machine& m, Args args) {
  const Value self = args[0];
  const auto refuse = [&](const char* why) {
    return m.raise_error("RuntimeError", "TaskGroup " + repr_of(m, self) + why);
  };
  if (!flag(m, self, kEntered)) return refuse(" has not been entered");
  if (flag(m, self, kExiting) && children(m, self) == 0) return refuse(" is finished");
  if (flag(m, self, kAborting)) return refuse(" is shutting down");
  Kernel& k = kernel_of(m);
  const int32_t loop = future_of(k, field(m, self, kParent)).loop;
  if (!check_closed(m, loop)) return {};
  const Owned task = own(m.heap, create_task(m, NewTask{.loop = loop,
                                                        .coroutine = args[1],
                                                        .name = args[2],
                                                        .context = args[3],
                                                        .names_twice = true,
                                                        .group = nursery_of(m, self),
                                                        .parent = parent_of(k, self)}));
  if (!task) return {};
  add_callback(k, task.get(),
               Callback{.kind = CallbackKind::kGroupChild, .target = m.heap.retain(self)});
  if (!set_add(m, field(m, self, kTasks), task.get())) return {};
  return m.heap.retain(task.get());
}

// --- Cancelling ---

// `by`: whose failure or cancellation it is, the body's or a child's.
void abort(Kernel& k, Value self, TaskSlot by, EventId because = {}) {
  Machine& m = k.machine;
  raise_flag(m, self, kAborting);
  const EventId cancelled = k.recorder.happen_because(
      because ? because : k.recorder.step, ScopeCancelled{.scope = scope_of(m, self),
                                                          .reason = CancelReason::kNursery,
                                                          .text = {},
                                                          .task = k.task(by).shown});
  std::vector<Value> tasks;
  for (int32_t at = 0; const auto* entry = next_entry(m.heap.set(field(m, self, kTasks)), &at);) {
    tasks.push_back(entry->key);
  }
  for (Value task : tasks) {
    const AioFuture& f = future_of(k, task);
    if (is_done(f)) continue;
    cancel_task(k, f.task, Value::none(), {.because = cancelled, .scope = scope_of(m, self)});
  }
}

// --- Leaving ---

// Slots: self, et, exc, tb, and what is to be raised of cancellations, or None.
enum Slot : std::size_t { kSelf, kType, kException, kTraceback, kPropagate };

void begin_leaving(Machine& m, FrameBody& frame) {
  Kernel& k = kernel_of(m);
  const Value self = frame.slots[kSelf], exception = frame.slots[kException];
  raise_flag(m, self, kExiting);
  const bool raised = !exception.is_none();
  if (raised && is_base_error(m, exception) && field(m, self, kBaseError).is_none()) {
    field(m, self, kBaseError) = m.heap.retain(exception);
  }
  const bool cancelled = same(frame.slots[kType], m.exception_class(kCancelledError));
  frame.slots.push_back(cancelled ? m.heap.retain(exception) : Value::none());
  if (flag(m, self, kParentCancelRequested) && uncancel(k, parent_of(k, self)) == 0) {
    m.heap.assign(frame.slots[kPropagate], Value::none());
  }
  if (!frame.slots[kType].is_none() && !flag(m, self, kAborting))
    abort(k, self, parent_of(k, self));
  if (children(m, self) == 0) return;
  k.recorder.happen(
      NurseryClosing{.nursery = nursery_of(m, self),
                     .task = k.task(parent_of(k, self)).shown,
                     .scope = scope_of(m, self),
                     .line = static_cast<int32_t>(field(m, self, kLine).integer),
                     .exception = raised ? m.heap.exception(exception).recorded : ExceptionId{}});
}

Turn wait_for_children(Machine& m, FrameBody& frame) {
  Kernel& k = kernel_of(m);
  const Value self = frame.slots[kSelf];
  const Value future = new_future(k, future_of(k, field(m, self, kParent)).loop);
  m.heap.assign(field(m, self, kOnCompleted), future);
  frame.state = 1;
  return wait_for_future(m, future, Wait{.on = WaitKind::kNursery, .nursery = nursery_of(m, self)});
}

// While it waited, its task was cancelled: once more, or for the first time.
bool take_interruption(Machine& m, FrameBody& frame, Value exception) {
  const Value self = frame.slots[kSelf];
  if (!m.is_instance(exception, m.exception_class(kCancelledError))) return false;
  if (flag(m, self, kAborting)) {
    m.heap.release(exception);
    return true;
  }
  m.heap.assign(frame.slots[kPropagate], exception);
  abort(kernel_of(m), self, parent_of(kernel_of(m), self));
  return true;
}

void record_end(Machine& m, Value self, bool caught, Value error) {
  Kernel& k = kernel_of(m);
  const ExceptionId exception = error.is_null() ? ExceptionId{} : m.heap.exception(error).recorded;
  k.recorder.happen(NurseryClosed{.nursery = nursery_of(m, self),
                                  .task = k.task(parent_of(k, self)).shown,
                                  .scope = scope_of(m, self),
                                  .line = static_cast<int32_t>(field(m, self, kLine).integer),
                                  .exception = exception});
  close_scope(k, parent_of(k, self), scope_of(m, self), caught);
}

// What the block ends with: null, or an exception (new reference).
Value final_error(Machine& m, FrameBody& frame, bool* is_group) {
  const Value self = frame.slots[kSelf], exception = frame.slots[kException];
  const Value errors = field(m, self, kErrors);
  *is_group = false;
  if (!field(m, self, kBaseError).is_none()) return m.heap.retain(field(m, self, kBaseError));
  const Value propagate = frame.slots[kPropagate];
  if (!propagate.is_none() && m.heap.list(errors).items.empty()) return m.heap.retain(propagate);
  const bool is_error = !frame.slots[kType].is_none() &&
                        !same(frame.slots[kType], m.exception_class(kCancelledError));
  if (is_error) m.heap.append(errors, m.heap.retain(exception));
  if (m.heap.list(errors).items.empty()) return {};
  std::vector<Value> members = m.heap.list(errors).items;
  for (Value v : members) m.heap.retain(v);
  m.heap.assign(field(m, self, kErrors), Value::none());
  *is_group = true;
  return m.new_group("unhandled errors in a TaskGroup", std::move(members));
}

Turn finish_leaving(Machine& m, FrameBody& frame) {
  const Value self = frame.slots[kSelf];
  bool is_group = false;
  const Value error = final_error(m, frame, &is_group);
  const bool caught = flag(m, self, kAborting) && (error.is_null() || !m.is_cancellation(error));
  record_end(m, self, caught, error);
  if (error.is_null()) return Turn::done(Value::none());
  if (is_group) m.heap.exception(error).suppress_context = true;
  m.raise(error);
  return Turn::raised();
}

Turn leave(Machine& m, FrameBody& frame, Resume resume) {
  const Value self = frame.slots[kSelf];
  if (frame.state == 0) {
    begin_leaving(m, frame);
  } else {
    if (resume.kind == Resume::Kind::kValue) {
      m.heap.release(resume.value);
    } else if (!take_interruption(m, frame, resume.value)) {
      return raise_resumed(m, resume);
    }
    m.heap.assign(field(m, self, kOnCompleted), Value::none());
  }
  return children(m, self) > 0 ? wait_for_children(m, frame) : finish_leaving(m, frame);
}

EventId record_error(Kernel& k, Value self, Value task, Value error) {
  const ExceptionId exception = k.machine.heap.exception(error).recorded;
  if (!exception) return {};
  return k.recorder.happen(
      ExceptionPropagated{.exception = exception,
                          .from = k.task(future_of(k, task).task).shown,
                          .to = Place{Place::Kind::kNursery, nursery_of(k.machine, self).value}});
}

}  // namespace

void group_child_done(Kernel& k, Value self, Value task) {
  Machine& m = k.machine;
  bool found = false;
  set_remove(m, field(m, self, kTasks), task, &found);
  const Value on_completed = field(m, self, kOnCompleted);
  if (!on_completed.is_none() && children(m, self) == 0 && !is_done(future_of(k, on_completed))) {
    set_result(k, on_completed, Value::boolean(true));
  }
  AioFuture& f = future_of(k, task);
  if (is_cancelled(f)) return;
  f.log_traceback = false;
  if (f.exception.is_null()) return;
  const Value errors = field(m, self, kErrors);
  if (errors.is(Type::kList)) m.heap.append(errors, m.heap.retain(f.exception));
  if (is_base_error(m, f.exception) && field(m, self, kBaseError).is_none()) {
    field(m, self, kBaseError) = m.heap.retain(f.exception);
  }
  const Value parent = field(m, self, kParent);
  if (is_done(future_of(k, parent))) {
    const std::string message = "Task " + future_repr(k, task) +
                                " has errored out but its parent task " + future_repr(k, parent) +
                                " is already completed";
    return call_exception_handler(
        k, f.loop, new_context(m, message, {{"exception", f.exception}, {"task", task}}));
  }
  const EventId because = record_error(k, self, task, f.exception);
  if (flag(m, self, kAborting) || flag(m, self, kParentCancelRequested)) return;
  abort(k, self, f.task, because);
  raise_flag(m, self, kParentCancelRequested);
  cancel_task(k, parent_of(k, self), Value::none(),
              {.because = because, .scope = scope_of(m, self)});
}

void add_task_groups(Library& library) {
  library.module("asyncio").shown_as("asyncio.taskgroups");
  library.klass("asyncio", "TaskGroup")
      .open()
      .constructor("", construct)
      .initializer("", initialize<construct>)
      .method("create_task", "coro, *, name=None, context=None", create_task_method)
      .method("__repr__", "", repr)
      .method_coroutine("__aenter__", "", enter)
      .method_coroutine("__aexit__", "et, exc, tb", leave);
}

}  // namespace grove::aio
