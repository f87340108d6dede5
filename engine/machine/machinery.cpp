#include "engine/machine/machinery.h"

#include <fmt/format.h>

#include <span>

#include "engine/machine/answers.h"
#include "engine/machine/library.h"
#include "engine/machine/machine.h"

namespace grove {

namespace {

// Calls __init__; then the instance is the result.
Turn construct(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (resume.kind == Resume::Kind::kStart) {
    const auto positional = static_cast<std::size_t>(frame.scratch[0]);
    const auto keywords = static_cast<std::size_t>(frame.scratch[1]);
    const std::span<const Value> slots = frame.slots;
    std::vector<Value> args{slots[0]};
    args.insert(args.end(), slots.begin() + 2, slots.begin() + 2 + positional);
    m.set_call(slots[1], args, slots.subspan(2 + positional, keywords),
               slots.subspan(2 + positional + keywords, keywords));
    return Turn::call();
  }
  const Owned result = own(m.heap, resume.value);
  if (!result.get().is_none()) {
    m.raise_error("TypeError", fmt::format("__init__() should return None, not '{}'",
                                           m.type_name(result.get())));
    return Turn::raised();
  }
  return Turn::done(m.heap.retain(frame.slots[0]));
}

// Calls the classes among exception and cause, then raises.
Turn raise_made(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (resume.kind == Resume::Kind::kValue) {
    m.heap.assign(frame.slots[static_cast<std::size_t>(frame.state)], resume.value);
    ++frame.state;
  }
  for (; frame.state < 2; ++frame.state) {
    const Value v = frame.slots[static_cast<std::size_t>(frame.state)];
    if (!is_exception_class(m, v)) continue;
    m.set_call(v, {});
    return Turn::call();
  }
  raise_from(m, std::exchange(frame.slots[0], Value{}), std::exchange(frame.slots[1], Value{}));
  return Turn::raised();
}

// The bottom of a stack that runs one call to its end.
Turn call_function(Machine& m, FrameBody& frame, Resume resume) {
  switch (resume.kind) {
    case Resume::Kind::kStart:
      break;
    case Resume::Kind::kValue:
    case Resume::Kind::kEnd:
      return Turn::done(resume.value);
    case Resume::Kind::kException:
      m.raise_as_is(resume.value);
      return Turn::raised();
  }
  m.set_call(frame.slots[0], std::span<const Value>(frame.slots).subspan(1));
  return Turn::call();
}

// Runs the body of a linked module; then the module is the result.
Turn import(Machine& m, FrameBody& frame, Resume resume) {
  switch (resume.kind) {
    case Resume::Kind::kStart:
      break;
    case Resume::Kind::kValue:
    case Resume::Kind::kEnd:
      m.heap.release(resume.value);
      return Turn::done(frame.slots[1]);
    case Resume::Kind::kException:
      m.raise_as_is(resume.value);
      return Turn::raised();
  }
  m.set_call(frame.slots[0], {});
  return Turn::call();
}

Value new_super(Machine& m, Value klass, Value self) {
  if (!klass.is(Type::kClass)) {
    return m.raise_error(
        "TypeError", fmt::format("super() argument 1 must be a type, not {}", m.type_name(klass)));
  }
  if (!m.is_instance(self, klass)) {
    return m.raise_error("TypeError",
                         "super(type, obj): obj must be an instance or subtype of type");
  }
  const Value v = m.new_object(m.builtin_class(kSuperClass), -1);
  m.heap.object(v).values = {m.heap.retain(klass), m.heap.retain(self)};
  return v;
}

// super(), or super(type, obj). Without arguments it takes them from the function that calls it:
// the class from the cell that the front end gave it, the object from its first argument.
Value make_super(Machine& m, Args args) {
  const std::vector<Value>& given = m.heap.tuple(args[1]).items;
  if (given.size() == 2) return new_super(m, given[0], given[1]);
  if (!given.empty()) {
    return m.raise_error(
        "TypeError", given.size() == 1 ? "super() with one argument is not supported"
                                       : fmt::format("super() expected at most 2 arguments, got {}",
                                                     given.size()));
  }
  const FrameBody& frame = m.heap.frame(m.current_frame());
  const Code& code = m.program().codes[static_cast<std::size_t>(frame.code)];
  const Value in_slot = frame.slots[0];
  if (code.parameter_count == 0 || in_slot.is_null()) {
    return m.raise_error("RuntimeError", "super(): no arguments");
  }
  const Value self = in_slot.is(Type::kCell) ? m.heap.cell(in_slot).value : in_slot;
  if (self.is_null()) return m.raise_error("RuntimeError", "super(): arg[0] deleted");
  for (int32_t i = code.slot_count - code.free_count; i < code.slot_count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (code.slot_names[at] != "__class__") continue;
    const Value klass = m.heap.cell(frame.slots[at]).value;
    if (klass.is_null()) return m.raise_error("RuntimeError", "super(): empty __class__ cell");
    return new_super(m, klass, self);
  }
  return m.raise_error("RuntimeError", "super(): __class__ cell not found");
}

// A coroutine that never ran is put away without the warning.
Value close_coroutine(Machine& m, Args args) {
  CoroutineBody& body = m.heap.coroutine(args[0]);
  if (!body.started) {
    body.started = true;
    m.heap.assign(body.frame, Value{});
  }
  if (body.frame.is_null()) return Value::none();
  return m.raise_error("RuntimeError", "a coroutine that has begun cannot be closed here");
}

}  // namespace

void add_machinery(Library& library) {
  library.hidden_class("traceback", Type::kObject);
  library.hidden_class("coroutine", Type::kCoroutine);
  library.hidden_class("generator", Type::kCoroutine);
  library.hidden_class("async_generator", Type::kCoroutine);
  library.klass("builtins", "super");
  library.hidden_class("async_generator_asend", Type::kCoroutine);
  library.hidden_class("async_generator_athrow", Type::kCoroutine);
  ENSURE(library.classes().size() == kAsyncThrowClass + 1,
         "the machine's own classes must follow object and type");
  ENSURE(library.internal("construct", "", construct) == kConstruct,
         "the machine's own steps must be the first of a library");
  ENSURE(library.internal("raise", "", raise_made) == kRaiseMade,
         "the machine's own steps must be the first of a library");
  ENSURE(library.internal("call", "", call_function) == kCallFunction,
         "the machine's own steps must be the first of a library");
  add_answers(library);
  ENSURE(library.internal("import", "", import) == kImport,
         "the machine's own steps must be the first of a library");
  add_consumers(library);
  add_iterator_steps(library);
  add_last_wishes(library);
  add_async_generators(library);
  add_generators(library);
  library.klass("builtins", "super").constructor("*args", make_super);
  library.hidden_class("coroutine", Type::kCoroutine).method("close", "", close_coroutine);
}

bool is_exception_class(Machine& m, Value value) {
  return value.is(Type::kClass) && m.is_subclass(value, m.builtin_class(m.image().base_exception));
}

void raise_from(Machine& m, Value exception, Value cause) {
  Owned e = own(m.heap, exception), c = own(m.heap, cause);
  if (!exception.is(Type::kException)) {
    m.raise_error("TypeError", "exceptions must derive from BaseException");
    return;
  }
  if (c) {
    if (!cause.is_none() && !cause.is(Type::kException)) {
      m.raise_error("TypeError", "exception causes must derive from BaseException");
      return;
    }
    ExceptionBody& body = m.heap.exception(exception);
    m.heap.assign(body.cause, cause.is_none() ? Value{} : c.release());
    body.suppress_context = true;
  }
  m.raise(e.release());
}

}  // namespace grove
