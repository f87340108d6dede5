// The compiler's comprehensions: each is a function of its own, called with the iterator of the
// outermost iterable.
#include <utility>

#include "engine/language/compile/compiler.h"

namespace grove {
namespace {

struct Form {
  const char* name;
  Op build, add;
};

Form form_of(ComprehensionKind kind) {
  switch (kind) {
    case ComprehensionKind::kList:
      return {"<listcomp>", Op::kBuildList, Op::kListAppend};
    case ComprehensionKind::kSet:
      return {"<setcomp>", Op::kBuildSet, Op::kSetAdd};
    case ComprehensionKind::kDict:
      return {"<dictcomp>", Op::kBuildMap, Op::kMapAdd};
    case ComprehensionKind::kGenerator:
      break;
  }
  return {"<genexpr>", Op::kNop, Op::kYieldValue};
}

// The element of `for x in [element]`, which is an assignment in disguise; else null.
Expr* lone_element(Expr* iterable) {
  const std::vector<Expr*>* items = nullptr;
  if (auto* list = as_if<ListExpr>(iterable)) items = &list->items;
  if (auto* tuple = as_if<TupleExpr>(iterable)) items = &tuple->items;
  if (!items || items->size() != 1) return nullptr;
  return items->front()->kind == ExprKind::kStarred ? nullptr : items->front();
}

}  // namespace

void Compiler::visit_comprehension(ComprehensionExpr& comprehension) {
  const bool is_generator = comprehension.form == ComprehensionKind::kGenerator;
  const Form form = form_of(comprehension.form);
  const Scope& scope = *scopes_.of(&comprehension);
  auto unit = enter(scope, form.name, comprehension.span.line);
  unit->code.parameter_count = 1;
  set_place(comprehension.span);
  if (!is_generator) emit(form.build, 0);
  visit_clauses(comprehension, 0, 0);
  if (!is_generator) emit(Op::kReturnValue);
  const int32_t code = leave(std::move(unit), true);

  make_function(scope, code, 0);
  const ForClause& outermost = comprehension.clauses.front();
  visit(outermost.iterable);
  emit(outermost.is_async ? Op::kGetAIter : Op::kGetIter);
  emit(Op::kCall, 0);  // the iterator stands in the place of self
  if (scope.is_async && !is_generator) emit(Op::kAwait);
}

void Compiler::visit_clauses(ComprehensionExpr& comprehension, std::size_t clause, int depth) {
  if (clause == comprehension.clauses.size()) return visit_element(comprehension, depth);
  if (comprehension.clauses[clause].is_async) {
    visit_async_for_clause(comprehension, clause, depth);
  } else {
    visit_for_clause(comprehension, clause, depth);
  }
}

void Compiler::visit_for_clause(ComprehensionExpr& comprehension, std::size_t clause, int depth) {
  const ForClause& each = comprehension.clauses[clause];
  BasicBlock* start = new_block();
  BasicBlock* if_cleanup = new_block();
  BasicBlock* end = new_block();
  Expr* lone = clause == 0 ? nullptr : lone_element(each.iterable);
  if (clause == 0) {
    emit(Op::kLoadFast, 0);
  } else if (lone) {
    visit(lone);
  } else {
    visit(each.iterable);
    emit(Op::kGetIter);
  }
  if (!lone) {
    ++depth;
    use(start);
    jump(Op::kForIter, end);
  }
  store(each.target);
  for (Expr* condition : each.conditions) jump_if(condition, if_cleanup, false);
  visit_clauses(comprehension, clause + 1, depth);
  use(if_cleanup);
  if (!lone) {
    jump(Op::kJump, start);
    use(end);
  }
}

void Compiler::visit_async_for_clause(ComprehensionExpr& comprehension, std::size_t clause,
                                      int depth) {
  const ForClause& each = comprehension.clauses[clause];
  BasicBlock* start = new_block();
  BasicBlock* except = new_block();
  BasicBlock* if_cleanup = new_block();
  if (clause == 0) {
    emit(Op::kLoadFast, 0);
  } else {
    visit(each.iterable);
    emit(Op::kGetAIter);
  }
  use(start);
  guard(Guard::kFinally, except);
  emit(Op::kGetANext);
  emit(Op::kAwait);
  end_guard();
  store(each.target);
  for (Expr* condition : each.conditions) jump_if(condition, if_cleanup, false);
  visit_clauses(comprehension, clause + 1, depth + 1);
  use(if_cleanup);
  jump(Op::kJump, start);
  use(except);
  emit(Op::kEndAsyncFor);
}

void Compiler::visit_element(ComprehensionExpr& comprehension, int depth) {
  visit(comprehension.element);
  if (comprehension.value) visit(comprehension.value);
  const Form form = form_of(comprehension.form);
  if (comprehension.form == ComprehensionKind::kGenerator) {
    emit(form.add);
    emit(Op::kPop);
  } else {
    emit(form.add, depth + 1);
  }
}

}  // namespace grove
