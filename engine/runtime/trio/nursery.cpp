#include "engine/runtime/trio/nursery.h"

#include <utility>

#include "engine/runtime/trio/cancel.h"

namespace grove::trio {

namespace {

// The event that made an exception known: its raise, its delivery (a Cancelled), or the step.
EventId raise_event(Runtime& rt, Value exception) {
  const EventId raised = rt.recorder.raise_of(rt.machine, exception);
  return raised ? raised : rt.recorder.step;
}

void add_exception(Runtime& rt, Nursery& nursery, Value exception, CancelCause cause,
                   EventId because) {
  nursery.pending.push_back(rt.machine.heap.retain(exception));
  rt.machine.heap.exception(exception).in_flight = false;
  cancel(rt, nursery.scope, std::move(cause), because);
}

void mark_loose(Machine& m, Value group) {
  const Owned notes = own(m.heap, m.heap.new_list({m.heap.new_str(kLooseNote)}));
  m.set_attribute(group, m.symbols.intern("__notes__"), notes.get());
}

// semantics D3 (2): closed once nothing is left that could add to it.
void check_closed(Runtime& rt, Nursery& nursery) {
  if (nursery.body_running || nursery.child_count > 0 || nursery.pending_starts > 0) return;
  nursery.closed = true;
  if (!nursery.owner_waits) return;
  nursery.owner_waits = false;
  const EventId because = nursery.last_child_exit ? nursery.last_child_exit : rt.recorder.step;
  rt.reschedule(nursery.owner, Resume{Resume::Kind::kValue, Value::none()}, because);
}

void record_closed(Runtime& rt, const Nursery& nursery, Value leaves) {
  const EventId because = nursery.last_child_exit ? nursery.last_child_exit : rt.recorder.step;
  const bool error = !leaves.is_null() && !Recorder::is_cancellation(rt.machine, leaves);
  rt.recorder.happen_because(
      because, NurseryClosed{.nursery = nursery.id,
                             .task = rt.kernel.task(nursery.owner).shown,
                             .scope = rt.trio.scope(nursery.scope).id,
                             .line = nursery.line,
                             .exception = error ? rt.machine.heap.exception(leaves).recorded
                                                : ExceptionId{}});
}

void remove_child(Runtime& rt, Nursery& nursery, TaskSlot child) {
  const Task& task = rt.kernel.task(child);
  (task.previous_sibling ? rt.kernel.task(task.previous_sibling).next_sibling
                         : nursery.first_child) = task.next_sibling;
  (task.next_sibling ? rt.kernel.task(task.next_sibling).previous_sibling : nursery.last_child) =
      task.previous_sibling;
  --nursery.child_count;
}

}  // namespace

NurserySlot open_nursery(Runtime& rt, bool strict, int32_t line, bool shown, ScopeKind how) {
  const ScopeSlot scope = new_scope(rt, how, shown);
  const NurserySlot slot{static_cast<int32_t>(rt.trio.nurseries.size())};
  rt.trio.nurseries.emplace_back();
  Nursery& nursery = rt.trio.nursery(slot);
  nursery.scope = scope;
  nursery.strict = strict;
  nursery.line = line;
  enter_scope(rt, scope, line);
  Task& owner = rt.current_task();
  nursery.owner = rt.current();
  nursery.status = owner.status;
  owner.child_nurseries.push_back(slot);
  if (!shown) return slot;
  nursery.id = NurseryId{rt.recorder.nurseries++};
  rt.recorder.happen(NurseryOpened{
      .nursery = nursery.id, .task = owner.shown, .scope = rt.trio.scope(scope).id, .line = line});
  return slot;
}

void begin_start(Runtime& rt, NurserySlot target) { ++rt.trio.nursery(target).pending_starts; }

void end_start(Runtime& rt, NurserySlot target) {
  Nursery& nursery = rt.trio.nursery(target);
  --nursery.pending_starts;
  check_closed(rt, nursery);
}

void move_started_task(Runtime& rt, const PendingStart& start) {
  Nursery& hidden = rt.trio.nursery(start.hidden);
  // The task will end by itself; outside start() there might be nobody to catch its Cancelled.
  if (rt.trio.status(hidden.status).effectively_cancelled) return;
  Nursery& target = rt.trio.nursery(start.target);
  EventId moved;
  while (hidden.first_child) {
    const TaskSlot child = hidden.first_child;
    remove_child(rt, hidden, child);
    add_child(rt, start.target, child);
    Task& task = rt.kernel.task(child);
    task.eventual_parent = {};
    moved = rt.recorder.happen(TaskMoved{.task = task.shown, .nursery = target.id});
  }
  move_status_contents(rt, hidden.status, hidden.owner, target.status, moved);
  check_closed(rt, hidden);
}

void add_child(Runtime& rt, NurserySlot slot, TaskSlot child) {
  Nursery& nursery = rt.trio.nursery(slot);
  Task& task = rt.kernel.task(child);
  task.parent = slot;
  task.previous_sibling = nursery.last_child;
  task.next_sibling = {};
  (nursery.last_child ? rt.kernel.task(nursery.last_child).next_sibling : nursery.first_child) =
      child;
  nursery.last_child = child;
  ++nursery.child_count;
}

void child_finished(Runtime& rt, NurserySlot slot, TaskSlot child, Value exception, EventId exit) {
  Nursery& nursery = rt.trio.nursery(slot);
  const Task& task = rt.kernel.task(child);
  remove_child(rt, nursery, child);
  nursery.last_child_exit = exit;
  if (nursery.closed && nursery.unloaded) return;
  if (!exception.is_null()) {
    // semantics D4: at once, in the middle of the pass.
    add_exception(
        rt, nursery, exception,
        CancelCause{.source = CancelReason::kNursery,
                    .has_text = true,
                    .text = "child task raised exception " + rt.machine.repr_of(exception),
                    .source_task = task_repr(rt, child),
                    .task = task.shown},
        exit);
  }
  check_closed(rt, nursery);
}

void begin_exit(Runtime& rt, NurserySlot slot, Value body) {
  Nursery& nursery = rt.trio.nursery(slot);
  const Task& owner = rt.kernel.task(nursery.owner);
  if (!body.is_null()) {
    const EventId because = raise_event(rt, body);
    if (nursery.id && !Recorder::is_cancellation(rt.machine, body)) {
      rt.recorder.happen_because(
          because, ExceptionPropagated{.exception = rt.machine.heap.exception(body).recorded,
                                       .from = owner.shown,
                                       .to = {Place::Kind::kNursery, nursery.id.value}});
    }
    add_exception(rt, nursery, body,
                  CancelCause{.source = CancelReason::kNursery,
                              .has_text = true,
                              .text = "Code block inside nursery contextmanager raised exception " +
                                      rt.machine.repr_of(body),
                              .source_task = task_repr(rt, nursery.owner),
                              .task = owner.shown},
                  because);
  }
  nursery.body_running = false;
  check_closed(rt, nursery);
  if (nursery.closed) {
    // semantics D3 (3b), D9: never itself a source of Cancelled.
    rt.block_shielded_checkpoint();
    return;
  }
  if (nursery.id && !nursery.left) {
    rt.recorder.happen(NurseryClosing{
        .nursery = nursery.id,
        .task = owner.shown,
        .scope = rt.trio.scope(nursery.scope).id,
        .line = nursery.line,
        .exception = body.is_null() ? ExceptionId{} : rt.machine.heap.exception(body).recorded});
  }
  nursery.owner_waits = true;
  const bool inside_start = rt.trio.scope(nursery.scope).how == ScopeKind::kStart;
  rt.block(BlockRequest{.on = inside_start ? WaitKind::kStart : WaitKind::kNursery,
                        .nursery = nursery.id,
                        .abort = AbortAction::kFail,
                        .exits = slot});
}

bool finish_exit(Runtime& rt, NurserySlot slot, Value* out) {
  Nursery& nursery = rt.trio.nursery(slot);
  Machine& m = rt.machine;
  std::vector<NurserySlot>& open = rt.kernel.task(nursery.owner).child_nurseries;
  if (open.empty()) return !m.raise_error("IndexError", "pop from empty list").is_null();
  const NurserySlot popped = open.back();
  open.pop_back();
  if (popped != slot) {
    return !m.raise_error("AssertionError", "Nursery misnesting detected!").is_null();
  }
  if (nursery.unloaded) {
    m.raise_error("AttributeError", "'Nursery' object has no attribute '_pending_excs'");
    return false;
  }
  Value leaves;
  std::vector<Value> pending = std::exchange(nursery.pending, {});
  nursery.unloaded = !pending.empty();
  if (!pending.empty()) {
    // semantics D5, D6
    if (!nursery.strict && pending.size() == 1) {
      leaves = pending.front();
    } else {
      leaves = m.new_group("Exceptions from Trio nursery", std::move(pending));
      if (!nursery.strict) mark_loose(m, leaves);
    }
  }
  if (nursery.id && !nursery.left) record_closed(rt, nursery, leaves);
  nursery.left = true;
  *out = close_scope(rt, nursery.scope, leaves);
  m.heap.assign(nursery.object, Value{});
  m.heap.assign(nursery.scope_object, Value{});
  return true;
}

void fail_nursery(Runtime& rt, NurserySlot slot, Value exception, CancelCause cause,
                  EventId because) {
  add_exception(rt, rt.trio.nursery(slot), exception, std::move(cause), because);
}

void abandon(Runtime& rt, NurserySlot slot, TaskSlot owner) {
  Nursery& nursery = rt.trio.nursery(slot);
  cancel(rt, nursery.scope,
         CancelCause{.source = CancelReason::kNursery,
                     .has_text = true,
                     .text = "Parent Task exited prematurely, abandoning this nursery without "
                             "exiting it properly.",
                     .source_task = task_repr(rt, owner),
                     .task = rt.kernel.task(owner).shown},
         rt.recorder.step);
  nursery.closed = true;
}

TaskName task_name(Runtime& rt, Value async_fn, Value name) {
  Machine& m = rt.machine;
  if (name.is(Type::kStr)) return {m.heap.str(name).utf8, m.heap.str(name).utf8};
  Value named = name.is_null() || name.is_none() ? async_fn : name;
  while (named.is(Type::kMethod)) named = m.heap.method(named).function;
  if (named.is(Type::kObject) && m.type_name(named) == "partial") {
    named = m.heap.object(named).values[0];
  }
  if (named.is(Type::kFunction)) {
    const Code& code = m.program().codes[static_cast<std::size_t>(m.heap.function(named).code)];
    return {code.name, "__main__." + code.qualname};
  }
  if (named.is(Type::kNative)) {
    const Native& native = m.library().natives()[named.index];
    return {native.name, native.module + "." + native.qualname};
  }
  const std::string repr = m.repr_of(named);
  return {repr, repr};
}

}  // namespace grove::trio
