// Generators: a frame that leaves the stack at each yield and comes back for the next value; sent
// to, thrown into, closed, delegating to others by `yield from`.
#include <fmt/format.h>

#include "engine/machine/core/machinery.h"
#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/protocols/iteration.h"

namespace grove {

namespace {

const char* word_for(CoroutineBody::Kind kind) {
  constexpr const char* kWords[] = {"coroutine", "generator", "async generator"};
  ENSURE(kind <= CoroutineBody::Kind::kAsyncGenerator, "a step of a generator is taken for one");
  return kWords[static_cast<std::size_t>(kind)];
}

}  // namespace

Interpreter::Flow Interpreter::yield_value(FrameBody& f) { return suspend(pop(f)); }

// Takes the generator's frame off the stack, to be put back later, and hands `value` out.
Interpreter::Flow Interpreter::suspend(Value value) {
  const Value frame = stack_.top;
  FrameBody& f = heap_.frame(frame);
  ENSURE(!f.owner.is_null(), "a frame that is no generator's yields");
  stack_.top = std::exchange(f.back, Value{});
  if (!m_.throwing_.next.is_null()) note_reached();
  const Value owner = std::exchange(f.owner, Value{});
  heap_.coroutine(owner).running = false;
  hand_over(value);
  heap_.release(owner);
  heap_.release(frame);
  return Flow::kSwitch;
}

Interpreter::Flow Interpreter::resume_generator(Value generator, Resume with) {
  Owned given = own(heap_, with.value);
  CoroutineBody& body = heap_.coroutine(generator);
  const bool is_thrown = with.kind == Resume::Kind::kException;
  if (!may_go_on(body, with)) return Flow::kError;
  if (body.frame.is_null()) {
    if (body.kind == CoroutineBody::Kind::kCoroutine) {
      m_.raise_error("RuntimeError", "cannot reuse already awaited coroutine");
      return Flow::kError;
    }
    if (!is_thrown) return finish_iterator(Value::none());
    m_.raise_as_is(given.release());
    return Flow::kError;
  }
  if (is_half_done(body)) return come_back(generator, {with.kind, given.release()});
  FrameBody& f = heap_.frame(body.frame);
  if (is_thrown && f.native >= 0) {
    body.started = true;
    heap_.assign(body.frame, Value{});
    m_.raise_as_is(given.release());
    return Flow::kError;
  }
  if (body.started && !is_thrown && body.kind != CoroutineBody::Kind::kCoroutine) {
    push(f, given.release());
  }
  body.started = body.running = true;
  body.driven = true;
  f.owner = heap_.retain(generator);
  if (!push_frame(heap_.retain(body.frame))) return Flow::kError;
  return is_thrown ? throw_into(f, given.release()) : Flow::kSwitch;
}

bool Interpreter::may_go_on(const CoroutineBody& body, Resume with) {
  const char* const word = word_for(body.kind);
  if (body.running) {
    m_.raise_error("ValueError", fmt::format("{} already executing", word));
    return false;
  }
  const bool is_sent = with.kind == Resume::Kind::kValue && !with.value.is_none();
  if (!is_sent || body.started || body.frame.is_null()) return true;
  m_.raise_error("TypeError", fmt::format("can't send non-None value to a just-started {}", word));
  return false;
}

// The frame on top is a generator's that was at a yield, and gets an exception (taken over) for it.
// What it delegates to gets it first: then it is as if it had just asked that one for a value.
Interpreter::Flow Interpreter::throw_into(FrameBody& f, Value exception) {
  Owned thrown = own(heap_, exception);
  const bool delegates =
      f.pc > 0 && code_of(f).instrs[static_cast<std::size_t>(f.pc - 1)].op == Op::kYieldOn;
  if (delegates) {
    --f.pc;
    expect_thrown();
    const Value inner = peek(f, 1);
    if (m_.is_instance(exception, m_.exception_class("GeneratorExit"))) {
      const Value args[] = {inner, exception};
      if (begin_step(kCloseDelegate, args).flow == Flow::kSwitch) return Flow::kSwitch;
      thrown = own(heap_, m_.take_pending());
    } else if (inner.is(Type::kCoroutine)) {
      const Flow flow = resume_generator(inner, {Resume::Kind::kException, thrown.release()});
      if (flow != Flow::kError) return flow;
      thrown = own(heap_, m_.take_pending());
    } else {
      const Owned method = own(heap_, m_.find_attribute(inner, known(Known::kThrow)));
      if (method) {
        const Begun begun = begin(method.get(), Value{}, {std::span(&exception, 1), {}, {}});
        if (begun.flow == Flow::kSwitch) return Flow::kSwitch;
        if (begun.flow == Flow::kNext) {
          note_reached();
          push(f, begun.value);
          return Flow::kSwitch;
        }
        thrown = own(heap_, m_.take_pending());
      }
    }
    note_reached();
  }
  // Its context is what the generator itself is handling.
  m_.set_context(thrown.get(), f.handled);
  stack_.resume = Resume{Resume::Kind::kException, thrown.release()};
  return Flow::kSwitch;
}

// What is thrown comes to the frame on top from what that delegates to: the first of them or, where
// that one was thrown into by another that delegates to it, one more.
void Interpreter::expect_thrown() {
  Machine::Throwing& throwing = m_.throwing_;
  if (throwing.next.is_null()) throwing = {.next = stack_.top, .last = stack_.top, .outside = {}};
  if (same(throwing.next, heap_.frame(stack_.top).back)) throwing.next = stack_.top;
}

Interpreter::Flow Interpreter::finish_generator(Value result) {
  pop_frame();
  return finish_iterator(result);
}

// The frame on top asked an iterator for its next item and there is none: the end of its loop, or
// what its `yield from` comes to.
Interpreter::Flow Interpreter::finish_iterator(Value result) {
  FrameBody& f = heap_.frame(stack_.top);
  if (f.code < 0) {
    stack_.resume = Resume{Resume::Kind::kEnd, result};
    return Flow::kSwitch;
  }
  const Instr& instr = code_of(f).instrs[static_cast<std::size_t>(f.pc - 1)];
  drop(f, 1);
  if (instr.op == Op::kSend) {
    push(f, result);
  } else {
    ENSURE(instr.op == Op::kForIter, "an iterator ends in an instruction that asked for nothing");
    heap_.release(result);
  }
  jump(f, instr.arg);
  return Flow::kSwitch;
}

// A StopIteration that leaves a coroutine or generator would be taken for its end (PEP 479).
void Interpreter::convert_stop_iteration(CoroutineBody::Kind kind) {
  const Value stop = m_.pending_;
  const bool is_async = kind == CoroutineBody::Kind::kAsyncGenerator &&
                        m_.is_instance(stop, m_.builtin_class(m_.image().stop_async_iteration));
  if (!is_async && !m_.is_instance(stop, m_.builtin_class(m_.image().stop_iteration))) return;
  const Value cause = m_.take_pending();
  const Value text = heap_.new_str(fmt::format("{} raised {}", word_for(kind),
                                               is_async ? "StopAsyncIteration" : "StopIteration"));
  const Value error = m_.new_exception(m_.exception_class("RuntimeError"), {text});
  ExceptionBody& body = heap_.exception(error);
  body.cause = heap_.retain(cause);
  body.context = cause;
  body.suppress_context = true;
  m_.raise_as_is(error);
  tell_raised(error);
}

Interpreter::Flow Interpreter::get_yield_from_iterator(FrameBody& f) {
  const Value iterable = peek(f, 1);
  if (iterable.is(Type::kCoroutine) && heap_.coroutine(iterable).is_awaitable()) {
    m_.raise_error("TypeError",
                   "cannot 'yield from' a coroutine object in a non-coroutine generator");
    return Flow::kError;
  }
  return get_iter(f);
}

// `yield from` passes what was sent to it on.
Interpreter::Flow Interpreter::send(FrameBody& f, int32_t target) {
  const Owned sent = own(heap_, pop(f));
  const Value inner = peek(f, 1);
  Begun begun;
  if (inner.is(Type::kCoroutine)) {
    return resume_generator(inner, {Resume::Kind::kValue, heap_.retain(sent.get())});
  }
  if (sent.get().is_none()) {
    begun = begin_next(inner);
  } else {
    const Owned method = own(heap_, m_.get_attribute(inner, known(Known::kSend)));
    if (!method) return Flow::kError;
    const Value value = sent.get();
    begun = begin(method.get(), Value{}, {std::span(&value, 1), {}, {}});
  }
  if (begun.flow == Flow::kError) {
    return take_stop_iteration(f) ? Flow::kNext : Flow::kError;
  }
  if (begun.flow == Flow::kSwitch) return Flow::kSwitch;
  if (begun.value.is_null()) {
    drop(f, 1);
    push(f, Value::none());
    jump(f, target);
  } else {
    push(f, begun.value);
  }
  return Flow::kNext;
}

// Where an instruction steps an iterator, the pending StopIteration is how a method or function
// tells that it has come to its end.
bool Interpreter::take_stop_iteration(FrameBody& f) {
  if (f.pc == 0) return false;
  const Op op = code_of(f).instrs[static_cast<std::size_t>(f.pc - 1)].op;
  if (op != Op::kSend && op != Op::kForIter) return false;
  const Value exception = m_.pending();
  if (!m_.is_instance(exception, m_.builtin_class(m_.image().stop_iteration))) return false;
  const std::vector<Value>& args = heap_.tuple(heap_.exception(exception).args).items;
  const Value result = args.empty() ? Value::none() : heap_.retain(args.front());
  m_.swallow(m_.take_pending());
  finish_iterator(result);
  return true;
}

}  // namespace grove
