// FastPath: the commonest operations on the commonest values, inside the interpreter's loop. None
// of them calls anything, fails, lets an object die, or is seen by the host.
//
//   FastPath fast(machine);
//   fast.enter(frame, instrs);
//   while (fast.step()) {}  // on through the frame, as far as that goes
//   fast.leave();           // the frame is up to date; the next instruction is for execute()
//
// step() is true if it did the next instruction, else it changed nothing: what is not common (an
// overflow, a negative index, the last reference to an object) is left to Interpreter::execute.
// Stack, constants, jumps and bound names are done here alone; for the others execute() has the
// whole rule, and what stands here is only a quicker way to the same (fast_path_test.cpp).
//
// Position and stack pointer are copies in registers: between enter() and leave() nobody else may
// touch the frame. That they stay there is why all is inlined by force: one call left, and they
// would live in memory.
#pragma once

#include <cstdint>
#include <utility>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/plain_attributes.h"

namespace grove {

class FastPath {
 public:
  explicit FastPath(Machine& machine) : m_(machine), heap_(machine.heap) {}
  [[gnu::always_inline]] void enter(FrameBody& frame, const Instr* instrs) {
    frame_ = &frame;
    instrs_ = instrs;
    next_ = instrs + frame.pc;
    slots_ = frame.slots.data();
    top_ = slots_ + frame.top;
    constants_ = m_.image().constants[static_cast<std::size_t>(frame.code)].data();
  }
  [[gnu::always_inline]] void leave() {
    frame_->pc = static_cast<int32_t>(next_ - instrs_);
    frame_->top = static_cast<int32_t>(top_ - slots_);
  }
  const Instr& next() const { return *next_; }

  // The line that the host knows the frame to be at. 0: the next is told in any case, because
  // nothing was told of this frame yet, a loop came round, or the instruction before had no line.
  int32_t line = 0;
  // Instructions that may still be done: each counts one off.
  int64_t left = 0;

  [[gnu::always_inline]] bool step() {
    const int32_t arg = next_->arg;
    switch (next_->op) {
      case Op::kNop:
        return done();
      case Op::kPop:
        return !top_[-1].is(Type::kException) && release(top_[-1]) && (--top_, done());
      case Op::kPushNull:
        return push(Value{});
      case Op::kCopy:
        return push(heap_.retain(top_[-arg]));
      case Op::kSwap:
        std::swap(top_[-1], top_[-arg]);
        return done();
      case Op::kLoadConst:
        return push(heap_.retain(constants_[arg]));
      case Op::kLoadFast:
        return load(slots_[arg]);
      case Op::kStoreFast:
        return store(slots_[arg]);
      case Op::kLoadDeref:
        return load(heap_.cell(slots_[arg]).value);
      case Op::kStoreDeref:
        return store(heap_.cell(slots_[arg]).value);
      case Op::kLoadGlobal:
        return load_global(static_cast<std::size_t>(arg));
      case Op::kStoreGlobal:
        return store(m_.globals[static_cast<std::size_t>(arg)]);
      case Op::kLoadMethod:
        return load_method(m_.image().names[static_cast<std::size_t>(arg)]);
      case Op::kLoadAttr:
        return load_attribute(m_.image().names[static_cast<std::size_t>(arg)]);
      case Op::kStoreAttr:
        return store_attribute(m_.image().names[static_cast<std::size_t>(arg)]);
      case Op::kBinaryOp:
        return binary(static_cast<BinaryOperator>(arg & (kInPlace - 1)));
      case Op::kIsOp:
        return is(arg == 0);
      case Op::kCompareOp:
        return compare(static_cast<CompareOperator>(arg));
      case Op::kBinarySubscr:
        return item();
      case Op::kStoreSubscr:
        return store_item();
      case Op::kUnpackSequence:
        return unpack(static_cast<std::size_t>(arg));
      case Op::kListAppend:
        return append(heap_.list(top_[-arg - 1]));
      case Op::kJump:
        return jump(arg);
      case Op::kPopJumpIfFalse:
        return pop_jump(arg, false);
      case Op::kPopJumpIfTrue:
        return pop_jump(arg, true);
      case Op::kForIter:
        return for_iter();
      default:
        return false;
    }
  }

