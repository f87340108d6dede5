#include "engine/machine/interpreter/generator_methods.h"

#include <fmt/format.h>

#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/interpreter/awaiting.h"
#include "engine/machine/interpreter/operations.h"

namespace grove {

namespace {

// StopIteration with that value (taken over); without one if it is None.
Value raise_stop(Machine& machine, Value result) {
  std::vector<Value> args;
  if (!result.is_none()) args.push_back(result);
  return machine.raise(
      machine.new_exception(machine.exception_class("StopIteration"), std::move(args)));
}

// The generator (slots[0]) has given a value, come to its end, or failed.
Turn hand_on(Machine& machine, Resume resume) {
  switch (resume.kind) {
    case Resume::Kind::kEnd:
      return Turn::done(raise_stop(machine, resume.value));
    case Resume::Kind::kException:
      machine.raise_as_is(resume.value);
      return Turn::raised();
    default:
      return Turn::done(resume.value);
  }
}

Turn next_turn(Machine& machine, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kStart) return Turn::next(frame.slots[0]);
  return hand_on(machine, resume);
}

}  // namespace

void take_from_task(Machine& machine, Value coroutine) {
  if (machine.heap.coroutine(coroutine).running && !is_executing(machine, coroutine)) {
    machine.heap.release(ask_library(machine, kTakesFromTask, coroutine));
  }
}

namespace {

Turn send_turn(Machine& machine, FrameBody& frame, Resume resume) {
  if (resume.kind != Resume::Kind::kStart) return hand_on(machine, resume);
  take_from_task(machine, frame.slots[0]);
  return Turn::go_on(frame.slots[0], {Resume::Kind::kValue, machine.heap.retain(frame.slots[1])});
}

Value self(Machine& machine, Args args) { return machine.heap.retain(args[0]); }

// --- throw(type[, value[, traceback]]); state: 1 while the exception is made, 2 while it is in

}  // namespace

Turn throw_in(Machine& machine, FrameBody& frame, Value exception) {
  Owned thrown = own(machine.heap, exception);
  if (!exception.is(Type::kException)) {
    machine.raise_error("TypeError",
                        fmt::format("exceptions must be classes or instances deriving from "
                                    "BaseException, not {}",
                                    machine.type_name(exception)));
    return Turn::raised();
  }
  const Value traceback = frame.slots[3];
  if (!traceback.is_null() && !traceback.is_none()) machine.set_traceback(exception, traceback);
  frame.state = 2;
  return Turn::go_on(frame.slots[0], {Resume::Kind::kException, thrown.release()});
}

Turn begin_throw(Machine& machine, FrameBody& frame) {
  const Value type = frame.slots[1], value = frame.slots[2], traceback = frame.slots[3];
  const bool has_value = !value.is_null() && !value.is_none();
  if (!traceback.is_null() && !traceback.is_none() &&
      !same(machine.class_of(traceback), machine.builtin_class(kTracebackClass))) {
    machine.raise_error("TypeError", "throw() third argument must be a traceback object");
    return Turn::raised();
  }
  if (!is_exception_class(machine, type)) {
    if (type.is(Type::kException) && has_value) {
      machine.raise_error("TypeError", "instance exception may not have a separate value");
      return Turn::raised();
    }
    return throw_in(machine, frame, machine.heap.retain(type));
  }
  if (has_value && value.is(Type::kException) && machine.is_instance(value, type)) {
    return throw_in(machine, frame, machine.heap.retain(value));
  }
  frame.state = 1;
  if (has_value && value.is(Type::kTuple)) {
    machine.set_call(type, machine.heap.tuple(value).items);
  } else {
    machine.set_call(type, has_value ? std::span(&value, 1) : std::span<const Value>());
  }
  return Turn::call();
}

namespace {

Turn throw_turn(Machine& machine, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kStart) {
    take_from_task(machine, frame.slots[0]);
    return begin_throw(machine, frame);
  }
  if (frame.state == 1 && resume.kind == Resume::Kind::kValue) {
    return throw_in(machine, frame, resume.value);
  }
  return hand_on(machine, resume);
}

// --- close()

Turn close_turn(Machine& machine, FrameBody& frame, Resume resume) {
  CoroutineBody& body = machine.heap.coroutine(frame.slots[0]);
  switch (resume.kind) {
    case Resume::Kind::kStart: {
      take_from_task(machine, frame.slots[0]);
      if (!body.started) {
        body.started = true;
        machine.heap.assign(body.frame, Value{});
      }
      if (body.frame.is_null()) return Turn::done(Value::none());
      const Value exit = machine.new_exception(machine.exception_class("GeneratorExit"), {});
      return Turn::go_on(frame.slots[0], {Resume::Kind::kException, exit});
    }
    case Resume::Kind::kValue:
      machine.heap.release(resume.value);
      return Turn::done(machine.raise_error(
          "RuntimeError", fmt::format("{} ignored GeneratorExit",
                                      body.is_generator() ? "generator" : "coroutine")));
    case Resume::Kind::kEnd:
      machine.heap.release(resume.value);
      return Turn::done(Value::none());
    case Resume::Kind::kException:
      break;
  }
  if (machine.is_instance(resume.value, machine.exception_class("GeneratorExit"))) {
    machine.swallow(resume.value);
    return Turn::done(Value::none());
  }
  machine.raise_as_is(resume.value);
  return Turn::raised();
}

