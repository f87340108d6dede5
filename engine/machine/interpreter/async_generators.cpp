// Asynchronous generators: what their methods give is awaited, and steps the generator then. One
// that is asked for its first item is claimed by whoever runs the task, to be closed if nobody
// does.
#include <fmt/format.h>

#include "engine/machine/core/machinery.h"
#include "engine/machine/interpreter/generator_methods.h"
#include "engine/machine/interpreter/interpreter.h"

namespace grove {

namespace {

void claim(Machine& m, Value generator) {
  CoroutineBody& body = m.heap.coroutine(generator);
  if (body.claim != CoroutineBody::kNeverAsked) return;
  body.claim = CoroutineBody::kUnclaimed;
  body.claimant = m.host().claim_async_generator();
  if (body.claimant == 0) return;
  body.claim = m.heap.claims++;
  m.heap.claimed.emplace(body.claim, generator);
}

Value step(Machine& m, int32_t native, CoroutineBody::Kind kind, Args args) {
  claim(m, args[0]);
  const Value coroutine =
      m.make_coroutine(Value::of(Type::kNative, static_cast<uint32_t>(native)),
                       std::span(args.values, static_cast<std::size_t>(args.count)));
  m.heap.coroutine(coroutine).kind = kind;
  return coroutine;
}

Value self(Machine& m, Args args) { return m.heap.retain(args[0]); }

Value next(Machine& m, Args args) {
  const Value with_none[] = {args[0], Value::none()};
  return step(m, kAsyncSendStep, CoroutineBody::Kind::kAsyncSend, Args{with_none, 2});
}

Value send(Machine& m, Args args) {
  return step(m, kAsyncSendStep, CoroutineBody::Kind::kAsyncSend, args);
}

Value throw_into(Machine& m, Args args) {
  return step(m, kAsyncThrowStep, CoroutineBody::Kind::kAsyncThrow, args);
}

Value close(Machine& m, Args args) {
  return step(m, kAsyncCloseStep, CoroutineBody::Kind::kAsyncThrow, args);
}

// --- The steps, awaited

bool is_busy(Machine& m, FrameBody& frame, const char* method) {
  if (!m.heap.coroutine(frame.slots[0]).running) return false;
  m.raise_error("RuntimeError",
                fmt::format("{}(): asynchronous generator is already running", method));
  return true;
}

Turn hand_on(Machine& m, Resume resume) {
  switch (resume.kind) {
    case Resume::Kind::kEnd:
      m.heap.release(resume.value);
      m.raise(m.new_exception(m.exception_class("StopAsyncIteration"), {}));
      return Turn::raised();
    case Resume::Kind::kException:
      m.raise_as_is(resume.value);
      return Turn::raised();
    default:
      return Turn::done(resume.value);
  }
}

Turn send_step(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind != Resume::Kind::kStart) return hand_on(m, resume);
  const Value sent = frame.slots[1];
  if (is_busy(m, frame, sent.is_none() ? "anext" : "asend")) return Turn::raised();
  return Turn::go_on(frame.slots[0], {Resume::Kind::kValue, m.heap.retain(sent)});
}

Turn throw_step(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kStart) {
    if (is_busy(m, frame, "athrow")) return Turn::raised();
    if (m.heap.coroutine(frame.slots[0]).frame.is_null()) return Turn::done(Value::none());
    return begin_throw(m, frame);
  }
  if (frame.state == 1 && resume.kind == Resume::Kind::kValue) {
    return throw_in(m, frame, resume.value);
  }
  return hand_on(m, resume);
}

Turn close_step(Machine& m, FrameBody& frame, Resume resume) {
  CoroutineBody& body = m.heap.coroutine(frame.slots[0]);
  switch (resume.kind) {
    case Resume::Kind::kStart:
      if (is_busy(m, frame, "aclose")) return Turn::raised();
      body.claimant = 0;  // whatever comes of it, nobody closes it once more
      if (!std::exchange(body.started, true)) m.heap.assign(body.frame, Value{});
      if (body.frame.is_null()) return Turn::done(Value::none());
      return Turn::go_on(frame.slots[0], {Resume::Kind::kException,
                                          m.new_exception(m.exception_class("GeneratorExit"), {})});
    case Resume::Kind::kValue:
      m.heap.release(resume.value);
      return Turn::done(m.raise_error("RuntimeError", "async generator ignored GeneratorExit"));
    case Resume::Kind::kEnd:
      m.heap.release(resume.value);
      return Turn::done(Value::none());
    case Resume::Kind::kException:
      break;
  }
  if (m.is_instance(resume.value, m.exception_class("GeneratorExit")) ||
      m.is_instance(resume.value, m.exception_class("StopAsyncIteration"))) {
    m.swallow(resume.value);
    return Turn::done(Value::none());
  }
  m.raise_as_is(resume.value);
  return Turn::raised();
}

