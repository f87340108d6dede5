// The compiler's try statements.
#include "engine/language/compile/compiler.h"

namespace grove {

using Kind = ControlBlock::Kind;

void Compiler::visit_try(TryStmt& statement) {
  if (!statement.finally.empty()) {
    visit_try_finally(statement);
  } else if (statement.is_star) {
    visit_try_star(statement);
  } else {
    visit_try_except(statement);
  }
}

// For what goes wrong while an exception is being handled: the one handled before comes back.
void Compiler::pop_exception_and_reraise() {
  emit(Op::kCopy, 3);
  emit(Op::kPopExcept);
  emit(Op::kReraise, 1);
}

// At the end of `except … as name`.
void Compiler::forget_name(Name name) {
  load_none();
  access_name(name, Access::kStore);
  access_name(name, Access::kDelete);
}

// The `finally` body stands here twice: for the normal way and for an exception. Every return,
// break and continue through it has one more (unwind_finally).
void Compiler::visit_try_finally(TryStmt& statement) {
  BasicBlock* body = new_block();
  BasicBlock* handler = new_block();
  BasicBlock* exit = new_block();
  BasicBlock* cleanup = new_block();
  guard(Guard::kFinally, handler);
  use(body);
  push_control({Kind::kFinallyTry, nullptr, nullptr, &statement.finally, nullptr, {}});
  if (statement.handlers.empty()) {
    visit_body(statement.body);
  } else if (statement.is_star) {
    visit_try_star(statement);
  } else {
    visit_try_except(statement);
  }
  unit_->graph.emit_guard(Guard::kEnd, nullptr, {});
  pop_control();
  visit_body(statement.finally);
  jump_without_line(Op::kJump, exit);

  use(handler);
  push_control({Kind::kFinallyEnd, nullptr, nullptr, nullptr, nullptr, {}});
  no_place();
  guard(Guard::kCleanup, cleanup);
  emit(Op::kPushExcInfo);
  visit_body(statement.finally);
  pop_control();
  emit(Op::kReraise, 0);
  use(cleanup);
  pop_exception_and_reraise();
  use(exit);
}

void Compiler::visit_try_except(TryStmt& statement) {
  BasicBlock* body = new_block();
  BasicBlock* except = new_block();
  BasicBlock* end = new_block();
  BasicBlock* cleanup = new_block();
  guard(Guard::kFinally, except);
  use(body);
  push_control({Kind::kTry, nullptr, nullptr, nullptr, nullptr, {}});
  visit_body(statement.body);
  pop_control();
  unit_->graph.emit_guard(Guard::kEnd, nullptr, {});
  visit_body(statement.otherwise);
  jump_without_line(Op::kJump, end);

  use(except);
  no_place();
  guard(Guard::kCleanup, cleanup);
  emit(Op::kPushExcInfo);
  push_control({Kind::kHandler, nullptr, nullptr, nullptr, nullptr, {}});
  for (const ExceptHandler& handler : statement.handlers) visit_handler(handler, end);
  no_place();
  pop_control();
  emit(Op::kReraise, 0);
  use(cleanup);
  pop_exception_and_reraise();
  use(end);
}

void Compiler::visit_handler(const ExceptHandler& handler, BasicBlock* end) {
  set_place(handler.span);
  BasicBlock* next = new_block();
  if (handler.type) {
    visit(handler.type);
    emit(Op::kCheckExcMatch);
    jump(Op::kPopJumpIfFalse, next);
  }
  BasicBlock* body = new_block();
  BasicBlock* body_cleanup = new_block();
  if (handler.name.empty()) {
    emit(Op::kPop);
  } else {
    access_name(handler.name, Access::kStore);
    guard(Guard::kCleanup, body_cleanup);
  }
  use(body);
  push_control({Kind::kHandlerBody, nullptr, nullptr, nullptr, nullptr, handler.name});
  visit_body(handler.body);
  pop_control();
  no_place();
  if (!handler.name.empty()) end_guard();
  end_guard();
  emit(Op::kPopExcept);
  if (!handler.name.empty()) forget_name(handler.name);
  jump(Op::kJump, end);
  if (!handler.name.empty()) {
    use(body_cleanup);
    no_place();
    forget_name(handler.name);
    emit(Op::kReraise, 1);
  }
  use(next);
}

// On the stack while the handlers of except* run: the original exception, the list of what they
// raised, what is left of the exception for the next one.
void Compiler::visit_try_star(TryStmt& statement) {
  BasicBlock* body = new_block();
  BasicBlock* except = new_block();
  BasicBlock* otherwise = new_block();
  BasicBlock* end = new_block();
  BasicBlock* cleanup = new_block();
  BasicBlock* reraise_star = new_block();
  guard(Guard::kFinally, except);
  use(body);
  push_control({Kind::kTry, nullptr, nullptr, nullptr, nullptr, {}});
  visit_body(statement.body);
  pop_control();
  unit_->graph.emit_guard(Guard::kEnd, nullptr, {});
  jump_without_line(Op::kJump, otherwise);

  use(except);
  no_place();
  guard(Guard::kCleanup, cleanup);
  emit(Op::kPushExcInfo);
  push_control({Kind::kGroupHandler, nullptr, nullptr, nullptr, nullptr, {}});
  for (std::size_t i = 0; i < statement.handlers.size(); ++i) {
    const ExceptHandler& handler = statement.handlers[i];
    set_place(handler.span);
    BasicBlock* next = new_block();
    if (i == 0) {
      emit(Op::kBuildList, 0);
      emit(Op::kCopy, 2);
    }
    visit_star_handler(handler, next);
    use(next);
  }
  emit(Op::kListAppend, 1);  // what no handler took, or None
  jump(Op::kJump, reraise_star);
  pop_control();
  use(reraise_star);
  finish_star_handlers(cleanup, end);
  use(otherwise);
  visit_body(statement.otherwise);
  use(end);
}

void Compiler::visit_star_handler(const ExceptHandler& handler, BasicBlock* next) {
  BasicBlock* matched = new_block();
  visit(handler.type);
  emit(Op::kCheckEgMatch);
  emit(Op::kCopy, 1);
  load_none();
  emit(Op::kIsOp, 0);
  jump(Op::kPopJumpIfFalse, matched);
  emit(Op::kPop);
  jump(Op::kJump, next);

  use(matched);
  BasicBlock* body = new_block();
  BasicBlock* body_cleanup = new_block();
  if (handler.name.empty()) {
    emit(Op::kPop);
  } else {
    access_name(handler.name, Access::kStore);
  }
  guard(Guard::kCleanup, body_cleanup);
  use(body);
  push_control({Kind::kHandlerBody, nullptr, nullptr, nullptr, nullptr, handler.name});
  visit_body(handler.body);
  pop_control();
  no_place();
  end_guard();
  if (!handler.name.empty()) forget_name(handler.name);
  jump(Op::kJump, next);

  use(body_cleanup);
  no_place();
  if (!handler.name.empty()) forget_name(handler.name);
  emit(Op::kListAppend, 3);
  emit(Op::kPop);  // the place of the raise
  jump(Op::kJump, next);
}

void Compiler::finish_star_handlers(BasicBlock* cleanup, BasicBlock* end) {
  BasicBlock* reraise = new_block();
  no_place();
  emit(Op::kPrepReraiseStar);
  emit(Op::kCopy, 1);
  load_none();
  emit(Op::kIsOp, 0);
  jump(Op::kPopJumpIfFalse, reraise);
  emit(Op::kPop);
  end_guard();
  emit(Op::kPopExcept);
  jump(Op::kJump, end);
  use(reraise);
  end_guard();
  emit(Op::kSwap, 2);
  emit(Op::kPopExcept);
  emit(Op::kReraise, 0);
  use(cleanup);
  pop_exception_and_reraise();
}

}  // namespace grove
