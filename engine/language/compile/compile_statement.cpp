// The compiler's statements, but for with, try, functions and classes.
#include <algorithm>

#include "engine/base/ensure.h"
#include "engine/language/compile/compiler.h"
#include "engine/language/syntax/walk.h"

namespace grove {

void Compiler::visit_module() {
  for (Stmt* stmt : tree_.body) {
    const auto* import = as_if<ImportFromStmt>(stmt);
    if (!import || import->module != "__future__") continue;
    for (const Alias& alias : import->aliases) {
      if (alias.name == "annotations") annotations_are_postponed_ = true;
    }
  }
  visit_body_with_docstring(tree_.body);
}

bool has_annotations(const Body& body) {
  return std::any_of(body.begin(), body.end(), [](const Stmt* stmt) {
    if (stmt->kind == StmtKind::kAnnAssign) return true;
    bool found = false;
    for_each_body(stmt, [&](const Body& inner) { found = found || has_annotations(inner); });
    return found;
  });
}

void Compiler::visit_body(const Body& body) {
  for (Stmt* stmt : body) visit(stmt);
}

// Of a module or a class, where the docstring is a variable.
void Compiler::visit_body_with_docstring(const Body& body) {
  if (body.empty()) return;
  if (unit_->code.is_module && has_annotations(body)) {
    // CPython prepares them here, on the line of the first statement.
    set_place(body.front()->span);
    emit(Op::kNop);
  }
  const std::string* docstring = docstring_of(body);
  if (docstring) {
    unit_->code.docstring = *docstring;
    unit_->code.has_docstring = true;
    const At at(*this, as<ExpressionStmt>(body.front()).value->span);
    load_string(*docstring);
    access_name("__doc__", Access::kStore);
  }
  for (std::size_t i = docstring ? 1 : 0; i < body.size(); ++i) visit(body[i]);
}

void Compiler::visit(Stmt* stmt) {
  set_place(stmt->span);
  switch (stmt->kind) {
    case StmtKind::kIf:
      return visit_if(as<IfStmt>(stmt));
    case StmtKind::kWhile:
      return visit_while(as<WhileStmt>(stmt));
    case StmtKind::kFor: {
      auto& loop = as<ForStmt>(stmt);
      return loop.is_async ? visit_async_for(loop) : visit_for(loop);
    }
    case StmtKind::kWith:
      return visit_with(as<WithStmt>(stmt), 0);
    case StmtKind::kTry:
      return visit_try(as<TryStmt>(stmt));
    case StmtKind::kMatch:
      return visit_match(as<MatchStmt>(stmt));
    case StmtKind::kFunction:
      return visit_function(as<FunctionStmt>(stmt));
    case StmtKind::kClass:
      return visit_class(as<ClassStmt>(stmt));
    default:
      return visit_simple(stmt);
  }
}

void Compiler::visit_simple(Stmt* stmt) {
  switch (stmt->kind) {
    case StmtKind::kExpression:
      return visit_expression_statement(as<ExpressionStmt>(stmt));
    case StmtKind::kAssign:
      return visit_assign(as<AssignStmt>(stmt));
    case StmtKind::kAugAssign:
      return visit_augmented(as<AugAssignStmt>(stmt));
    case StmtKind::kAnnAssign:
      return visit_annotated(as<AnnAssignStmt>(stmt));
    case StmtKind::kReturn:
      return visit_return(as<ReturnStmt>(stmt));
    case StmtKind::kRaise:
      return visit_raise(as<RaiseStmt>(stmt));
    case StmtKind::kAssert:
      return visit_assert(as<AssertStmt>(stmt));
    case StmtKind::kBreak:
      return visit_break(as<BreakStmt>(stmt));
    case StmtKind::kContinue:
      return visit_continue(as<ContinueStmt>(stmt));
    case StmtKind::kImport:
      return visit_import(as<ImportStmt>(stmt));
    case StmtKind::kImportFrom:
      return visit_import_from(as<ImportFromStmt>(stmt));
    case StmtKind::kDelete:
      for (Expr* target : as<DeleteStmt>(stmt).targets) erase(target);
      return;
    case StmtKind::kPass:
      return emit(Op::kNop);
    case StmtKind::kGlobal:
    case StmtKind::kNonlocal:
      return;
    default:
      ENSURE(false, "A compound statement was taken for a simple one.");
  }
}

void Compiler::visit_expression_statement(ExpressionStmt& statement) {
  if (statement.value->kind == ExprKind::kConstant) return emit(Op::kNop);
  visit(statement.value);
  no_place();
  emit(Op::kPop);
}

void Compiler::visit_assign(AssignStmt& statement) {
  visit(statement.value);
  for (std::size_t i = 0; i < statement.targets.size(); ++i) {
    if (i + 1 < statement.targets.size()) emit(Op::kCopy, 1);
    store(statement.targets[i]);
  }
}

void Compiler::visit_augmented(AugAssignStmt& statement) {
  Expr* target = statement.target;
  auto* name = as_if<NameExpr>(target);
  auto* attribute = as_if<AttributeExpr>(target);
  auto* subscript = as_if<SubscriptExpr>(target);
  set_place(target->span);
  if (name) {
    access_name(name->name, Access::kLoad);
  } else if (attribute) {
    visit(attribute->object);
    emit(Op::kCopy, 1);
    move_to_attribute_line(*attribute);
    emit(Op::kLoadAttr, name_index(mangle(attribute->name)));
  } else {
    visit(subscript->object);
    visit(subscript->index);
    emit(Op::kCopy, 2);
    emit(Op::kCopy, 2);
    emit(Op::kBinarySubscr);
  }
  set_place(statement.span);
  visit(statement.value);
  emit(Op::kBinaryOp, static_cast<int32_t>(statement.op) + kInPlace);
  set_place(target->span);
  if (name) {
    access_name(name->name, Access::kStore);
  } else if (attribute) {
    move_to_attribute_line(*attribute);
    emit(Op::kSwap, 2);
    emit(Op::kStoreAttr, name_index(mangle(attribute->name)));
  } else {
    emit(Op::kSwap, 3);
    emit(Op::kSwap, 2);
    emit(Op::kStoreSubscr);
  }
}

void Compiler::visit_annotated(AnnAssignStmt& statement) {
  if (statement.value) {
    visit(statement.value);
    store(statement.target);
  }
  // Without a value, the parts of the target are evaluated, but nothing is read from it.
  if (!statement.value) {
    if (auto* attribute = as_if<AttributeExpr>(statement.target)) {
      visit_and_drop(attribute->object);
    } else if (auto* subscript = as_if<SubscriptExpr>(statement.target)) {
      visit_and_drop(subscript->object);
      visit_and_drop(subscript->index);
    }
  }
  // Annotations of local variables are never evaluated.
  if (unit_->scope->is_function_like()) return;
  const auto* name = as_if<NameExpr>(statement.target);
  const bool is_kept = unit_->code.is_class_body && name && statement.is_simple;
  if (!is_kept && annotations_are_postponed_) return emit(Op::kNop);
  if (!is_kept) return visit_and_drop(statement.annotation);
  if (annotations_are_postponed_) {
    load_string(source_of(statement.annotation->span));
  } else {
    visit(statement.annotation);
  }
  emit(Op::kLoadName, name_index("__annotations__"));
  load_string(mangle(name->name));
  emit(Op::kStoreSubscr);
}

// The text of an annotation that is not evaluated.
std::string Compiler::source_of(const SourceSpan& span) const {
  std::string text;
  for (int line = span.line; line <= span.end_line; ++line) {
    const std::string& whole = program_.lines[static_cast<std::size_t>(line - 1)];
    const auto from = static_cast<std::size_t>(line == span.line ? span.column - 1 : 0);
    const auto to =
        line == span.end_line ? static_cast<std::size_t>(span.end_column - 1) : whole.size();
    text += whole.substr(std::min(from, whole.size()), to - from);
  }
  return text;
}

void Compiler::visit_and_drop(Expr* expr) {
  visit(expr);
  emit(Op::kPop);
}

void Compiler::visit_raise(RaiseStmt& statement) {
  int32_t count = 0;
  for (Expr* part : {statement.exception, statement.cause}) {
    if (!part) break;
    visit(part);
    ++count;
  }
  emit(Op::kRaise, count);
}

void Compiler::visit_assert(AssertStmt& statement) {
  look_at_assertion(statement);
  BasicBlock* end = new_block();
  jump_if(statement.test, end, true);
  emit(Op::kLoadAssertionError);
  if (statement.message) {
    visit(statement.message);
    emit(Op::kCall, 0);  // the message stands in the place of self
  }
  emit(Op::kRaise, 1);
  use(end);
}

// --- Control flow

void Compiler::visit_if(IfStmt& statement) {
  BasicBlock* end = new_block();
  for (std::size_t i = 0; i < statement.branches.size(); ++i) {
    IfBranch& branch = statement.branches[i];
    const bool is_last = i + 1 == statement.branches.size() && statement.otherwise.empty();
    BasicBlock* next = is_last ? end : new_block();
    set_place(branch.span);
    jump_if(branch.test, next, false);
    visit_body(branch.body);
    if (is_last) break;
    jump_without_line(Op::kJump, end);
    use(next);
  }
  visit_body(statement.otherwise);
  use(end);
}

void Compiler::visit_while(WhileStmt& statement) {
  BasicBlock* loop = new_block();
  BasicBlock* body = new_block();
  BasicBlock* otherwise = new_block();
  BasicBlock* end = new_block();
  use(loop);
  push_control({ControlBlock::Kind::kWhile, loop, end, nullptr, nullptr, {}});
  jump_if(statement.test, otherwise, false);
  use(body);
  visit_body(statement.body);
  // The test stands at both ends, so that a turn takes one jump.
  set_place(statement.span);
  jump_if(statement.test, body, true);
  pop_control();
  use(otherwise);
  visit_body(statement.otherwise);
  use(end);
}

void Compiler::visit_for(ForStmt& statement) {
  BasicBlock* start = new_block();
  BasicBlock* body = new_block();
  BasicBlock* cleanup = new_block();
  BasicBlock* end = new_block();
  push_control({ControlBlock::Kind::kFor, start, end, nullptr, nullptr, {}});
  visit(statement.iterable);
  emit(Op::kGetIter);
  use(start);
  jump(Op::kForIter, cleanup);
  use(body);
  store(statement.target);
  visit_body(statement.body);
  no_place();
  jump(Op::kJump, start);
  use(cleanup);
  pop_control();
  visit_body(statement.otherwise);
  use(end);
}

void Compiler::visit_async_for(ForStmt& statement) {
  BasicBlock* start = new_block();
  BasicBlock* except = new_block();
  BasicBlock* end = new_block();
  visit(statement.iterable);
  emit(Op::kGetAIter);
  use(start);
  push_control({ControlBlock::Kind::kFor, start, end, nullptr, nullptr, {}});
  // StopAsyncIteration of __anext__ ends the loop.
  guard(Guard::kFinally, except);
  emit(Op::kGetANext);
  emit(Op::kAwait);
  end_guard();
  store(statement.target);
  visit_body(statement.body);
  no_place();
  jump(Op::kJump, start);
  pop_control();
  use(except);
  set_place(statement.iterable->span);
  emit(Op::kEndAsyncFor);
  visit_body(statement.otherwise);
  use(end);
}

// --- Imports

void Compiler::import_module(std::string_view name) {
  std::vector<std::string>& modules = program_.modules;
  bool is_known = false;
  for (const std::string& module : modules) is_known |= module == name;
  if (!is_known) modules.emplace_back(name);
  emit(Op::kImportModule, name_index(name));
}

void Compiler::visit_import(ImportStmt& statement) {
  for (const Alias& alias : statement.aliases) {
    import_module(alias.name);
    if (!alias.as_name.empty()) {
      access_name(alias.as_name, Access::kStore);
      continue;
    }
    // `import a.b` loads a.b and binds a.
    const std::string_view top = alias.name.substr(0, alias.name.find('.'));
    if (top != alias.name) {
      emit(Op::kPop);
      import_module(top);
    }
    access_name(top, Access::kStore);
  }
}

void Compiler::visit_import_from(ImportFromStmt& statement) {
  if (statement.module == "__future__") {
    // It acts on the compiler; at run time there is but a name.
    for (const Alias& alias : statement.aliases) {
      load_none();
      access_name(alias.as_name.empty() ? alias.name : alias.as_name, Access::kStore);
    }
    return;
  }
  import_module(statement.module);
  for (const Alias& alias : statement.aliases) {
    emit(Op::kImportFrom, name_index(alias.name));
    access_name(alias.as_name.empty() ? alias.name : alias.as_name, Access::kStore);
  }
  emit(Op::kPop);
}

}  // namespace grove