// --- aiter() and anext()

Turn aiter(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return hand_on(m, resume);
  const Value iterable = frame.slots[0];
  if (resume.kind == Resume::Kind::kStart) {
    const Value method = m.find_in_class(m.class_of(iterable), known(Known::kAiter));
    if (method.is_null()) {
      return Turn::done(m.raise_error(
          "TypeError", fmt::format("'{}' object is not an async iterable", m.type_name(iterable))));
    }
    m.set_call(method, std::span(&iterable, 1));
    return Turn::call();
  }
  Owned iterator = own(m.heap, resume.value);
  if (m.find_in_class(m.class_of(iterator.get()), known(Known::kAnext))) {
    return Turn::done(iterator.release());
  }
  return Turn::done(
      m.raise_error("TypeError", fmt::format("aiter() returned not an async iterator of type '{}'",
                                             m.type_name(iterator.get()))));
}

// anext(iterator, default=?)
Turn anext(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return hand_on(m, resume);
  const Value iterator = frame.slots[0];
  if (resume.kind == Resume::Kind::kStart) {
    const Value method = m.find_in_class(m.class_of(iterator), known(Known::kAnext));
    if (method.is_null()) {
      return Turn::done(m.raise_error(
          "TypeError", fmt::format("'{}' object is not an async iterator", m.type_name(iterator))));
    }
    m.set_call(method, std::span(&iterator, 1));
    return Turn::call();
  }
  if (frame.slots[1].is_null()) return Turn::done(resume.value);
  const Owned awaitable = own(m.heap, resume.value);
  const Value args[] = {awaitable.get(), frame.slots[1]};
  const Value coroutine = m.make_coroutine(Value::of(Type::kNative, kNextOrDefault), args);
  m.heap.coroutine(coroutine).kind = CoroutineBody::Kind::kAsyncSend;
  return Turn::done(coroutine);
}

Turn next_or_default(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kStart) return Turn::await(m.heap.retain(frame.slots[0]));
  if (resume.kind == Resume::Kind::kException &&
      m.is_instance(resume.value, m.exception_class("StopAsyncIteration"))) {
    m.swallow(resume.value);
    return Turn::done(m.heap.retain(frame.slots[1]));
  }
  return hand_on(m, resume);
}

// --- What can be seen of it

Value is_running(Machine& m, Args args) {
  return Value::boolean(m.heap.coroutine(args[0]).running);
}

Value frame_of(Machine& m, Args args) {
  const Value frame = m.heap.coroutine(args[0]).frame;
  return frame.is_null() ? Value::none() : m.heap.retain(frame);
}

}  // namespace

Value Machine::close_async_generator(Value generator) { return close(*this, Args{&generator, 1}); }

void add_async_generator_steps(Library& library) {
  const auto add = [&](const char* name, const char* signature, TurnFunction turn, int32_t wanted) {
    ENSURE(library.internal(name, signature, turn, Native::Kind::kCoroutine) == wanted,
           "the machine's own steps must be the first of a library");
  };
  add("asend", "generator, value", send_step, kAsyncSendStep);
  add("athrow", "generator, type, value=?, traceback=?", throw_step, kAsyncThrowStep);
  add("aclose", "generator", close_step, kAsyncCloseStep);
  add("anext", "awaitable, default", next_or_default, kNextOrDefault);
}

void add_async_generators(Library& library) {
  library.hidden_class("async_generator", Type::kCoroutine)
      .method("__aiter__", "", self)
      .method("__anext__", "", next)
      .method("asend", "value, /", send)
      .method("athrow", "type, value=?, traceback=?, /", throw_into)
      .method("aclose", "", close)
      .property("ag_running", is_running)
      .property("ag_frame", frame_of);
  library.module("builtins")
      .turns("aiter", "async_iterable, /", aiter)
      .turns("anext", "async_iterator, default=?, /", anext);
}

}  // namespace grove
