// The compiler's ways out of blocks: return, break, continue, and what they must leave in order;
// and `with`, whose exits are of the same kind.
#include "engine/base/ensure.h"
#include "engine/language/compile/compiler.h"

namespace grove {

using Kind = ControlBlock::Kind;

void Compiler::visit_return(ReturnStmt& statement) {
  Expr* value = statement.value;
  const auto* constant_value = as_if<ConstantExpr>(value);
  const bool value_on_top = value && !constant_value;
  // What comes first has the line of the value, what follows that of the statement.
  if (value_on_top) {
    visit(value);
  } else if (value) {
    set_place(value->span);
    emit(Op::kNop);
  }
  if (!value || value->span.line != statement.span.line) {
    set_place(statement.span);
    emit(Op::kNop);
  }
  unwind_all(value_on_top, false);
  if (!value) {
    load_none();
  } else if (constant_value) {
    load_constant(constant_value->value);
  }
  emit(Op::kReturnValue);
}

void Compiler::visit_break(BreakStmt&) {
  emit(Op::kNop);
  const ControlBlock* loop = unwind_all(false, true);
  ENSURE(loop, "A `break` outside of loops got as far as the compiler.");
  BasicBlock* exit = loop->exit;
  unwind(ControlBlock(*loop), false);
  jump(Op::kJump, exit);
}

void Compiler::visit_continue(ContinueStmt&) {
  emit(Op::kNop);
  const ControlBlock* loop = unwind_all(false, true);
  ENSURE(loop, "A `continue` outside of loops got as far as the compiler.");
  jump(Op::kJump, loop->start);
}

// Leaves the blocks from the innermost on: all, or up to the innermost loop, which is returned
// and not left.
const ControlBlock* Compiler::unwind_all(bool value_on_top, bool to_loop) {
  // While a block is being left it is not in force, nor are those inside it.
  const std::vector<ControlBlock> in_force = unit_->control;
  while (!unit_->control.empty()) {
    const ControlBlock top = unit_->control.back();
    if (to_loop && (top.kind == Kind::kWhile || top.kind == Kind::kFor)) break;
    unit_->control.pop_back();
    unwind(top, value_on_top);
  }
  const std::size_t depth = unit_->control.size();
  unit_->control = in_force;
  return depth == 0 ? nullptr : &unit_->control[depth - 1];
}

void Compiler::unwind(const ControlBlock& block, bool value_on_top) {
  switch (block.kind) {
    case Kind::kWhile:
    case Kind::kHandler:
    case Kind::kGroupHandler:
      return;
    case Kind::kFor:
    case Kind::kValue:
      swap_if(value_on_top);
      return emit(Op::kPop);
    case Kind::kTry:
      return end_guard();
    case Kind::kFinallyTry:
      return unwind_finally(block, value_on_top);
    case Kind::kFinallyEnd:
      swap_if(value_on_top);
      emit(Op::kPop);  // the exception
      swap_if(value_on_top);
      end_guard();
      return emit(Op::kPopExcept);
    case Kind::kWith:
    case Kind::kAsyncWith:
      return unwind_with(block, value_on_top);
    case Kind::kHandlerBody:
      if (!block.name.empty()) end_guard();
      swap_if(value_on_top);
      end_guard();
      emit(Op::kPopExcept);
      if (!block.name.empty()) forget_name(block.name);
      return;
  }
}

void Compiler::unwind_finally(const ControlBlock& block, bool value_on_top) {
  end_guard();
  if (value_on_top) push_control({Kind::kValue, nullptr, nullptr, nullptr, nullptr, {}});
  visit_body(*block.finally_body);
  if (value_on_top) pop_control();
  // What follows seems to belong to the statement that leaves.
  no_place();
}

void Compiler::unwind_with(const ControlBlock& block, bool value_on_top) {
  set_place(block.with->span);
  end_guard();
  swap_if(value_on_top);
  call_exit_with_nones();
  if (block.kind == Kind::kAsyncWith) emit(Op::kAwait);
  emit(Op::kPop);
  no_place();
}

// --- with

void Compiler::call_exit_with_nones() {
  for (int i = 0; i < 3; ++i) load_none();
  emit(Op::kCall, 2);  // the first None stands in the place of self
}

void Compiler::visit_with(WithStmt& statement, std::size_t item_index) {
  const WithItem& item = statement.items[item_index];
  BasicBlock* body = new_block();
  BasicBlock* handler = new_block();
  BasicBlock* exit = new_block();
  BasicBlock* cleanup = new_block();

  visit(item.manager);
  emit(statement.is_async ? Op::kBeforeAsyncWith : Op::kBeforeWith);
  if (statement.is_async) emit(Op::kAwait);
  guard(Guard::kWith, handler);
  use(body);
  const Kind kind = statement.is_async ? Kind::kAsyncWith : Kind::kWith;
  push_control({kind, nullptr, nullptr, nullptr, &statement, {}});
  if (item.target) {
    store(item.target);
  } else {
    emit(Op::kPop);
  }
  if (item_index + 1 < statement.items.size()) {
    visit_with(statement, item_index + 1);
  } else {
    visit_body(statement.body);
  }
  pop_control();
  no_place();
  end_guard();

  set_place(statement.span);
  call_exit_with_nones();
  if (statement.is_async) emit(Op::kAwait);
  emit(Op::kPop);
  jump(Op::kJump, exit);

  use(handler);
  guard(Guard::kCleanup, cleanup);
  emit(Op::kPushExcInfo);
  emit(Op::kWithExceptStart);
  if (statement.is_async) emit(Op::kAwait);
  finish_with_after_exception(cleanup);
  use(exit);
}

// The result of the exit is on the stack: a true one ends the exception.
void Compiler::finish_with_after_exception(BasicBlock* cleanup) {
  no_place();
  BasicBlock* suppress = new_block();
  jump(Op::kPopJumpIfTrue, suppress);
  emit(Op::kReraise, 2);
  use(cleanup);
  pop_exception_and_reraise();
  use(suppress);
  emit(Op::kPop);  // the exception
  end_guard();
  emit(Op::kPopExcept);
  emit(Op::kPop);  // the place of the raise
  emit(Op::kPop);  // the exit function
}

}  // namespace grove
