
#include <utility>

#include "engine/runtime/kernel/thread_functions.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/delivery.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/system_tasks.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

namespace {

// What it was rescheduled with: a value, or an exception to raise here.
Turn wait_rescheduled(Machine& m, FrameBody& frame, Resume resume, WaitKind on, ObjectId object) {
  if (frame.state == 1) {
    if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
    m.raise(resume.value);
    return Turn::raised();
  }
  Kernel* k = in_task(m);
  if (k == nullptr) return Turn::raised();
  // Without a function, nothing breaks the wait off.
  const bool asks = !frame.slots[0].is_none();
  block(*k, BlockRequest{.on = on,
                         .object = object,
                         .abort = asks ? AbortAction::kAskProgram : AbortAction::kNone});
  m.heap.assign(make_extras(*k, k->current()).abort_function, m.heap.retain(frame.slots[0]));
  frame.state = 1;
  return Turn::block();
}

Turn wait_task_rescheduled(Machine& m, FrameBody& frame, Resume resume) {
  return wait_rescheduled(m, frame, resume, WaitKind::kReschedule, {});
}

// The same for what a thread will reschedule.
Turn wait_for_thread(Machine& m, FrameBody& frame, Resume resume) {
  return wait_rescheduled(m, frame, resume, WaitKind::kThread, thread_object_id(m, frame.slots[1]));
}

bool is_task(Machine& m, Value value) {
  return value.is(Type::kObject) && same(m.class_of(value), class_named(m, "Task"));
}

// reschedule(task, next_send=Value(None))
Value reschedule(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  if (!trio_of(k).running)
    return m.raise_error("RuntimeError", "must be called from async context");
  // Trio takes the AttributeError of what is no task for that of a runner that is not there.
  if (!is_task(m, args[0])) {
    m.raise_error("RuntimeError", "must be called from async context");
    m.heap.exception(m.pending()).suppress_context = true;
    return {};
  }
  const TaskSlot slot{m.heap.object(args[0]).id};
  if (k.task(slot).queued) {
    return m.raise(m.new_exception(m.exception_class("AssertionError"), {}));
  }
  Resume resume{Resume::Kind::kValue, Value::none()};
  if (!args[1].is_null()) {
    const std::string kind = m.class_display_name(m.class_of(args[1]));
    if (kind != "outcome.Value" && kind != "outcome.Error") {
      // The task unwraps whatever comes.
      m.raise_error("AttributeError",
                    "'" + m.type_name(args[1]) + "' object has no attribute 'unwrap'");
      resume = Resume{Resume::Kind::kException, m.take_pending()};
    } else {
      if (kind == "outcome.Error") resume.kind = Resume::Kind::kException;
      resume.value = m.heap.retain(m.heap.object(args[1]).values[0]);
    }
  }
  trio::reschedule(k, slot, resume, k.recorder.step);
  return Value::none();
}

Value raise_cancel(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const TaskSlot task{m.heap.object(args[0]).id};
  const Value raises = m.heap.object(args[0]).values[0];
  if (!raises.is_none()) {
    interrupt_arrived(k, task);
    return m.raise(m.heap.retain(raises));
  }
  return m.raise(new_cancelled(k, task, Value{}));
}

Value abort_name(Machine& m, Args args) {
  return m.heap.new_str(m.heap.object(args[0]).id == kAbortSucceeded ? "SUCCEEDED" : "FAILED");
}
Value abort_value(Machine& m, Args args) { return Value::of_int(m.heap.object(args[0]).id); }
Value abort_str(Machine& m, Args args) {
  return m.heap.new_str(m.heap.object(args[0]).id == kAbortSucceeded ? "Abort.SUCCEEDED"
                                                                     : "Abort.FAILED");
}
Value abort_repr(Machine& m, Args args) {
  return m.heap.new_str(m.heap.object(args[0]).id == kAbortSucceeded ? "<Abort.SUCCEEDED: 1>"
                                                                     : "<Abort.FAILED: 2>");
}

// Abort(value): the member that has it.
Value abort_of_value(Machine& m, Args args) {
  for (const char* member : {"SUCCEEDED", "FAILED"}) {
    const Value found = m.get_attribute(args[0], m.symbols.intern(member));
    if (m.equal(found, args[1]) || m.equal(Value::of_int(m.heap.object(found).id), args[1])) {
      return found;
    }
    m.heap.release(found);
  }
  return m.raise_error("ValueError", m.repr_of(args[1]) + " is not a valid Abort");
}

Value in_trio_run(Machine& m, Args) { return Value::boolean(trio_of(kernel_of(m)).running); }
Value in_trio_task(Machine& m, Args) { return Value::boolean(kernel_of(m).in_task()); }

}  // namespace

void add_lowlevel(Library& library) {
  library.klass("trio.lowlevel", "Abort")
      .open()
      .constructor("value", abort_of_value)
      .called("EnumType.__call__")
      .instance("SUCCEEDED", kAbortSucceeded)
      .instance("FAILED", kAbortFailed)
      .property("name", abort_name)
      .property("value", abort_value)
      .method("__str__", "", abort_str)
      .method("__repr__", "", abort_repr);
  library.unlisted_class(kUnlistedModule, "_RaiseCancel").method("__call__", "", raise_cancel);
  library.module("_trio").coroutine("wait_for_thread", "abort_func, thread", wait_for_thread);
  library.module("trio.lowlevel")
      .coroutine("wait_task_rescheduled", "abort_func", wait_task_rescheduled)
      .function("reschedule", "task, next_send=?", reschedule)
      .function("in_trio_run", "", in_trio_run)
      .function("in_trio_task", "", in_trio_task);
}

}  // namespace grove::trio
