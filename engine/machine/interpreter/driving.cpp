// Coroutines that the program drives by hand, by send(), throw() and close(). What such a one awaits
// gives way to whoever drives it, and not to a loop: the frames from there up to the coroutine's own
// leave the stack together, and come back together. Meanwhile the coroutine holds the innermost of
// them, and each holds the one below.
#include <vector>

#include "engine/machine/interpreter/awaiting.h"
#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/interpreter/operations.h"

namespace grove {

// The frame of the innermost such coroutine, from that frame outwards; or null.
Value Interpreter::driven_frame(Value from) {
  for (Value at = from; !at.is_null(); at = heap_.frame(at).back) {
    const Value owner = heap_.frame(at).owner;
    if (owner.is_null()) continue;
    const CoroutineBody& body = heap_.coroutine(owner);
    if (body.kind == CoroutineBody::Kind::kCoroutine && body.driven) return at;
  }
  return Value{};
}

Interpreter::Flow Interpreter::hand_out(Value value) {
  const Value base = driven_frame(stack_.top);
  ENSURE(!base.is_null(), "something is handed out to whoever drives a coroutine, and nobody does");
  const Value owner = heap_.frame(base).owner;
  const Value below = std::exchange(heap_.frame(base).back, Value{});
  leave_together(base, std::exchange(stack_.top, below));
  m_.throwing_ = {};
  hand_over(value);
  heap_.release(owner);
  return Flow::kSwitch;
}

// Takes the reference to the innermost frame over; that of the owner's frame to the owner is left to
// the caller.
void Interpreter::leave_together(Value base, Value innermost) {
  CoroutineBody& body = heap_.coroutine(std::exchange(heap_.frame(base).owner, Value{}));
  body.running = false;
  body.driven = true;
  heap_.assign(body.frame, innermost);
}

bool Interpreter::is_half_done(const CoroutineBody& body) {
  return body.started && !body.running && !body.frame.is_null() &&
         heap_.frame(body.frame).native >= 0;
}

// Takes the reference in `with` over. REQUIRES: is_half_done().
Interpreter::Flow Interpreter::come_back(Value coroutine, Resume with) {
  Owned given = own(heap_, with.value);
  CoroutineBody& body = heap_.coroutine(coroutine);
  std::vector<Value> frames;
  for (Value at = body.frame; !at.is_null(); at = heap_.frame(at).back) frames.push_back(at);
  int32_t depth = stack_.top.is_null() ? 0 : heap_.frame(stack_.top).depth;
  for (auto at = frames.rbegin(); at != frames.rend(); ++at) {
    FrameBody& f = heap_.frame(*at);
    f.depth = depth += f.code >= 0 ? 1 : 0;
  }
  if (depth > m_.deepest_call) {
    m_.raise_error("RecursionError", "maximum recursion depth exceeded");
    return Flow::kError;
  }
  const Value base = frames.back();
  heap_.frame(base).owner = heap_.retain(coroutine);
  heap_.frame(base).back = stack_.top;
  stack_.top = std::exchange(body.frame, heap_.retain(base));
  body.running = true;
  body.driven = true;
  if (with.kind == Resume::Kind::kException) {
    m_.throw_into(stack_, given.release(), Value{});
    m_.throwing_.last = base;
    if (frames.size() == 1) m_.throwing_ = {};
  } else {
    stack_.resume = {with.kind, given.release()};
  }
  return Flow::kSwitch;
}

void Interpreter::give_up() {
  Value base = stack_.top;
  while (!heap_.frame(base).back.is_null()) base = heap_.frame(base).back;
  const Value owner = heap_.frame(base).owner;
  leave_together(base, std::exchange(stack_.top, Value{}));
  heap_.release(std::exchange(stack_.resume, Resume{}).value);
  heap_.release(owner);
}

bool Interpreter::runs(const CoroutineBody& body) {
  if (!body.running) return false;
  Value at = stack_.top;
  while (!at.is_null() && !same(at, body.frame)) at = heap_.frame(at).back;
  return !at.is_null();
}

bool runs_by_hand(Machine& m) {
  return Interpreter::on_running_stack(
      m, [](Interpreter& i, Value top) { return !i.driven_frame(top).is_null(); });
}

bool is_executing(Machine& m, Value coroutine) {
  return Interpreter::on_running_stack(m, [&](Interpreter& i, Value) {
    return i.runs(m.heap.coroutine(coroutine));
  });
}

void give_up_coroutine(Machine& m, Stack& stack) { Interpreter(m, stack).give_up(); }

Value own_frame(Machine& m, Value coroutine) {
  const CoroutineBody& body = m.heap.coroutine(coroutine);
  Value frame = body.frame;
  if (body.running || frame.is_null()) return frame;
  while (!m.heap.frame(frame).back.is_null()) frame = m.heap.frame(frame).back;
  return frame;
}

Value awaited_by(Machine& m, Value coroutine, Value innermost) {
  const Value own = own_frame(m, coroutine);
  Value at = innermost;
  while (!at.is_null() && !same(m.heap.frame(at).back, own)) at = m.heap.frame(at).back;
  if (at.is_null()) return Value{};
  const FrameBody& f = m.heap.frame(at);
  if (!f.owner.is_null()) return f.owner;
  const bool is_iterating = f.native == kAwaitByCall && f.slots.size() > 1;
  return is_iterating ? f.slots[1] : Value{};
}

}  // namespace grove