 private:
  bool done() {
    ++next_;
    --left;
    return true;
  }
  [[gnu::always_inline]] bool push(Value v) {
    *top_++ = v;
    return done();
  }
  // One reference less, unless it is the last one.
  [[gnu::always_inline]] bool release(Value v) { return heap_.release_unless_last(v); }
  [[gnu::always_inline]] bool load(Value v) { return !v.is_null() && push(heap_.retain(v)); }
  [[gnu::always_inline]] bool store(Value& place) {
    if (!release(place)) return false;
    place = *--top_;
    return done();
  }
  [[gnu::always_inline]] bool load_global(std::size_t global) {
    return load(m_.globals[global]) || load(m_.image().builtin_of_global[global]);
  }
  // Whether the instruction after the next may be done in one go with it.
  [[gnu::always_inline]] bool goes_on() const { return next_[1].line == next_->line && left >= 2; }
  // As Interpreter::load_method, of the types whose objects have no names of their own.
  [[gnu::always_inline]] bool load_method(Symbol name) {
    const Value object = top_[-1];
    if (object.is(Type::kInstance)) {
      const Value function = plain_method(m_, object, name);
      if (function.is_null()) return false;
      top_[-1] = heap_.retain(function);
      return push(object);
    }
    const Value method = m_.image().method(object.type, name);
    if (method.is_null()) return false;
    top_[-1] = method;
    return push(object);
  }
  [[gnu::always_inline]] bool load_attribute(Symbol name) {
    const Value object = top_[-1];
    if (!object.is(Type::kInstance)) return false;
    const Value v = plain_attribute(m_, object, name);
    if (v.is_null() || !release(object)) return false;
    top_[-1] = heap_.retain(v);
    return done();
  }
  [[gnu::always_inline]] bool store_attribute(Symbol name) {
    const Value object = top_[-1];
    if (!object.is(Type::kInstance) || heap_.reference_count(object) < 2) return false;
    if (!plain_store(m_, object, name, top_[-2])) return false;
    top_ -= 2;
    release(object);
    return done();
  }
  // The two topmost values, which hold no reference, give way to one.
  [[gnu::always_inline]] bool replace_two(Value v) {
    (--top_)[-1] = v;
    return done();
  }

  // The two topmost values give way to a truth; where a jump asks for it next, to that jump at
  // once.
  [[gnu::always_inline]] bool decide(bool truth) {
    const Instr& after = next_[1];
    const bool jumps = after.op == Op::kPopJumpIfFalse || after.op == Op::kPopJumpIfTrue;
    if (!jumps || !goes_on()) return replace_two(Value::boolean(truth));
    top_ -= 2;
    done();
    return truth == (after.op == Op::kPopJumpIfTrue) ? jump(after.arg) : done();
  }

  [[gnu::always_inline]] bool binary(BinaryOperator op) {
    const Value a = top_[-2], b = top_[-1];
    if (a.is(Type::kInt) && b.is(Type::kInt)) return integers(op, a.integer, b.integer);
    if (a.is(Type::kFloat)) {
      if (b.is(Type::kFloat)) return floats(op, a.real, b.real);
      return b.is(Type::kInt) && floats(op, a.real, static_cast<double>(b.integer));
    }
    return a.is(Type::kInt) && b.is(Type::kFloat) &&
           floats(op, static_cast<double>(a.integer), b.real);
  }
  [[gnu::always_inline]] bool integers(BinaryOperator op, int64_t a, int64_t b) {
    constexpr int64_t kExact = int64_t{1} << 53;  // up to here a double holds every integer
    int64_t result = 0;
    switch (op) {
      case BinaryOperator::kAdd:
        return !__builtin_add_overflow(a, b, &result) && replace_two(Value::of_int(result));
      case BinaryOperator::kSub:
        return !__builtin_sub_overflow(a, b, &result) && replace_two(Value::of_int(result));
      case BinaryOperator::kMul:
        return !__builtin_mul_overflow(a, b, &result) && replace_two(Value::of_int(result));
      case BinaryOperator::kMod:
        if (b <= 0) return false;
        result = a % b;
        return replace_two(Value::of_int(result < 0 ? result + b : result));
      case BinaryOperator::kFloorDiv:
        if (b <= 0) return false;
        return replace_two(Value::of_int(a / b - (a % b < 0 ? 1 : 0)));
      case BinaryOperator::kTrueDiv:
        if (b == 0 || a < -kExact || a > kExact || b < -kExact || b > kExact) return false;
        return replace_two(Value::of_float(static_cast<double>(a) / static_cast<double>(b)));
      case BinaryOperator::kAnd:
        return replace_two(Value::of_int(a & b));
      case BinaryOperator::kOr:
        return replace_two(Value::of_int(a | b));
      case BinaryOperator::kXor:
        return replace_two(Value::of_int(a ^ b));
      default:
        return false;
    }
  }
  [[gnu::always_inline]] bool floats(BinaryOperator op, double a, double b) {
    switch (op) {
      case BinaryOperator::kAdd:
        return replace_two(Value::of_float(a + b));
      case BinaryOperator::kSub:
        return replace_two(Value::of_float(a - b));
      case BinaryOperator::kMul:
        return replace_two(Value::of_float(a * b));
      case BinaryOperator::kTrueDiv:
        return b != 0 && replace_two(Value::of_float(a / b));
      default:
        return false;
    }
  }

