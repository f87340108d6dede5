// The module outcome: what a call came to, a value or an error, as a thing to hand around. An
// object with values = {what it holds}; its id says whether it was unwrapped.
#include <utility>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/format.h"

namespace grove {

namespace {

constexpr int32_t kFresh = 0, kUnwrapped = 1;

Value wrap(Machine& m, const char* klass, Value held) {
  const Value v = m.new_object(m.builtin_class(m.library().find_class(klass)), kFresh);
  m.heap.object(v).values = {held};
  return v;
}

Value make_value(Machine& m, Args args) { return wrap(m, "outcome.Value", m.heap.retain(args[1])); }

Value make_error(Machine& m, Args args) {
  if (args[1].is(Type::kException)) return wrap(m, "outcome.Error", m.heap.retain(args[1]));
  // What attrs' validator says, with all that it says it of.
  const std::string text = "'error' must be <class 'BaseException'> (got " + repr(m, args[1]) +
                           " that is a " + repr(m, m.class_of(args[1])) + ").";
  const Value field = m.new_object(m.builtin_class(m.library().find_class("attr.Attribute")), 0);
  return m.raise(
      m.new_exception(m.exception_class("TypeError"),
                      {m.heap.new_str(text), field,
                       m.heap.retain(m.exception_class("BaseException")), m.heap.retain(args[1])}));
}

Value repr_field(Machine& m, Args) {
  return m.heap.new_str(
      "Attribute(name='error', default=NOTHING, validator=<instance_of validator for type <class "
      "'BaseException'>>, repr=True, eq=True, eq_key=None, order=True, order_key=None, hash=None, "
      "init=True, metadata=mappingproxy({}), type='BaseException', converter=None, kw_only=False, "
      "inherited=False, on_setattr=None, alias='error')");
}

Value held(Machine& m, Args args) { return m.heap.retain(m.heap.object(args[0]).values[0]); }

bool use_up(Machine& m, Value outcome) {
  if (std::exchange(m.heap.object(outcome).id, kUnwrapped) == kFresh) return true;
  m.raise(m.new_exception(m.exception_class("outcome.AlreadyUsedError"), {}));
  return false;
}

Value unwrap_value(Machine& m, Args args) { return use_up(m, args[0]) ? held(m, args) : Value{}; }
Value unwrap_error(Machine& m, Args args) {
  return use_up(m, args[0]) ? m.raise(held(m, args)) : Value{};
}

Value repr_outcome(Machine& m, Args args) {
  return m.heap.new_str(m.type_name(args[0]) + "(" + repr(m, m.heap.object(args[0]).values[0]) +
                        ")");
}

Value equals(Machine& m, Args args) {
  if (!args[1].is(Type::kObject) || !same(m.class_of(args[0]), m.class_of(args[1]))) {
    return Value::boolean(false);
  }
  return Value::boolean(
      m.equal(m.heap.object(args[0]).values[0], m.heap.object(args[1]).values[0]));
}

// Calls (or awaits) and wraps what comes of it.
Turn wrap_result(Machine& m, Resume resume) {
  const bool raised = resume.kind == Resume::Kind::kException;
  return Turn::done(wrap(m, raised ? "outcome.Error" : "outcome.Value", resume.value));
}

void set_call_of(Machine& m, const FrameBody& frame) {
  m.set_call(frame.slots[0], m.heap.tuple(frame.slots[1]).items);
}

Turn capture(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind != Resume::Kind::kStart) return wrap_result(m, resume);
  set_call_of(m, frame);
  return Turn::call();
}

// The call gives a coroutine, which is awaited then; either may fail.
Turn acapture(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kStart) {
    set_call_of(m, frame);
    return Turn::call();
  }
  if (frame.state == 0 && resume.kind == Resume::Kind::kValue) {
    frame.state = 1;
    return Turn::await(resume.value);
  }
  return wrap_result(m, resume);
}

}  // namespace

void add_outcome(Library& library) {
  library.exception("outcome", "AlreadyUsedError", "RuntimeError");
  library.unlisted_class("attr", "Attribute").method("__repr__", "", repr_field);
  library.klass("outcome", "Value")
      .frozen()
      .constructor("value", make_value)
      .property("value", held)
      .method("unwrap", "", unwrap_value)
      .method("__repr__", "", repr_outcome)
      .method("__eq__", "other, /", equals);
  library.klass("outcome", "Error")
      .frozen()
      .constructor("error", make_error)
      .property("error", held)
      .method("unwrap", "", unwrap_error)
      .method("__repr__", "", repr_outcome)
      .method("__eq__", "other, /", equals);
  library.module("outcome")
      .turns("capture", "sync_fn, /, *args", capture)
      .coroutine("acapture", "async_fn, /, *args", acapture);
}

}  // namespace grove
