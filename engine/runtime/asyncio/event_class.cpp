// Event: a flag that wakes all who wait when it is set (semantics G13).

#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/event.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/initializing.h"
#include "engine/runtime/asyncio/waiters.h"

namespace grove::aio {

namespace {

Value construct(Machine& m, Args args) { return new_event(m, args[0]); }
Value is_set_method(Machine& m, Args args) { return Value::boolean(is_set(m, args[0])); }
Value set(Machine& m, Args args) {
  set_event(kernel_of(m), args[0]);
  return Value::none();
}
Value clear(Machine& m, Args args) {
  clear_event(kernel_of(m), args[0]);
  return Value::none();
}

Value repr(Machine& m, Args args) {
  const char* extra = is_set(m, args[0]) ? "set" : "unset";
  return m.heap.new_str(plain_repr(m, args[0], "Event", with_waiters(m, args[0], extra)));
}

}  // namespace

Value new_event(Machine& m, Value klass, bool shown) {
  return new_primitive(m, klass, shown ? "Event" : nullptr, {Value::boolean(false)});
}

bool is_set(Machine& m, Value self) { return own_value(m, self).integer != 0; }

void set_event(Kernel& k, Value self) {
  Machine& m = k.machine;
  if (is_set(m, self)) return;
  own_value(m, self) = Value::boolean(true);
  const EventId because = record_changed(k, object_of(m, self), "Event", "set");
  for (Value future : waiters_of(m, self)) {
    if (!is_done(future_of(k, future))) set_result(k, future, Value::boolean(true), because);
  }
}

void clear_event(Kernel& k, Value self) {
  if (is_set(k.machine, self)) record_changed(k, object_of(k.machine, self), "Event", "clear");
  own_value(k.machine, self) = Value::boolean(false);
}

Turn wait_for_event(Machine& m, FrameBody& frame, Resume resume) {
  const Value self = frame.slots[0];
  if (frame.state == 1) {
    leave_line(m, self, frame.slots[1]);
    if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
    m.heap.release(resume.value);
    return Turn::done(Value::boolean(true));
  }
  if (is_set(m, self)) return Turn::done(Value::boolean(true));
  frame.state = 1;
  Turn turn;
  wait_in_line(m, frame, self, Wait{.on = WaitKind::kEvent, .object = object_of(m, self)}, &turn);
  return turn;
}

void add_events(Library& library) {
  library.module("asyncio").shown_as("asyncio.locks");
  library.klass("asyncio", "Event")
      .open()
      .constructor("", construct)
      .initializer("", initialize<construct>)
      .method("is_set", "", is_set_method)
      .method("set", "", set)
      .method("clear", "", clear)
      .method("__repr__", "", repr)
      .method_coroutine("wait", "", wait_for_event);
}

}  // namespace grove::aio