// --- What can be seen of it

// A coroutine that a task runs does not run while that waits.
Value is_running(Machine& machine, Args args) {
  const CoroutineBody& body = machine.heap.coroutine(args[0]);
  return Value::boolean(body.running && (body.is_generator() || is_executing(machine, args[0])));
}

Value is_suspended(Machine& machine, Args args) {
  const CoroutineBody& body = machine.heap.coroutine(args[0]);
  const bool runs = body.running && (body.is_generator() || is_executing(machine, args[0]));
  return Value::boolean(body.started && !runs && !body.frame.is_null());
}

Value frame_of(Machine& machine, Args args) {
  const Value frame = own_frame(machine, args[0]);
  return frame.is_null() ? Value::none() : machine.heap.retain(frame);
}

// cr_await: the coroutine or iterator; None where it waits for what is the library's own.
Value awaited(Machine& machine, Args args) {
  const CoroutineBody& body = machine.heap.coroutine(args[0]);
  if (body.frame.is_null() || !body.started || is_executing(machine, args[0])) return Value::none();
  const Owned asked =
      body.running ? own(machine.heap, ask_library(machine, kInnermostInTask, args[0])) : Owned{};
  const Value innermost = body.running ? asked.get() : body.frame;
  if (!innermost.is(Type::kFrame)) return Value::none();
  const Value found = awaited_by(machine, args[0], innermost);
  return found.is_null() ? Value::none() : machine.heap.retain(found);
}

// The code of a function of the program's; of the library's there is none to see.
Value code_of(Machine& machine, Args args) {
  const int32_t code = machine.heap.coroutine(args[0]).code;
  return code < 0 ? Value::none() : Value::of(Type::kCode, static_cast<uint32_t>(code));
}

Value none(Machine&, Args) { return Value::none(); }

// coroutine.__await__(): its iterator, whose values are the coroutine alone.
Value wrapped(Machine& machine, const FrameBody& frame) {
  return machine.heap.object(frame.slots[0]).values[0];
}

// Whether `await` asks for its next step, by itself or through generators that delegate to it. Then
// the coroutine is part of what awaits it: its waits are seen as its own.
bool is_asked_by_await(Machine& machine, const FrameBody& frame) {
  for (Value at = frame.back; !at.is_null(); at = machine.heap.frame(at).back) {
    const FrameBody& f = machine.heap.frame(at);
    if (f.native >= 0 && f.native != kNextByCall) return f.native == kAwaitByCall;
    if (f.native >= 0) continue;
    const Code& code = machine.program().codes[static_cast<std::size_t>(f.code)];
    if (code.instrs[static_cast<std::size_t>(f.pc - 1)].op != Op::kSend) return false;
  }
  return false;
}

// Drives the coroutine as its own method does.
template <TurnFunction kMethod>
Turn of_wrapped(Machine& machine, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kStart) {
    if (kMethod == next_turn && is_asked_by_await(machine, frame)) {
      frame.scratch[0] = 1;
      return Turn::await(machine.heap.retain(wrapped(machine, frame)));
    }
    machine.heap.assign(frame.slots[0], machine.heap.retain(wrapped(machine, frame)));
  }
  if (frame.scratch[0] == 1 && resume.kind == Resume::Kind::kValue) {
    return Turn::done(raise_stop(machine, resume.value));
  }
  return kMethod(machine, frame, resume);
}

Value delegate(Machine& machine, Args args) {
  const CoroutineBody& body = machine.heap.coroutine(args[0]);
  if (body.frame.is_null() || body.running || !body.started) return Value::none();
  const FrameBody& frame = machine.heap.frame(body.frame);
  const Code& code = machine.program().codes[static_cast<std::size_t>(body.code)];
  if (code.instrs[static_cast<std::size_t>(frame.pc - 1)].op != Op::kYieldOn) return Value::none();
  return machine.heap.retain(frame.slots[static_cast<std::size_t>(frame.top - 1)]);
}

}  // namespace

void add_generators(Library& library) {
  library.hidden_class("coroutine", Type::kCoroutine)
      .method_turns("send", "value, /", send_turn)
      .method_turns("throw", "type, value=?, traceback=?, /", throw_turn)
      .method_turns("close", "", close_turn)
      .property("cr_running", is_running)
      .property("cr_suspended", is_suspended)
      .property("cr_frame", frame_of)
      .property("cr_await", awaited)
      .property("cr_code", code_of)
      .property("cr_origin", none);
  library.hidden_class(kCoroutineIterator, Type::kObject)
      .method("__iter__", "", self)
      .method_turns("__next__", "", of_wrapped<next_turn>)
      .method_turns("send", "value, /", of_wrapped<send_turn>)
      .method_turns("throw", "type, value=?, traceback=?, /", of_wrapped<throw_turn>)
      .method_turns("close", "", of_wrapped<close_turn>);
  library.hidden_class("generator", Type::kCoroutine)
      .method("__iter__", "", self)
      .method_turns("__next__", "", next_turn)
      .method_turns("send", "value, /", send_turn)
      .method_turns("throw", "type, value=?, traceback=?, /", throw_turn)
      .method_turns("close", "", close_turn)
      .property("gi_running", is_running)
      .property("gi_suspended", is_suspended)
      .property("gi_frame", frame_of)
      .property("gi_code", code_of)
      .property("gi_yieldfrom", delegate);
}

}  // namespace grove
