// iter() and next() of anything, and the instructions that iterate. What takes no turns is done at
// once by iteration.h; the rest is done by frames (consumer.h, iterator_steps.h).
#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/specials.h"

namespace grove {

Interpreter::Begun Interpreter::begin_step(int32_t native, std::span<const Value> args) {
  const Value frame = new_native_frame(native);
  std::vector<Value>& slots = heap_.frame(frame).slots;
  for (Value v : args) slots.push_back(heap_.retain(v));
  if (!push_frame(frame)) return {};
  return {Flow::kSwitch, Value{}};
}

Interpreter::Begun Interpreter::begin_iter(Value iterable) {
  const bool is_iterator = iterable.is(Type::kIterator) || iterable.is(Type::kCoroutine);
  if (is_iterator || !takes_turns(m_, iterable)) {
    const Value iterator = get_iterator(m_, iterable);
    return {iterator ? Flow::kNext : Flow::kError, iterator};
  }
  return begin_step(kIterateByCall, std::span(&iterable, 1));
}

Interpreter::Begun Interpreter::begin_next(Value iterator) {
  if (iterator.is(Type::kCoroutine)) {
    return {resume_generator(iterator, {Resume::Kind::kValue, Value::none()}), Value{}};
  }
  if (takes_turns(m_, iterator)) {
    const bool is_ours = iterator.is(Type::kIterator);
    return begin_step(is_ours ? kStepIterator : kNextByCall, std::span(&iterator, 1));
  }
  bool exhausted = false;
  const Value item = iterator_next(m_, iterator, &exhausted);
  return {item || exhausted ? Flow::kNext : Flow::kError, item};
}

Interpreter::Flow Interpreter::for_iter(FrameBody& f, int32_t target) {
  const Value iterator = peek(f, 1);
  if (iterator.is(Type::kInstance)) {
    const Value method = m_.find_in_class(m_.class_of(iterator), known(Known::kNext));
    if (method.is(Type::kFunction)) return finish_call(f, 0, begin_function(method, iterator, {}));
  }
  const Begun begun = begin_next(peek(f, 1));
  if (begun.flow != Flow::kNext) return begun.flow;
  if (begun.value.is_null()) {
    heap_.release(pop(f));
    jump(f, target);
  } else {
    push(f, begun.value);
  }
  return Flow::kNext;
}

Interpreter::Flow Interpreter::get_iter(FrameBody& f) {
  const Begun begun = begin_iter(peek(f, 1));
  if (begun.flow == Flow::kNext) return replace_top(f, begun.value);
  if (begun.flow == Flow::kSwitch) drop(f, 1);
  return begun.flow;
}

void Interpreter::spread(FrameBody& f, const std::vector<Value>& items) {
  for (std::size_t i = items.size(); i > 0; --i) push(f, items[i - 1]);
}

Interpreter::Flow Interpreter::unpack(FrameBody& f, int32_t count) {
  const Value iterable = peek(f, 1);
  if (takes_turns(m_, iterable)) {
    const Value args[] = {iterable, Value::of_int(count), Value::none()};
    return finish_call(f, 1, begin_step(kUnpackItems, args));
  }
  std::vector<Value> items;
  if (!unpack_sequence(m_, iterable, count, &items)) return Flow::kError;
  drop(f, 1);
  spread(f, items);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::unpack_starred(FrameBody& f, int32_t arg) {
  const Value iterable = peek(f, 1);
  if (takes_turns(m_, iterable)) {
    const Value args[] = {iterable, Value::of_int(arg & 255), Value::of_int(arg >> 8)};
    return finish_call(f, 1, begin_step(kUnpackItems, args));
  }
  std::vector<Value> items;
  if (!grove::unpack_starred(m_, iterable, arg & 255, arg >> 8, &items)) return Flow::kError;
  drop(f, 1);
  spread(f, items);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::contains_op(FrameBody& f, bool negate) {
  const Value container = peek(f, 1), item = peek(f, 2);
  const Value args[] = {item, container, Value::boolean(negate)};
  if (takes_turns(m_, container) &&
      m_.find_in_class(m_.class_of(container), known(Known::kContains)).is_null()) {
    const Value search[] = {container, item, args[2]};
    return finish_call(f, 2, begin_step(kContainsItem, search));
  }
  return operate(f, kContainsOperation, args, 2, [&] {
    bool failed = false;
    const bool found = contains(m_, container, item, &failed);
    return failed ? Value{} : Value::boolean(found != negate);
  });
}

// What a call came to goes where the instruction that began it wants it.
void Interpreter::receive(FrameBody& f, Value value) {
  switch (code_of(f).instrs[static_cast<std::size_t>(f.pc - 1)].op) {
    case Op::kUnpackSequence:
    case Op::kUnpackEx: {
      for (Value item : heap_.tuple(value).items) heap_.retain(item);
      spread(f, heap_.tuple(value).items);
      return heap_.release(value);
    }
    case Op::kListExtend:
    case Op::kSetUpdate:
    case Op::kStoreSubscr:
      return heap_.release(value);
    default:
      return push(f, value);
  }
}

}  // namespace grove
