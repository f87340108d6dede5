// Frames: made, put on the stack, left with a result or an exception; and the turns of built-ins
// that take several.
#include "engine/machine/core/machinery.h"
#include "engine/machine/interpreter/interpreter.h"

namespace grove {

Value Interpreter::new_frame(Value function) {
  const FunctionBody& body = heap_.function(function);
  heap_.retain(function);
  return new_frame(function, body, program_.codes[static_cast<std::size_t>(body.code)]);
}

// Takes the reference to the function over.
Value Interpreter::new_frame(Value function, const FunctionBody& body, const Code& code) {
  const auto slots = static_cast<std::size_t>(code.slot_count);
  const Value frame = heap_.new_frame(slots + static_cast<std::size_t>(code.stack_size), slots);
  FrameBody& f = heap_.frame(frame);
  f.function = function;
  f.code = body.code;
  f.base = f.top = code.slot_count;
  if (!body.closure.is_null()) {
    const std::vector<Value>& cells = heap_.tuple(body.closure).items;
    std::size_t slot = static_cast<std::size_t>(code.slot_count) - cells.size();
    for (Value cell : cells) f.slots[slot++] = heap_.retain(cell);
  }
  return frame;
}

Value Interpreter::new_native_frame(int32_t native) {
  const Value frame = heap_.new_frame(0, 0);
  heap_.frame(frame).native = native;
  return frame;
}

bool Interpreter::push_frame(Value frame) {
  const int32_t below = stack_.top.is_null() ? 0 : heap_.frame(stack_.top).depth;
  return push_frame(frame, heap_.frame(frame), below);
}

bool Interpreter::push_frame(Value frame, FrameBody& f, int32_t below) {
  f.depth = below + (f.code >= 0 ? 1 : 0);
  if (f.depth > m_.deepest_call) {
    if (!f.owner.is_null()) heap_.coroutine(f.owner).running = false;
    heap_.assign(f.owner, Value{});
    heap_.release(frame);
    m_.raise_error("RecursionError", "maximum recursion depth exceeded");
    return false;
  }
  // A function that begins has come to its first line, even if the one before was the same.
  if (f.code >= 0 && f.pc == 0 && code_of(f).linked < 0) stack_.line = 0;
  f.back = stack_.top;
  stack_.top = frame;
  return true;
}

// Runs the frame, or makes the coroutine or generator that will. Null without pending: it runs.
Value Interpreter::start_frame_of(int32_t code_index, Value frame) {
  const Code& code = program_.codes[static_cast<std::size_t>(code_index)];
  if (code.is_coroutine || code.is_generator) return wrap_frame(frame);
  push_frame(frame);
  return Value{};
}

// The usual call: a Python function with as many positional arguments as it has parameters. They
// move from stack to slots of a new frame. Null if it is another kind of call; then nothing was
// done.
[[gnu::always_inline]] inline Value Interpreter::take_positional(FrameBody& f, int32_t count,
                                                                 bool plain) {
  const Value function = peek(f, count + 2);
  if (!function.is(Type::kFunction)) return Value{};
  const FunctionBody& body = heap_.function(function);
  const Code& code = program_.codes[static_cast<std::size_t>(body.code)];
  const int32_t given = count + (peek(f, count + 1).is_null() ? 0 : 1);
  if (code.parameter_count != given || code.keyword_only_count > 0 || code.has_varargs ||
      code.has_varkeywords || (code.is_coroutine || code.is_generator) == plain) {
    return Value{};
  }
  const Value frame = new_frame(function, body, code);
  Value* const slots = heap_.frame(frame).slots.data();
  const Value* const arguments = f.slots.data() + f.top - given;
  for (int32_t i = 0; i < given; ++i) slots[i] = arguments[i];
  f.top -= count + 2;
  return frame;
}

bool Interpreter::make_positional_coroutine(FrameBody& f, int32_t count) {
  const Value frame = take_positional(f, count, false);
  if (frame.is_null()) return false;
  push(f, wrap_frame(frame));
  return true;
}

// Both are flattened because a call and a return are dozens of small steps that others take too.
[[gnu::flatten]] FrameBody* Interpreter::call_plainly(FrameBody& f, int32_t count) {
  if (f.depth >= m_.deepest_call) return nullptr;
  const Value frame = take_positional(f, count, true);
  if (frame.is_null()) return nullptr;
  FrameBody& callee = heap_.frame(frame);
  push_frame(frame, callee, f.depth);
  return &callee;
}

[[gnu::flatten]] FrameBody* Interpreter::return_plainly(FrameBody& f) {
  if (!f.owner.is_null() || !f.namespace_class.is_null() || f.back.is_null()) return nullptr;
  FrameBody& caller = heap_.frame(f.back);
  if (caller.code < 0) return nullptr;
  const Value result = pop(f);
  drop(f, f.top - f.base);
  pop_frame(f);
  push(caller, result);
  return &caller;
}

void Interpreter::start(Value function) { push_frame(new_frame(function)); }

void Interpreter::start_coroutine(Value coroutine) {
  const Begun begun = begin_await(coroutine);
  ENSURE(begun.flow == Flow::kSwitch, "a stack was started with what is no fresh coroutine");
}

void Interpreter::start_call(Value callable, std::span<const Value> args) {
  const Value frame = new_native_frame(kCallFunction);
  std::vector<Value>& slots = heap_.frame(frame).slots;
  slots.push_back(heap_.retain(callable));
  for (Value v : args) slots.push_back(heap_.retain(v));
  push_frame(frame);
}

void Interpreter::pop_frame() { pop_frame(heap_.frame(stack_.top)); }

void Interpreter::pop_frame(FrameBody& f) {
  const Value frame = stack_.top;
  stack_.top = std::exchange(f.back, Value{});
  if (!m_.throwing_.next.is_null()) note_reached();
  heap_.assign(f.handled, Value{});
  heap_.assign(f.namespace_class, Value{});
  if (!f.owner.is_null()) {
    const Value owner = std::exchange(f.owner, Value{});
    CoroutineBody& coroutine = heap_.coroutine(owner);
    coroutine.running = false;
    heap_.assign(coroutine.frame, Value{});
    heap_.release(owner);
  }
  heap_.retire(frame, f);
}

// The frame on top may be one that an exception was thrown through to those inside it.
void Interpreter::note_reached() {
  Machine::Throwing& throwing = m_.throwing_;
  if (!same(stack_.top, throwing.next)) return;
  const bool was_last = same(throwing.next, throwing.last);
  throwing.next = was_last ? Value{} : heap_.frame(throwing.next).back;
}

Interpreter::Flow Interpreter::finish(Value result) {
  FrameBody& f = heap_.frame(stack_.top);
  if (f.code >= 0) {
    drop(f, f.top - f.base);
  }
  if (!f.owner.is_null()) {
    const CoroutineBody& owner = heap_.coroutine(f.owner);
    if (owner.is_generator() || owner.driven) return finish_generator(result);
  }
  const ResultUse use = f.result_use;
  if (use == ResultUse::kDrop) {
    heap_.release(result);
    pop_frame(f);
    return Flow::kSwitch;
  }
  pop_frame(f);
  if (use == ResultUse::kDecide) {
    decide(heap_.frame(stack_.top), result.integer != 0);
    return Flow::kSwitch;
  }
  hand_over(result);
  if (use == ResultUse::kMethod) push(heap_.frame(stack_.top), Value{});
  return Flow::kSwitch;
}

// To the frame that is on top now: at once if it is Python's, else when its next turn comes.
void Interpreter::hand_over(Value value) {
  if (!stack_.top.is_null()) {
    FrameBody& f = heap_.frame(stack_.top);
    if (f.code >= 0) return receive(f, value);
  }
  stack_.resume = Resume{Resume::Kind::kValue, value};
}

Interpreter::Flow Interpreter::finish_raising() {
  FrameBody& f = heap_.frame(stack_.top);
  if (f.code >= 0) {
    drop(f, f.top - f.base);
  }
  if (!f.owner.is_null() && heap_.coroutine(f.owner).kind < CoroutineBody::Kind::kAsyncSend) {
    convert_stop_iteration(heap_.coroutine(f.owner).kind);
  }
  const bool is_thrown = !f.back.is_null() && same(f.back, m_.throwing_.next);
  pop_frame(f);
  if (is_thrown) m_.reach_by_throw(heap_.frame(stack_.top), m_.pending_);
  stack_.resume = Resume{Resume::Kind::kException, m_.take_pending()};
  return Flow::kSwitch;
}

// The pending exception leaves the instruction that `f`, the top frame, is at: to a handler of the
// same frame, or out of it.
Interpreter::Flow Interpreter::handle_error(FrameBody& f, bool add_to_traceback) {
  const Code& code = code_of(f);
  const int32_t at = f.pc - 1;
  const Value exception = m_.pending_;
  if (add_to_traceback && code.linked < 0) {
    ExceptionBody& body = heap_.exception(exception);
    heap_.grow(body.traceback, 1, body.charged);
    body.traceback.push_back({heap_.retain(stack_.top), at});
    heap_.recharge(body);
  }
  tell_raised(exception);
  const ExceptionTableEntry* handler = nullptr;
  for (std::size_t low = 0, high = code.handlers.size(); low < high;) {
    const std::size_t middle = (low + high) / 2;
    const ExceptionTableEntry& entry = code.handlers[middle];
    if (at < entry.start) {
      high = middle;
    } else if (at >= entry.end) {
      low = middle + 1;
    } else {
      handler = &entry;
      break;
    }
  }
  if (handler == nullptr) return finish_raising();
  drop(f, f.top - f.base - handler->depth);
  if (handler->lasti) push(f, Value::of_int(at));
  push(f, m_.take_pending());
  f.pc = handler->target;
  return Flow::kNext;
}

// One turn of the built-in whose frame is on top.
Interpreter::Flow Interpreter::run_turn(FrameBody& f) {
  const Native& native = m_.library().natives()[static_cast<std::size_t>(f.native)];
  const Resume resume = std::exchange(stack_.resume, Resume{});
  return take_turn(native.turn(m_, f, resume));
}

Interpreter::Flow Interpreter::take_turn(const Turn& turn) {
  switch (turn.kind) {
    case Turn::Kind::kReturn:
      return finish(turn.value);
    case Turn::Kind::kBlock:
      return Flow::kBlock;
    case Turn::Kind::kYield:
      return hand_out(turn.value);
    case Turn::Kind::kRaise:
      if (m_.allowance.is_exceeded()) return Flow::kNext;  // the stack stays as it is
      ENSURE(m_.has_pending(), "a turn says that it raised, but no exception is pending");
      tell_raised(m_.pending_);
      return finish_raising();
    case Turn::Kind::kEnd:
      pop_frame();
      return finish_iterator(turn.value);
    case Turn::Kind::kAgain:
      stack_.resume = Resume{Resume::Kind::kValue, Value::none()};
      return Flow::kSwitch;
    case Turn::Kind::kGiveBack:
      pop_frame();
      stack_.resume = turn.with;
      return Flow::kSwitch;
    default:
      break;
  }
  const Begun begun = begin_asked(turn);
  if (begun.flow == Flow::kNext) {
    stack_.resume = Resume{begun.value.is_null() ? Resume::Kind::kEnd : Resume::Kind::kValue,
                           begun.value.is_null() ? Value::none() : begun.value};
  } else if (begun.flow == Flow::kError) {
    tell_raised(m_.pending_);
    stack_.resume = Resume{Resume::Kind::kException, m_.take_pending()};
  }
  return Flow::kSwitch;
}

Interpreter::Begun Interpreter::begin_asked(const Turn& turn) {
  switch (turn.kind) {
    case Turn::Kind::kCall: {
      const Machine::PendingCall call = std::exchange(m_.call_, {});
      const CallArguments args{call.positional, call.keyword_values, call.keyword_names};
      const Begun begun =
          call.constructs ? construct(call.callable, args) : begin(call.callable, Value{}, args);
      if (begun.flow == Flow::kSwitch && !call.namespace_class.is_null()) {
        heap_.frame(stack_.top).namespace_class = heap_.retain(call.namespace_class);
      }
      m_.release(call);
      return begun;
    }
    case Turn::Kind::kIterate:
      return begin_iter(turn.value);
    case Turn::Kind::kNext:
      return begin_next(turn.value);
    case Turn::Kind::kGoOn:
      return {resume_generator(turn.value, turn.with), Value{}};
    default:
      return begin_await(turn.value);
  }
}

}  // namespace grove
