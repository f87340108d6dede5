#include "engine/runtime/trio/nursery.h"

#include <utility>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/causes.h"
#include "engine/runtime/trio/status.h"
#include "engine/runtime/trio/words.h"

namespace grove::trio {

namespace {

// The event that made an exception known: its raise, its delivery (a Cancelled), or the step.
EventId raise_event(Kernel& k, Value exception) {
  const EventId raised = k.recorder.raise_of(k.machine, exception);
  return raised ? raised : k.recorder.step;
}

void add_exception(Kernel& k, Nursery& nursery, Value exception, CancelCause cause,
                   EventId because) {
  nursery.pending.push_back(k.machine.heap.retain(exception));
  k.machine.heap.exception(exception).in_flight = false;
  cancel(k, nursery.scope, std::move(cause), because);
}

void mark_loose(Kernel& k, Value group) {
  Machine& m = k.machine;
  trio_of(k).any_loose = true;
  const Owned notes = own(m.heap, m.heap.new_list({m.heap.new_str(kLooseNote)}));
  m.set_attribute(group, m.symbols.intern("__notes__"), notes.get());
}

// semantics D3 (2): closed once nothing is left that could add to it.
void check_closed(Kernel& k, Nursery& nursery) {
  if (nursery.body_running || nursery.child_count > 0 || nursery.pending_starts > 0) return;
  nursery.closed = true;
  if (!nursery.owner_waits) return;
  nursery.owner_waits = false;
  const EventId because = nursery.last_child_exit ? nursery.last_child_exit : k.recorder.step;
  reschedule(k, nursery.owner, Resume{Resume::Kind::kValue, Value::none()}, because);
}

void record_closed(Kernel& k, const Nursery& nursery, Value leaves) {
  const EventId because = nursery.last_child_exit ? nursery.last_child_exit : k.recorder.step;
  const bool error = !leaves.is_null() && !k.machine.is_cancellation(leaves);
  k.recorder.happen_because(
      because, NurseryClosed{
                   .nursery = nursery.id,
                   .task = k.task(nursery.owner).shown,
                   .scope = trio_of(k).scope(nursery.scope).id,
                   .line = nursery.line,
                   .exception = error ? k.machine.heap.exception(leaves).recorded : ExceptionId{}});
}

void remove_child(Kernel& k, Nursery& nursery, TaskSlot child) {
  const TrioTask& task = trio_of(k).task(child);
  (task.previous_sibling ? trio_of(k).task(task.previous_sibling).next_sibling
                         : nursery.first_child) = task.next_sibling;
  (task.next_sibling ? trio_of(k).task(task.next_sibling).previous_sibling : nursery.last_child) =
      task.previous_sibling;
  --nursery.child_count;
}

}  // namespace

NurserySlot open_nursery(Kernel& k, bool strict, int32_t line, bool shown, ScopeKind how) {
  const ScopeSlot scope = new_scope(k, how, shown);
  const NurserySlot slot{add_row(k, trio_of(k).nurseries)};
  Nursery& nursery = trio_of(k).nursery(slot);
  nursery.scope = scope;
  nursery.strict = strict;
  nursery.line = line;
  enter_scope(k, scope, line);
  TrioTask& owner = trio_of(k).task(k.current());
  nursery.owner = k.current();
  nursery.status = owner.status;
  owner.child_nurseries.push_back(slot);
  if (!shown || !owner.shown) return slot;
  nursery.id = NurseryId{k.recorder.nurseries++};
  k.recorder.happen(NurseryOpened{.nursery = nursery.id,
                                  .task = owner.shown,
                                  .scope = trio_of(k).scope(scope).id,
                                  .line = line});
  return slot;
}

void begin_start(Kernel& k, NurserySlot target) { ++trio_of(k).nursery(target).pending_starts; }

void end_start(Kernel& k, NurserySlot target) {
  Nursery& nursery = trio_of(k).nursery(target);
  --nursery.pending_starts;
  check_closed(k, nursery);
}

void move_started_task(Kernel& k, const PendingStart& start) {
  Nursery& hidden = trio_of(k).nursery(start.hidden);
  // The task will end by itself; outside start() there might be nobody to catch its Cancelled.
  if (trio_of(k).status(hidden.status).effectively_cancelled) return;
  Nursery& target = trio_of(k).nursery(start.target);
  EventId moved;
  while (hidden.first_child) {
    const TaskSlot child = hidden.first_child;
    remove_child(k, hidden, child);
    add_child(k, start.target, child);
    TrioTask& task = trio_of(k).task(child);
    task.eventual_parent = {};
    moved = k.recorder.happen(TaskMoved{.task = task.shown, .nursery = target.id});
  }
  move_status_contents(k, hidden.status, hidden.owner, target.status, moved);
  check_closed(k, hidden);
}

void add_child(Kernel& k, NurserySlot slot, TaskSlot child) {
  Nursery& nursery = trio_of(k).nursery(slot);
  TrioTask& task = trio_of(k).task(child);
  task.parent = slot;
  task.previous_sibling = nursery.last_child;
  task.next_sibling = {};
  (nursery.last_child ? trio_of(k).task(nursery.last_child).next_sibling : nursery.first_child) =
      child;
  nursery.last_child = child;
  ++nursery.child_count;
}

void child_finished(Kernel& k, NurserySlot slot, TaskSlot child, Value exception, EventId exit) {
  Nursery& nursery = trio_of(k).nursery(slot);
  const TrioTask& task = trio_of(k).task(child);
  remove_child(k, nursery, child);
  nursery.last_child_exit = exit;
  if (nursery.closed && nursery.unloaded) return;
  if (!exception.is_null()) {
    // semantics D4: at once, in the middle of the pass.
    add_exception(k, nursery, exception,
                  CancelCause{.source = CancelReason::kNursery,
                              .has_text = true,
                              .text = "child task raised exception ",
                              .about = exception,
                              .source_task = task_repr(k, child),
                              .task = task.shown},
                  exit);
  }
  check_closed(k, nursery);
}

void begin_exit(Kernel& k, NurserySlot slot, Value body) {
  Nursery& nursery = trio_of(k).nursery(slot);
  const Task& owner = k.task(nursery.owner);
  if (!body.is_null()) {
    const EventId because = raise_event(k, body);
    if (nursery.id && !k.machine.is_cancellation(body)) {
      k.recorder.happen_because(
          because, ExceptionPropagated{.exception = k.machine.heap.exception(body).recorded,
                                       .from = owner.shown,
                                       .to = {Place::Kind::kNursery, nursery.id.value}});
    }
    add_exception(k, nursery, body,
                  CancelCause{.source = CancelReason::kNursery,
                              .has_text = true,
                              .text = "Code block inside nursery contextmanager raised exception ",
                              .about = body,
                              .source_task = task_repr(k, nursery.owner),
                              .task = owner.shown},
                  because);
  }
  nursery.body_running = false;
  check_closed(k, nursery);
  if (nursery.closed) {
    // semantics D3 (3b), D9: never itself a source of Cancelled.
    block_shielded_checkpoint(k);
    return;
  }
  if (nursery.id && !nursery.left) {
    k.recorder.happen(NurseryClosing{
        .nursery = nursery.id,
        .task = owner.shown,
        .scope = trio_of(k).scope(nursery.scope).id,
        .line = nursery.line,
        .exception = body.is_null() ? ExceptionId{} : k.machine.heap.exception(body).recorded});
  }
  nursery.owner_waits = true;
  const bool inside_start = trio_of(k).scope(nursery.scope).how == ScopeKind::kStart;
  block(k, BlockRequest{.on = inside_start ? WaitKind::kStart : WaitKind::kNursery,
                        .nursery = nursery.id,
                        .abort = AbortAction::kFail,
                        .exits = slot});
}

bool finish_exit(Kernel& k, NurserySlot slot, Value* out) {
  Nursery& nursery = trio_of(k).nursery(slot);
  Machine& m = k.machine;
  std::vector<NurserySlot>& open = trio_of(k).task(nursery.owner).child_nurseries;
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
      if (!nursery.strict) mark_loose(k, leaves);
    }
  }
  if (nursery.id && !nursery.left) record_closed(k, nursery, leaves);
  nursery.left = true;
  *out = close_scope(k, nursery.scope, leaves);
  forget_exception_of_cause(k, trio_of(k).scope(nursery.scope));
  m.heap.assign(nursery.object, Value{});
  m.heap.assign(nursery.scope_object, Value{});
  return true;
}

