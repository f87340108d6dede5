// The interpreter's loop and the operations that run all the time. Each operation is a function of
// its own; the switch only calls them.
#include "engine/machine/core/answers.h"
#include "engine/machine/interpreter/fast_path.h"
#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"

namespace grove {

// Whether the run has come to a limit, so that no instruction is to be done any more. Looked at
// after what may allocate, and never where a slice begins or ends: that must change nothing. What
// has cost something is settled out of line, because the loop needs its registers.
[[gnu::always_inline]] inline bool Interpreter::is_over(int64_t& budget) {
  // What any instruction may make is part of it; more of it are items.
  constexpr uint64_t kMadeByAny = 1024;
  const uint64_t made = heap_.take_made();
  if (made <= kMadeByAny && heap_.has_room() && !m_.allowance.owes()) {
    return m_.allowance.is_exceeded();
  }
  return settle(budget, made > kMadeByAny ? made : 0);
}

[[gnu::noinline]] bool Interpreter::settle(int64_t& budget, uint64_t made) {
  heap_.reserve(0);
  m_.allowance.take_items(static_cast<int64_t>(made / sizeof(Value)));
  budget -= m_.allowance.take_instructions();
  return m_.allowance.is_exceeded();
}

Pause Interpreter::run(int64_t& budget, bool tells_lines) {
  tells_lines_ = tells_lines;
  for (;;) {
    if (m_.allowance.is_exceeded()) return Pause::kBudget;
    if (!heap_.last_wishes.empty()) grant_last_wishes();
    if (stack_.top.is_null()) {
      return stack_.resume.kind == Resume::Kind::kException ? Pause::kRaised : Pause::kReturned;
    }
    if (budget <= 0) return Pause::kBudget;
    FrameBody& frame = heap_.frame(stack_.top);
    Flow flow = Flow::kNext;
    if (frame.code >= 0) {
      flow = run_python(frame, budget);
    } else {
      --budget;
      flow = run_turn(frame);
      is_over(budget);
    }
    if (heap_.anyone_died()) report_deaths();
    if (flow == Flow::kBlock) {
      m_.throwing_ = {};
      return Pause::kBlocked;
    }
  }
}

// What the frame waited for has come: a value, or an exception that it may handle.
Interpreter::Flow Interpreter::take_resume(FrameBody& frame) {
  if (stack_.resume.kind == Resume::Kind::kStart) return Flow::kNext;
  const Resume resume = std::exchange(stack_.resume, Resume{});
  if (resume.kind == Resume::Kind::kValue) {
    push(frame, resume.value);
    return Flow::kNext;
  }
  m_.pending_ = resume.value;
  if (take_stop_iteration(frame)) return Flow::kNext;
  return handle_error(frame, true);
}

// Runs from this frame on, the top one, through calls and returns, until a built-in's frame is on
// top or none, an exception has to go on to another frame, the task blocks, or the budget is used
// up.
Interpreter::Flow Interpreter::run_python(FrameBody& first, int64_t& budget) {
  Flow flow = take_resume(first);
  if (flow != Flow::kNext) return flow;
  FrameBody* frame = &first;
  FastPath fast(m_);
  bool visits_lines = true;  // a linked module's code does not
  const auto enter = [&] {
    const Code& code = code_of(*frame);
    fast.left = budget;
    fast.enter(*frame, code.instrs.data());
    fast.line = frame->depth == stack_.line_depth + 1 ? stack_.line : 0;
    visits_lines = code.linked < 0;
  };
  const auto leave = [&] {
    budget = fast.left;
    fast.leave();
    if (!visits_lines) return;
    stack_.line = fast.line;
    stack_.line_depth = frame->depth - 1;
  };
  enter();
  while (fast.left > 0) {
    const Instr& instr = fast.next();
    if (instr.line != fast.line) {
      fast.line = instr.line;
      if (tells_lines_ && instr.line > 0) {
        m_.host().on_line(instr.line, frame->depth - 1, frame->code);
      }
    }
    if (fast.step()) continue;
    leave();
    --budget;
    ++frame->pc;
    if (FrameBody* const next = switch_plainly(*frame, instr)) {
      frame = next;
    } else {
      flow = execute(*frame, instr);
      // No handler of the program's is asked, and the stack stays, to show where it happened.
      if (m_.allowance.is_exceeded()) return flow;
      if (flow == Flow::kError || flow == Flow::kReraise) {
        flow = handle_error(*frame, flow == Flow::kError);
      }
      if (is_over(budget)) return flow;
    }
    if (heap_.anyone_died()) {
      report_deaths();
      if (!heap_.last_wishes.empty()) return flow;  // run() grants them
    }
    if (flow != Flow::kNext) {
      if (flow == Flow::kBlock) return flow;
      frame = python_on_top();
      if (frame == nullptr) return flow;
      flow = Flow::kNext;
    }
    enter();
  }
  leave();
  return flow;
}

FrameBody* Interpreter::switch_plainly(FrameBody& frame, const Instr& instr) {
  if (instr.op == Op::kCall) return call_plainly(frame, instr.arg);
  return instr.op == Op::kReturnValue ? return_plainly(frame) : nullptr;
}

// The frame on top, if it is Python code that needs nothing but to be run; else null.
FrameBody* Interpreter::python_on_top() {
  if (stack_.top.is_null() || stack_.resume.kind != Resume::Kind::kStart) return nullptr;
  FrameBody& frame = heap_.frame(stack_.top);
  return frame.code >= 0 ? &frame : nullptr;
}

// What FastPath::step() leaves, and only that: it never leaves a jump, a constant or what moves the
// stack, and of a load only the name that is not bound.
// clang-format off
Interpreter::Flow Interpreter::execute(FrameBody& f, const Instr& instr) {
  const int32_t arg = instr.arg;
  switch (instr.op) {
    case Op::kPop: return pop_top(f), Flow::kNext;
    case Op::kLoadFast:
    case Op::kLoadDeref: return unbound_slot(f, arg);
    case Op::kStoreFast:
      return heap_.assign(f.slots[static_cast<std::size_t>(arg)], pop(f)), Flow::kNext;
    case Op::kLoadGlobal:
      return unbound_name(program_.globals[static_cast<std::size_t>(arg)]);
    case Op::kLoadAttr: return load_attr(f, arg);
    case Op::kLoadMethod: return load_method(f, arg);
    case Op::kBinarySubscr: return binary_subscr(f);
    case Op::kStoreSubscr: return store_subscr(f);
    case Op::kBinaryOp: return binary_op(f, arg);
    case Op::kCompareOp: return compare_op(f, arg);
    case Op::kContainsOp: return contains_op(f, arg == 1);
    case Op::kPopJumpIfFalse:
    case Op::kPopJumpIfTrue: return jump_by_truth(f);
    case Op::kForIter: return for_iter(f, arg);
    case Op::kBuildTuple: return build_sequence(f, arg, Type::kTuple);
    case Op::kCall: return call(f, arg);
    case Op::kCallKw: return call_keywords(f, arg);
    case Op::kReturnValue: return finish(pop(f));
    case Op::kAwait: return await(f);
    default: return execute_rare(f, instr);
  }
}

Interpreter::Flow Interpreter::execute_rare(FrameBody& f, const Instr& instr) {
  const int32_t arg = instr.arg;
  switch (instr.op) {
    case Op::kDeleteFast: return delete_fast(f, arg);
    case Op::kStoreDeref: return store_deref(f, arg);
    case Op::kDeleteDeref: return delete_deref(f, arg);
    case Op::kMakeCell: return make_cell(f, arg);
    case Op::kLoadClosure:
      return push(f, heap_.retain(f.slots[static_cast<std::size_t>(arg)])), Flow::kNext;
    case Op::kStoreGlobal: return store_global(f, arg);
    case Op::kDeleteGlobal: return delete_global(f, arg);
    case Op::kLoadName: return load_name(f, arg);
    case Op::kStoreName: return store_name(f, arg);
    case Op::kDeleteName: return delete_name(f, arg);
    case Op::kStoreAttr: return store_attr(f, arg);
    case Op::kDeleteAttr: return delete_attr(f, arg);
    case Op::kDeleteSubscr: return delete_subscr(f);
    case Op::kBuildSlice: return build_slice(f, arg);
    case Op::kIsOp: {
      const Owned b = own(heap_, pop(f));
      return replace_top(f, Value::boolean(same(peek(f, 1), b.get()) == (arg == 0)));
    }
    case Op::kUnaryNegative:
    case Op::kUnaryPositive:
    case Op::kUnaryInvert:
    case Op::kUnaryNot: return unary(f, instr.op);
    case Op::kJumpIfFalseOrPop:
    case Op::kJumpIfTrueOrPop: return jump_by_truth(f);
    case Op::kBuildList: return build_sequence(f, arg, Type::kList);
    case Op::kBuildSet: return build_set(f, arg);
    case Op::kBuildMap: return build_map(f, arg);
    case Op::kBuildString: return build_string(f, arg);
    case Op::kListAppend:
    case Op::kSetAdd:
    case Op::kMapAdd: return add_to(f, instr.op, arg);
    case Op::kListExtend:
    case Op::kSetUpdate:
    case Op::kDictUpdate:
    case Op::kDictMerge: return extend(f, instr.op, arg);
    case Op::kListToTuple: return list_to_tuple(f);
    case Op::kFormatValue: return format(f, arg);
    case Op::kUnpackSequence: return unpack(f, arg);
    case Op::kUnpackEx: return unpack_starred(f, arg);
    case Op::kGetIter: return get_iter(f);
    case Op::kGetYieldFromIter: return get_yield_from_iterator(f);
    case Op::kSend: return send(f, arg);
    case Op::kGetAIter: return get_async_iterator(f);
    case Op::kGetANext: return get_async_next(f);
    case Op::kEndAsyncFor: return end_async_for(f);
    case Op::kMatchSequence: return match_kind(f, false);
    case Op::kMatchMapping: return match_kind(f, true);
    case Op::kGetLen: return get_length(f);
    case Op::kMatchKeys: return match_keys(f);
    case Op::kMatchClass: return match_class(f, arg);
    case Op::kMakeFunction: return make_function(f, arg);
    case Op::kCallEx: return call_unpacked(f, arg == 1);
    case Op::kBuildClass: return build_class(f, arg);
    case Op::kBuildClassEx: return build_class_unpacked(f, arg == 1);
    case Op::kImportModule: return import_module(f, arg);
    case Op::kImportFrom: return import_from(f, arg);
    case Op::kYieldValue:
    case Op::kYieldOn: return yield_value(f);
    case Op::kBeforeWith: return before_with(f, false);
    case Op::kBeforeAsyncWith: return before_with(f, true);
    case Op::kWithExceptStart: return with_except_start(f);
    case Op::kPushExcInfo: return push_exc_info(f);
    case Op::kPopExcept: return pop_except(f);
    case Op::kCheckExcMatch: return check_exc_match(f);
    case Op::kCheckEgMatch: return check_eg_match(f);
    case Op::kPrepReraiseStar: return prep_reraise_star(f);
    case Op::kReraise: return reraise(f, arg);
    case Op::kRaise: return raise_op(f, arg);
    case Op::kLoadAssertionError:
      return push(f, heap_.retain(m_.exception_class("AssertionError"))), Flow::kNext;
    default: break;
  }
  ENSURE(false, "an instruction has an operation that the machine does not know");
  return Flow::kError;
}
// clang-format on

void Interpreter::jump(FrameBody& f, int32_t target) {
  // A loop that comes round to the same line has come to that line again.
  if (target < f.pc && code_of(f).linked < 0) stack_.line = 0;
  f.pc = target;
}

Interpreter::Flow Interpreter::load_attr(FrameBody& f, int32_t name) {
  return get_attribute(f, symbol_of(name), ResultUse::kPush);
}

// The object on top gives way to its attribute.
Interpreter::Flow Interpreter::get_attribute(FrameBody& f, Symbol name, ResultUse use) {
  const Value object = peek(f, 1);
  constexpr uint32_t kHooks = kHasGetattr | kHasGetattribute;
  const bool is_hooked = (object.is(Type::kInstance) || object.is(Type::kClass)) &&
                         (hooks_of(m_, m_.class_of(object)) & kHooks) != 0;
  if (is_hooked) {
    const Value args[] = {object, Value::of_int(static_cast<int64_t>(name.index()))};
    return operate(
        f, kGetAttributeOperation, args, 1, [&] { return m_.get_attribute(object, name); }, use);
  }
  const Lookup found = look_up(m_, object, name);
  switch (found.kind) {
    case Lookup::Kind::kCall:
      return call_property(f, found, use);
    case Lookup::Kind::kMissing:
      raise_no_attribute(m_, object, name);
      return Flow::kError;
    case Lookup::Kind::kFailed:
      return Flow::kError;
    default:
      break;
  }
  heap_.assign(peek(f, 1), m_.settle(found));
  if (use == ResultUse::kMethod) push(f, Value{});
  return Flow::kNext;
}

Interpreter::Flow Interpreter::call_property(FrameBody& f, const Lookup& found, ResultUse use) {
  if (use == ResultUse::kPush) {
    return finish_call(f, 1, begin(found.value, Value{}, {found.args(), {}, {}}));
  }
  return call_on_frame(f, found, 1, use);
}

// What is to be called is called by a built-in's frame, which does what is wanted with the result.
Interpreter::Flow Interpreter::call_on_frame(FrameBody& f, const Lookup& found, int32_t count,
                                             ResultUse use) {
  const Value frame = new_native_frame(kCallFunction);
  FrameBody& caller = heap_.frame(frame);
  caller.result_use = use;
  caller.slots = {heap_.retain(found.value)};
  for (Value v : found.args()) caller.slots.push_back(heap_.retain(v));
  push_frame(frame);
  drop(f, count);
  return Flow::kSwitch;
}

// A method is left unbound on the stack with its self, so that calling it makes no method object.
Interpreter::Flow Interpreter::load_method(FrameBody& f, int32_t name) {
  const Value object = peek(f, 1);
  const Symbol symbol = symbol_of(name);
  if (!object.is(Type::kModule) && !object.is(Type::kClass)) {
    const bool is_hooked = object.is(Type::kInstance) &&
                           (hooks_of(m_, heap_.instance(object).klass) & kHasGetattribute) != 0;
    const Value method = is_hooked ? Value{} : m_.find_method(object, symbol);
    if (!method.is_null()) {
      peek(f, 1) = heap_.retain(method);
      push(f, object);
      return Flow::kNext;
    }
  }
  return get_attribute(f, symbol, ResultUse::kMethod);
}

Interpreter::Flow Interpreter::binary_op(FrameBody& f, int32_t arg) {
  const bool in_place = arg >= kInPlace;
  const auto op = static_cast<BinaryOperator>(in_place ? arg - kInPlace : arg);
  if (in_place && op == BinaryOperator::kAdd && peek(f, 2).is(Type::kList) &&
      takes_turns(m_, peek(f, 1))) {
    const Value list_and_items[] = {peek(f, 2), peek(f, 1)};
    return finish_call(f, 2, begin_step(kExtendList, list_and_items));
  }
  const Value args[] = {Value::of_int(arg), peek(f, 2), peek(f, 1)};
  return operate(f, kBinaryOperation, args, 2,
                 [&] { return grove::binary_op(m_, op, in_place, args[1], args[2]); });
}

Interpreter::Flow Interpreter::compare_op(FrameBody& f, int32_t arg) {
  const Value args[] = {Value::of_int(arg), peek(f, 2), peek(f, 1)};
  return operate(f, kCompareOperation, args, 2,
                 [&] { return compare(m_, static_cast<CompareOperator>(arg), args[1], args[2]); });
}

// The truth of what is on top. False: `flow` says how to go on; where the program is asked, the
// jump is done when it has answered (decide).
bool Interpreter::ask_truth(FrameBody& f, bool* truth, Flow* flow) {
  const Value v = peek(f, 1);
  bool failed = false;
  {
    const Asking asking(m_);
    *truth = truth_of(m_, v, &failed);
  }
  if (m_.asked()) {
    const Value args[] = {v, Value::boolean(false)};
    ask_for(kTruthOperation, args, Value{}, ResultUse::kDecide);
    *flow = Flow::kSwitch;
    return false;
  }
  *flow = Flow::kError;
  return !failed;
}

void Interpreter::decide(FrameBody& f, bool truth) {
  const Instr& instr = code_of(f).instrs[static_cast<std::size_t>(f.pc - 1)];
  const bool keeps = instr.op == Op::kJumpIfFalseOrPop || instr.op == Op::kJumpIfTrueOrPop;
  const bool when = instr.op == Op::kPopJumpIfTrue || instr.op == Op::kJumpIfTrueOrPop;
  if (!keeps || truth != when) heap_.release(pop(f));
  if (truth == when) jump(f, instr.arg);
}

Interpreter::Flow Interpreter::jump_by_truth(FrameBody& f) {
  bool truth = false;
  Flow flow = Flow::kNext;
  if (!ask_truth(f, &truth, &flow)) return flow;
  decide(f, truth);
  return Flow::kNext;
}

}  // namespace grove
