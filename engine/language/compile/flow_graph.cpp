#include "engine/language/compile/flow_graph.h"

#include "engine/base/ensure.h"

namespace grove {

FlowGraph::FlowGraph() { current_ = new_block(); }

BasicBlock* FlowGraph::new_block() {
  blocks_.push_back(std::make_unique<BasicBlock>());
  return blocks_.back().get();
}

void FlowGraph::use(BasicBlock* block) {
  current_->next = block;
  current_ = block;
}

void FlowGraph::add(const FlowInstr& instr) {
  // A jump or an exit ends its block.
  const FlowInstr* last = last_instr();
  if (last && (is_jump(last->op) || is_exit(last->op))) use(new_block());
  current_->instrs.push_back(instr);
  ++size_;
}

void FlowGraph::emit(Op op, int32_t arg, const SourceSpan& span) {
  add({op, Guard::kNone, arg, nullptr, span, nullptr});
}

void FlowGraph::emit_jump(Op op, BasicBlock* target, const SourceSpan& span) {
  add({op, Guard::kNone, 0, target, span, nullptr});
}

void FlowGraph::emit_guard(Guard guard, BasicBlock* handler, const SourceSpan& span) {
  add({Op::kNop, guard, 0, handler, span, nullptr});
}

FlowInstr* FlowGraph::last_instr() {
  return current_->instrs.empty() ? nullptr : &current_->instrs.back();
}

bool FlowGraph::ends_with_return() const {
  return !current_->instrs.empty() && current_->instrs.back().op == Op::kReturnValue;
}

void FlowGraph::finish(Code& code) {
  ENSURE(ends_with_return(), "A function's code would run past its end.");
  mark_exits();
  inline_small_exits();
  optimize(code.constants);
  inline_small_exits();
  mark_reachable();
  drop_empty_blocks();
  drop_unreachable();
  drop_empty_blocks();
  drop_jumps_to_next();
  duplicate_exits_without_line();
  SourceSpan start;
  if (!code.is_module) start = {code.first_line, 1, code.first_line, 1};
  propagate_lines(start);
  give_lines_to_exits(start.line);

  code.stack_size = measure_stack();
  find_handlers();
  drop_guards();
  write(code);
}

bool is_jump(Op op) {
  switch (op) {
    case Op::kJump:
    case Op::kPopJumpIfFalse:
    case Op::kPopJumpIfTrue:
    case Op::kJumpIfFalseOrPop:
    case Op::kJumpIfTrueOrPop:
    case Op::kForIter:
    case Op::kSend:
      return true;
    default:
      return false;
  }
}

bool is_exit(Op op) { return op == Op::kReturnValue || op == Op::kRaise || op == Op::kReraise; }

bool is_unconditional(Op op) { return op == Op::kJump || is_exit(op); }

}  // namespace grove