void fail_nursery(Kernel& k, NurserySlot slot, Value exception, CancelCause cause,
                  EventId because) {
  add_exception(k, trio_of(k).nursery(slot), exception, std::move(cause), because);
}

void abandon(Kernel& k, NurserySlot slot, TaskSlot owner) {
  Nursery& nursery = trio_of(k).nursery(slot);
  cancel(k, nursery.scope,
         CancelCause{.source = CancelReason::kNursery,
                     .has_text = true,
                     .text = "Parent Task exited prematurely, abandoning this nursery without "
                             "exiting it properly.",
                     .source_task = task_repr(k, owner),
                     .task = k.task(owner).shown},
         k.recorder.step);
  nursery.closed = true;
}

TaskName task_name(Kernel& k, Value async_fn, Value name) {
  Machine& m = k.machine;
  if (name.is(Type::kStr)) return {m.heap.str(name).utf8, m.heap.str(name).utf8};
  Value named = name.is_null() || name.is_none() ? async_fn : name;
  while (named.is(Type::kMethod)) named = m.heap.method(named).function;
  if (named.is(Type::kObject) && m.type_name(named) == "partial") {
    named = m.heap.object(named).values[0];
  }
  if (named.is(Type::kFunction)) {
    const FunctionBody& function = m.heap.function(named);
    const Code& code = m.program().codes[static_cast<std::size_t>(function.code)];
    if (function.attributes.entries().empty()) {
      return {code.name, m.module_name_of(code) + "." + code.qualname};
    }
    // It may have been given another.
    const Owned module = own(m.heap, m.find_attribute(named, m.symbols.intern("__module__")));
    const Owned qualname = own(m.heap, m.find_attribute(named, m.symbols.intern("__qualname__")));
    const std::string tail = m.str_of(qualname.get());
    return {tail.substr(tail.rfind('.') + 1), m.str_of(module.get()) + "." + tail};
  }
  if (named.is(Type::kNative)) {
    const Native& native = m.library().natives()[named.index];
    return {native.name, native.module + "." + native.qualname};
  }
  const std::string repr = m.repr_of(named);
  // One that stands for a function of the program's, as the record shows it.
  const Owned meant = own(m.heap, named.is(Type::kInstance)
                                      ? m.find_attribute(named, m.symbols.intern("_stands_for"))
                                      : Value{});
  return {meant ? task_name(k, meant.get(), Value{}).bare : repr, repr};
}

}  // namespace grove::trio
