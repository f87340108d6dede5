#include "engine/runtime/trio/starting.h"

#include <utility>

#include "engine/machine/protocols/format.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/spawning.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/tasks.h"

namespace grove::trio {

namespace {

// States of start()'s frame, besides those of make_coroutine. Its slots: the nursery, async_fn, the
// tuple of args, name, and then the task_status, an object whose id is a PendingStart and which
// holds what started() was given.
constexpr int32_t kWaitsForStarted = 1;
constexpr std::size_t kTaskStatus = 4;

PendingStart& start_of(Machine& m, Value task_status) {
  return trio_of(kernel_of(m)).starts[static_cast<std::size_t>(m.heap.object(task_status).id)];
}

// The body of the nursery inside start(): spawns the task.
bool spawn_child(Machine& m, FrameBody& frame, Resume resume, Turn* turn) {
  Kernel& k = kernel_of(m);
  const Value keyword = frame.slots[kTaskStatus];
  if (!m.is_callable(frame.slots[1])) {  // Trio makes a partial of it first
    m.raise_error("TypeError", "the first argument must be callable");
    *turn = Turn::raised();
    return false;
  }
  const Owned name = own(m.heap, m.heap.new_str("task_status"));
  const Value keyword_name = name.get();
  Value coroutine;
  if (!make_coroutine(m, frame, resume, frame.slots[1], m.heap.tuple(frame.slots[2]).items,
                      {&keyword, 1}, {&keyword_name, 1}, &coroutine, turn)) {
    return false;
  }
  const TaskName names = task_name(k, frame.slots[1], frame.slots[3]);
  const PendingStart& pending = start_of(m, keyword);
  const TaskSlot task = spawn(k, coroutine, names.bare, names.library, pending.hidden);
  trio_of(k).task(task).eventual_parent = pending.target;
  return true;
}

Turn refuse(Machine& m, const char* text) {
  m.raise_error("RuntimeError", text);
  return Turn::raised();
}

// What the inner nursery lets out is a group of one: the child's error, or the body's.
Turn raise_unwrapped(Machine& m, Value exception) {
  const Owned group = own(m.heap, exception);
  if (!m.is_group(exception)) {
    m.raise_as_is(m.heap.retain(exception));
    return Turn::raised();
  }
  const std::vector<Value>& members = m.heap.tuple(m.heap.exception(exception).members).items;
  if (members.size() == 1) {
    m.raise_as_is(m.heap.retain(members.front()));
    return Turn::raised();
  }
  const Value error = m.new_exception(
      m.exception_class("trio.TrioInternalError"),
      {m.heap.new_str("Internal nursery should not have multiple tasks. This can be caused by the "
                      "user managing to access the \"old\" nursery in `task_status` and spawning "
                      "tasks in it.")});
  m.heap.exception(error).cause = m.heap.retain(exception);
  m.heap.exception(error).context = m.heap.retain(exception);
  m.heap.exception(error).suppress_context = true;
  m.raise_as_is(error);
  return Turn::raised();
}

Turn finish_start(Machine& m, const FrameBody& frame) {
  Kernel& k = kernel_of(m);
  const Value status = frame.slots[kTaskStatus];
  const PendingStart pending = start_of(m, status);
  Value error;
  const bool left = finish_exit(k, pending.hidden, &error);
  end_start(k, pending.target);
  if (!left) return Turn::raised();
  if (!error.is_null()) return raise_unwrapped(m, error);
  if (!pending.started) return refuse(m, "child exited without calling task_status.started()");
  return Turn::done(m.heap.retain(m.heap.object(status).values[0]));
}

// started(value=None)
Value started(Machine& m, Args args) {
  PendingStart& pending = start_of(m, args[0]);
  if (pending.started) {
    return m.raise_error("RuntimeError", "called 'started' twice on the same task status");
  }
  pending.started = true;
  m.heap.object(args[0]).values.push_back(m.heap.retain(args[1]));
  move_started_task(kernel_of(m), pending);
  return Value::none();
}

Value ignored_started(Machine&, Args) { return Value::none(); }
Value ignored_repr(Machine& m, Args) { return m.heap.new_str("TASK_STATUS_IGNORED"); }
Value status_repr(Machine& m, Args args) {
  return m.heap.new_str("<Task status object at " + address_of(args[0]) + ">");
}

}  // namespace

Turn start(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == kWaitsForStarted) {
    m.heap.release(resume.value);
    return finish_start(m, frame);
  }
  Kernel& k = kernel_of(m);
  if (frame.state == 0) {
    if (in_task(m) == nullptr) return Turn::raised();
    const NurserySlot target{m.heap.object(frame.slots[0]).id};
    if (trio_of(k).nursery(target).closed) return refuse(m, "Nursery is closed to new arrivals");
    begin_start(k, target);
    const NurserySlot hidden = open_nursery(k, true, m.current_line(), true, ScopeKind::kStart);
    const int32_t number =
        add_row(k, trio_of(k).starts, PendingStart{.hidden = hidden, .target = target});
    frame.slots.push_back(m.new_object(class_named(m, "_TaskStatus"), number));
  }
  Turn turn;
  const bool spawned = spawn_child(m, frame, resume, &turn);
  if (!spawned && turn.kind != Turn::Kind::kRaise) return turn;
  const Owned error = own(m.heap, spawned ? Value{} : m.take_pending());
  begin_exit(k, start_of(m, frame.slots[kTaskStatus]).hidden, error.get());
  frame.state = kWaitsForStarted;
  return Turn::block();
}

void add_starting(Library& library) {
  library.unlisted_class(kUnlistedModule, "_TaskStatus")
      .open()
      .method("started", "value=None", started)
      .method("__repr__", "", status_repr);
  library.unlisted_class(kUnlistedModule, "_TaskStatusIgnored")
      .open()
      .method("started", "value=None", ignored_started)
      .method("__repr__", "", ignored_repr);
  library.module("trio").instance("TASK_STATUS_IGNORED", "trio._core._run._TaskStatusIgnored");
}

}  // namespace grove::trio
