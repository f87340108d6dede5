// Generators: resumed, suspended, ended; and how built-ins get at their values.
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/interpreter.h"
#include "engine/machine/iteration.h"
#include "engine/machine/machinery.h"

namespace grove {

Interpreter::Flow Interpreter::yield_value(FrameBody& f) { return suspend(pop(f)); }

// Takes the generator's frame off the stack, to be put back later, and hands `value` out.
Interpreter::Flow Interpreter::suspend(Value value) {
  const Value frame = stack_.top;
  FrameBody& f = heap_.frame(frame);
  ENSURE(!f.owner.is_null(), "a frame that is no generator's yields");
  stack_.top = std::exchange(f.back, Value{});
  const Value owner = std::exchange(f.owner, Value{});
  heap_.coroutine(owner).running = false;
  hand_over(value);
  heap_.release(owner);
  heap_.release(frame);
  return Flow::kSwitch;
}

bool Interpreter::is_generator(Value v) {
  return v.is(Type::kCoroutine) &&
         heap_.coroutine(v).kind == CoroutineBody::Kind::kGenerator;
}

// Whether finding its next value takes Python code: a generator, or what goes over one.
bool Interpreter::takes_turns(Value v) {
  if (is_generator(v)) return true;
  if (!v.is(Type::kIterator)) return false;
  const IteratorBody& it = heap_.iterator(v);
  if (it.kind != IteratorBody::Kind::kEnumerate && it.kind != IteratorBody::Kind::kZip) {
    return false;
  }
  // Sources are made before what goes over them, so this cannot run in circles; and what is nested
  // this deep may as well take turns.
  const bool too_deep = ++nesting_ > 50;
  const bool any = too_deep || std::any_of(it.sources.begin(), it.sources.end(),
                                           [this](Value source) { return takes_turns(source); });
  --nesting_;
  return any;
}

// The next value of what takes turns comes to the frame on top.
Interpreter::Flow Interpreter::pull(Value iterator) {
  if (iterator.is(Type::kCoroutine)) return resume_generator(iterator, Value::none(), Value{});
  const Value frame = new_native_frame(kPull);
  heap_.frame(frame).slots = {heap_.retain(iterator)};
  return push_frame(frame) ? Flow::kSwitch : Flow::kError;
}

// Goes on with a generator: its next value comes to the frame that is on top now. `thrown` (taken
// over) or null is raised inside it, where it stands.
Interpreter::Flow Interpreter::resume_generator(Value generator, Value sent, Value thrown) {
  Owned exception = own(heap_, thrown);
  if (!is_generator(generator)) {
    m_.raise_error("TypeError", fmt::format("'{}' object is not an iterator",
                                            m_.type_name(generator)));
    return Flow::kError;
  }
  CoroutineBody& body = heap_.coroutine(generator);
  if (body.running) {
    m_.raise_error("ValueError", "generator already executing");
    return Flow::kError;
  }
  if (exception && !body.started) heap_.assign(body.frame, Value{});
  if (body.frame.is_null()) {
    if (!exception) return end_of_generator(Value::none());
    m_.raise_as_is(exception.release());
    return Flow::kError;
  }
  if (!body.started && !sent.is_none()) {
    m_.raise_error("TypeError", "can't send non-None value to a just-started generator");
    return Flow::kError;
  }
  FrameBody& f = heap_.frame(body.frame);
  const bool is_python = f.code >= 0;
  if (body.started && !exception && is_python) push(f, heap_.retain(sent));
  const bool was_started = std::exchange(body.started, true);
  body.running = true;
  f.owner = heap_.retain(generator);
  if (!push_frame(heap_.retain(body.frame))) return Flow::kError;
  if (exception) {
    stack_.resume = Resume{Resume::Kind::kException, exception.release()};
  } else if (!is_python && was_started) {
    stack_.resume = Resume{Resume::Kind::kValue, heap_.retain(sent)};
  }
  return Flow::kSwitch;
}

// The frame on top asked for a value and there is none: the end of its loop, or StopIteration.
// Takes the reference to the result over.
Interpreter::Flow Interpreter::end_of_generator(Value result) {
  FrameBody& f = heap_.frame(stack_.top);
  if (f.code < 0) {
    stack_.resume = Resume{Resume::Kind::kExhausted, result};
    return Flow::kSwitch;
  }
  // Of the operations of Python functions only the loop asks for values itself.
  const Instr& instr = code_of(f).instrs[static_cast<std::size_t>(f.pc - 1)];
  ENSURE(instr.op == Op::kForIter, "a generator ended below what does not iterate");
  heap_.release(result);
  drop(f, 1);
  jump(f, instr.arg);
  return Flow::kSwitch;
}

// A StopIteration that leaves a coroutine or generator would be taken for its end (PEP 479).
void Interpreter::convert_stop_iteration(CoroutineBody::Kind kind) {
  const Value stop = m_.pending_;
  const bool is_async = kind == CoroutineBody::Kind::kAsyncGenerator &&
                        m_.is_instance(stop, m_.builtin_class(m_.image().stop_async_iteration));
  if (!is_async && !m_.is_instance(stop, m_.builtin_class(m_.image().stop_iteration))) return;
  const char* what = kind == CoroutineBody::Kind::kCoroutine    ? "coroutine"
                     : kind == CoroutineBody::Kind::kGenerator ? "generator"
                                                               : "async generator";
  const Value cause = m_.take_pending();
  const Value text = heap_.new_str(
      fmt::format("{} raised {}", what, is_async ? "StopAsyncIteration" : "StopIteration"));
  const Value error = m_.new_exception(m_.exception_class("RuntimeError"), {text});
  ExceptionBody& body = heap_.exception(error);
  body.cause = heap_.retain(cause);
  body.context = cause;
  body.suppress_context = true;
  m_.raise_as_is(error);
  tell_raised(error);
}

// A generator that was left half-way and then let go of is closed at once, so that its `finally`
// runs. REQUIRES: the frame on top is not about to be resumed with something.
void Interpreter::close_abandoned() {
  Owned generator = own(heap_, m_.abandoned_.back());
  m_.abandoned_.pop_back();
  CoroutineBody& body = heap_.coroutine(generator.get());
  const FrameBody& f = heap_.frame(body.frame);
  const bool notices = f.code < 0 || find_handler(code_of(f), f.pc - 1) != nullptr;
  if (!notices) {
    heap_.assign(body.frame, Value{});
    return;
  }
  const Value frame = new_native_frame(kClose);
  heap_.frame(frame).slots = {generator.release()};
  heap_.frame(frame).result_slot = FrameBody::kDiscard;
  if (!push_frame(frame)) heap_.release(m_.take_pending());
}

// --- For built-ins ---

Interpreter::Flow Interpreter::next_for_native(Value iterator) {
  if (takes_turns(iterator)) {
    const Flow flow = pull(iterator);
    return flow == Flow::kError ? resume_with_pending() : flow;
  }
  bool exhausted = false;
  const Value next = iterator_next(m_, iterator, &exhausted);
  if (!next.is_null()) {
    stack_.resume = Resume{Resume::Kind::kValue, next};
  } else if (exhausted) {
    stack_.resume = Resume{Resume::Kind::kExhausted, Value::none()};
  } else {
    return resume_with_pending();
  }
  return Flow::kSwitch;
}

Interpreter::Flow Interpreter::resume_for_native(bool throws) {
  const Machine::PendingCall call = std::exchange(m_.call_, {});
  const Value given = call.positional.at(0);
  const Flow flow =
      throws ? resume_generator(call.callable, Value::none(), heap_.retain(given))
             : resume_generator(call.callable, given, Value{});
  m_.release(call);
  return flow == Flow::kError ? resume_with_pending() : flow;
}

// An operation of the frame on top needs the values of a generator (at that depth of its stack) in
// hand: puts a list of them in its place and runs the operation again. At most `limit` values, or
// all if that is negative. False: it is no generator.
bool Interpreter::drain_operand(FrameBody& f, int32_t depth, int32_t limit, Flow* flow) {
  const Value generator = peek(f, depth);
  if (!takes_turns(generator)) return false;
  const Value frame = new_native_frame(kDrain);
  FrameBody& drain = heap_.frame(frame);
  drain.slots = {heap_.retain(generator)};
  drain.scratch[0] = limit;
  drain.result_slot = f.top - depth;
  *flow = push_frame(frame) ? Flow::kSwitch : Flow::kError;
  return true;
}

bool Interpreter::search_generator(FrameBody& f, bool negate, Flow* flow) {
  const Value generator = peek(f, 1);
  if (!takes_turns(generator)) return false;
  const Value frame = new_native_frame(kSearch);
  heap_.frame(frame).slots = {pop(f), pop(f)};
  heap_.frame(frame).scratch[0] = negate ? 1 : 0;
  *flow = push_frame(frame) ? Flow::kSwitch : Flow::kError;
  return true;
}

// A call of a built-in that drains its arguments: true if one of them is a generator. Then a step
// function goes through it first and makes the call after.
bool Interpreter::begin_drained(int32_t native, Value self, const CallArguments& args,
                                Begun* begun) {
  bool any = false;
  for (Value v : args.positional) any = any || takes_turns(v);
  if (!any) return false;
  const Value frame = new_native_frame(kPrepare);
  FrameBody& f = heap_.frame(frame);
  f.slots.push_back(Value::of(Type::kNative, static_cast<uint32_t>(native)));
  if (!self.is_null()) f.slots.push_back(heap_.retain(self));
  for (Value v : args.positional) f.slots.push_back(heap_.retain(v));
  f.scratch[0] = static_cast<int64_t>(f.slots.size());
  for (Value v : args.keyword_values) f.slots.push_back(heap_.retain(v));
  for (Value v : args.keyword_names) f.slots.push_back(heap_.retain(v));
  f.scratch[1] = static_cast<int64_t>(args.keyword_names.size());
  f.state = 1;
  *begun = Begun{};
  if (push_frame(frame)) begun->flow = Flow::kSwitch;
  return true;
}

}  // namespace grove