  [[gnu::always_inline]] bool compare(CompareOperator op) {
    const Value a = top_[-2], b = top_[-1];
    if (a.type != b.type) return false;
    if (a.is(Type::kInt)) return decide(holds(op, a.integer, b.integer));
    return a.is(Type::kFloat) && decide(holds(op, a.real, b.real));
  }

  [[gnu::always_inline]] bool is(bool wanted) {
    const Value a = top_[-2], b = top_[-1];
    if (b.is_heap() || !release(a)) return false;
    return decide(same(a, b) == wanted);
  }

  // The items of a list or tuple; null if it is neither.
  [[gnu::always_inline]] const std::vector<Value>* items_of(Value container) {
    return container.is(Type::kList)    ? &heap_.list(container).items
           : container.is(Type::kTuple) ? &heap_.tuple(container).items
                                        : nullptr;
  }
  [[gnu::always_inline]] bool unpack(std::size_t count) {
    const std::vector<Value>* items = items_of(top_[-1]);
    if (items == nullptr || items->size() != count || !release(top_[-1])) return false;
    --top_;
    for (std::size_t i = count; i > 0; --i) *top_++ = heap_.retain((*items)[i - 1]);
    return done();
  }
  // container[index], of a list or tuple that others hold too.
  [[gnu::always_inline]] bool item() {
    const Value container = top_[-2], index = top_[-1];
    if (!index.is(Type::kInt)) return false;
    const std::vector<Value>* items = items_of(container);
    // Taken as unsigned, a negative index is past the end.
    const auto at = static_cast<std::size_t>(index.integer);
    if (items == nullptr || at >= items->size() || !release(container)) return false;
    return replace_two(heap_.retain((*items)[at]));
  }
  [[gnu::always_inline]] bool store_item() {
    const Value container = top_[-2], index = top_[-1];
    if (!container.is(Type::kList) || !index.is(Type::kInt)) return false;
    std::vector<Value>& items = heap_.list(container).items;
    const auto at = static_cast<std::size_t>(index.integer);
    if (at >= items.size() || !release(container)) return false;
    if (!release(items[at])) return heap_.retain(container), false;
    top_ -= 3;
    items[at] = *top_;
    return done();
  }
  [[gnu::always_inline]] bool append(ListBody& list) {
    if (list.items.size() == list.items.capacity()) return false;
    list.items.push_back(*--top_);
    return done();
  }

  [[gnu::always_inline]] bool jump(int32_t target) {
    const Instr* const to = instrs_ + target;
    if (to <= next_) line = 0;
    next_ = to;
    --left;
    return true;
  }
  [[gnu::always_inline]] bool pop_jump(int32_t target, bool when) {
    const Value v = top_[-1];
    if (!v.is(Type::kBool) && !v.is(Type::kInt) && !v.is_none()) return false;
    --top_;
    return (v.integer != 0) == when ? jump(target) : done();  // None's is 0
  }
  // The last item is left to iterator_next: behind it a range may overflow, and a list ends.
  [[gnu::always_inline]] bool for_iter() {
    if (!top_[-1].is(Type::kIterator)) return false;
    IteratorBody& it = heap_.iterator(top_[-1]);
    if (it.kind == IteratorBody::Kind::kRange) {
      if (it.remaining <= 1) return false;
      --it.remaining;
      return give(Value::of_int(std::exchange(it.position, it.position + it.step)));
    }
    if (it.kind != IteratorBody::Kind::kSequence || it.sources.empty() ||
        !it.sources[0].is(Type::kList)) {
      return false;
    }
    const std::vector<Value>& items = heap_.list(it.sources[0]).items;
    const auto at = static_cast<std::size_t>(it.position);
    if (at >= items.size()) return false;
    it.position += it.step;
    return give(heap_.retain(items[at]));
  }
  // The next item is pushed; where a variable takes it next, it goes there at once.
  [[gnu::always_inline]] bool give(Value item) {
    const Instr& after = next_[1];
    if (after.op == Op::kStoreFast) {
      if (goes_on() && give_to(slots_[after.arg], item)) return true;
    } else if (after.op == Op::kStoreGlobal) {
      Value& global = m_.globals[static_cast<std::size_t>(after.arg)];
      if (goes_on() && give_to(global, item)) return true;
    }
    return push(item);
  }
  [[gnu::always_inline]] bool give_to(Value& variable, Value item) {
    if (!release(variable)) return false;
    variable = item;
    done();
    return done();
  }

  Machine& m_;
  Heap& heap_;
  FrameBody* frame_ = nullptr;
  const Instr* instrs_ = nullptr;
  const Value* constants_ = nullptr;
  const Instr* next_ = nullptr;
  Value* slots_ = nullptr;
  Value* top_ = nullptr;
};

}  // namespace grove
