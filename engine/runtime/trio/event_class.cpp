// Event: a flag that is set once and wakes all who wait for it (semantics E, B4, B7).

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/objects.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove::trio {

namespace {

TrioEvent& event_of(Machine& m, Value self) {
  return trio_of(kernel_of(m)).events[static_cast<std::size_t>(m.heap.object(self).id)];
}

Value construct(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const int32_t number =
      add_row(k, trio_of(k).events,
              TrioEvent{.waiters = new_queue(k, true), .id = record_created(k, "Event")});
  return m.new_object(args[0], number);
}

Value is_set(Machine& m, Args args) { return Value::boolean(event_of(m, args[0]).is_set); }

Value set(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  TrioEvent& event = event_of(m, args[0]);
  if (event.is_set) return Value::none();
  event.is_set = true;
  const EventId because = record_changed(k, event.id, "Event", "set");
  wake_all(k, event.waiters, because);
  return Value::none();
}

// If it is set already: a full checkpoint.
Turn wait(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state != 0) return go_on_operation(m, frame, resume);
  Kernel* k = in_task(m);
  if (k == nullptr) return Turn::raised();
  TrioEvent& event = event_of(m, frame.slots[0]);
  if (event.is_set) return begin_checkpoint(m, frame);
  wait_in(*k, event.waiters, BlockRequest{.on = WaitKind::kEvent, .object = event.id});
  frame.state = kWaits;
  return Turn::block();
}

Value statistics(Machine& m, Args args) {
  const WaitQueue& waiters = trio_of(kernel_of(m)).queue(event_of(m, args[0]).waiters);
  return new_statistics(m, "EventStatistics", {Value::of_int(waiters.count)});
}

Value refuse_bool(Machine& m, Args) {
  return m.raise_error(
      "NotImplementedError",
      "Trio events cannot be treated as bools; consider using `event.is_set()` instead.");
}

}  // namespace

void add_events(Library& library) {
  add_statistics_class(library, "trio", "EventStatistics", {"tasks_waiting"});
  library.klass("trio", "Event")
      .constructor("", construct)
      .method("set", "", set)
      .method("is_set", "", is_set)
      .method_coroutine("wait", "", wait)
      .method("statistics", "", statistics)
      .method("__bool__", "", refuse_bool);
}

}  // namespace grove::trio
