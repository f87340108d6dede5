#include "engine/language/check/scope_builder.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "engine/language/syntax/walk.h"

namespace grove {

ScopeTable ScopeBuilder::run() {
  table_.module = std::make_unique<Scope>();
  scope_ = table_.module.get();
  scope_->symbol("__doc__").is_bound = true;
  visit_body(tree_.body);
  return std::move(table_);
}

void ScopeBuilder::enter(NameScopeKind kind, const Node* node) {
  auto scope = std::make_unique<Scope>();
  scope->kind = kind;
  scope->parent = scope_;
  scope->class_name = scope_->class_name;
  table_.set(node, scope.get());
  scope_->children.push_back(std::move(scope));
  scope_ = scope_->children.back().get();
}

void ScopeBuilder::use(std::string_view name) {
  scope_->symbol(mangle(name)).is_used = true;
  // super() without arguments needs the class around.
  if (name == "super" && scope_->is_function_like()) scope_->symbol("__class__").is_used = true;
}

Symbol& ScopeBuilder::bind(std::string_view name, const SourceSpan& span) {
  Symbol& symbol = scope_->symbol(mangle(name));
  if (in_comprehension_target_) {
    if (symbol.is_declared_global || symbol.is_declared_nonlocal) {
      faults_.add(span, fmt::format("comprehension inner loop cannot rebind assignment expression "
                                    "target '{}'",
                                    name));
    }
    symbol.is_comprehension_target = true;
  }
  symbol.is_bound = true;
  ++symbol.binding_count;
  // What a function declares global is bound at module level, whoever does it.
  if (symbol.is_declared_global && scope_ != table_.module.get()) {
    Symbol& global = table_.module->symbol(symbol.name);
    global.is_bound = true;
    ++global.binding_count;
  }
  return symbol;
}

// --- Statements

void ScopeBuilder::visit_body(const Body& body) {
  for (Stmt* stmt : body) visit(stmt);
}

void ScopeBuilder::visit(Stmt* stmt) {
  switch (stmt->kind) {
    case StmtKind::kExpression:
      return visit(as<ExpressionStmt>(stmt).value);
    case StmtKind::kAssign: {
      auto& assign = as<AssignStmt>(stmt);
      for (Expr* target : assign.targets) visit_target(target);
      return visit(assign.value);
    }
    case StmtKind::kAugAssign: {
      auto& assign = as<AugAssignStmt>(stmt);
      visit_target(assign.target);
      return visit(assign.value);
    }
    case StmtKind::kAnnAssign:
      return visit_annotated(as<AnnAssignStmt>(stmt));
    case StmtKind::kReturn:
      return visit_if(as<ReturnStmt>(stmt).value);
    case StmtKind::kRaise:
      visit_if(as<RaiseStmt>(stmt).exception);
      return visit_if(as<RaiseStmt>(stmt).cause);
    case StmtKind::kGlobal:
      return visit_declaration(as<GlobalStmt>(stmt), true);
    case StmtKind::kNonlocal:
      return visit_declaration(as<NonlocalStmt>(stmt), false);
    case StmtKind::kDelete:
      for (Expr* target : as<DeleteStmt>(stmt).targets) visit_target(target);
      return;
    case StmtKind::kAssert:
      visit(as<AssertStmt>(stmt).test);
      return visit_if(as<AssertStmt>(stmt).message);
    case StmtKind::kImport:
      return visit_import(as<ImportStmt>(stmt));
    case StmtKind::kImportFrom:
      return visit_import_from(as<ImportFromStmt>(stmt));
    case StmtKind::kPass:
    case StmtKind::kBreak:
    case StmtKind::kContinue:
      return;
    default:
      return visit_compound(stmt);
  }
}

void ScopeBuilder::visit_compound(Stmt* stmt) {
  if (auto* branches = as_if<IfStmt>(stmt)) {
    for (const IfBranch& branch : branches->branches) {
      visit(branch.test);
      visit_body(branch.body);
    }
    visit_body(branches->otherwise);
  } else if (auto* loop = as_if<WhileStmt>(stmt)) {
    visit(loop->test);
    visit_body(loop->body);
    visit_body(loop->otherwise);
  } else if (auto* each = as_if<ForStmt>(stmt)) {
    visit_target(each->target);
    visit(each->iterable);
    visit_body(each->body);
    visit_body(each->otherwise);
  } else if (auto* with = as_if<WithStmt>(stmt)) {
    for (const WithItem& item : with->items) {
      visit(item.manager);
      if (item.target) visit_target(item.target);
    }
    visit_body(with->body);
  } else if (auto* attempt = as_if<TryStmt>(stmt)) {
    visit_try(*attempt);
  } else if (auto* match = as_if<MatchStmt>(stmt)) {
    visit_match(*match);
  } else if (auto* function = as_if<FunctionStmt>(stmt)) {
    visit_function(*function);
  } else {
    visit_class(as<ClassStmt>(stmt));
  }
}

void ScopeBuilder::visit_try(TryStmt& statement) {
  visit_body(statement.body);
  for (const ExceptHandler& handler : statement.handlers) {
    visit_if(handler.type);
    if (!handler.name.empty()) bind(handler.name, handler.span);
    visit_body(handler.body);
  }
  visit_body(statement.otherwise);
  visit_body(statement.finally);
}

void ScopeBuilder::visit_match(MatchStmt& statement) {
  visit(statement.subject);
  for (const MatchCase& each : statement.cases) {
    for_each_pattern(each.pattern, [&](Pattern& pattern) {
      visit_if(pattern.value);
      for (Expr* key : pattern.keys) visit(key);
      if (!pattern.name.empty()) bind(pattern.name, pattern.span);
    });
    visit_if(each.guard);
    visit_body(each.body);
  }
}

void ScopeBuilder::visit_import(ImportStmt& statement) {
  for (const Alias& alias : statement.aliases) {
    const std::string_view top = alias.name.substr(0, alias.name.find('.'));
    if (alias.as_name.empty()) {
      bind_module(top, top, alias.span);
    } else {
      bind_module(alias.as_name, alias.name, alias.span);
    }
  }
}

void ScopeBuilder::visit_import_from(ImportFromStmt& statement) {
  for (const Alias& alias : statement.aliases) {
    if (alias.name == "*") continue;
    // Whether the member is a module itself, the catalogue knows.
    const std::string_view member = tree_.keep(fmt::format("{}.{}", statement.module, alias.name));
    bind_module(alias.as_name.empty() ? alias.name : alias.as_name, member, alias.span);
  }
}

void ScopeBuilder::bind_module(std::string_view name, std::string_view module,
                               const SourceSpan& span) {
  const auto note = [&](Symbol& symbol) {
    const bool agrees = symbol.import_count == 0 || symbol.module == module;
    symbol.module = agrees ? module : std::string_view();
    ++symbol.import_count;
  };
  Symbol& symbol = bind(name, span);
  note(symbol);
  if (symbol.is_declared_global && scope_ != table_.module.get()) {
    note(table_.module->symbol(symbol.name));
  }
}

void ScopeBuilder::visit_defaults(const Parameters& parameters) {
  for_each_parameter(parameters, [&](const Parameter& parameter) {
    visit_if(parameter.default_value);
    visit_if(parameter.annotation);
  });
}

void ScopeBuilder::add_parameters(const Parameters& parameters) {
  for_each_parameter(parameters, [&](const Parameter& parameter) {
    Symbol& symbol = scope_->symbol(mangle(parameter.name));
    if (symbol.is_parameter) {
      faults_.add(parameter.span,
                  fmt::format("duplicate argument '{}' in function definition", parameter.name));
      return;
    }
    symbol.is_parameter = true;
    symbol.is_bound = true;
    ++symbol.binding_count;
    scope_->parameters.push_back(symbol.name);
  });
}

void ScopeBuilder::visit_function(FunctionStmt& function) {
  bind(function.name, function.span);
  visit_defaults(function.parameters);
  visit_if(function.returns);
  for (Expr* decorator : function.decorators) visit(decorator);
  enter(NameScopeKind::kFunction, &function);
  scope_->is_async = function.is_async;
  add_parameters(function.parameters);
  visit_body(function.body);
  leave();
}

void ScopeBuilder::visit_class(ClassStmt& statement) {
  bind(statement.name, statement.span);
  for (Expr* base : statement.bases) visit(base);
  for (const Keyword& keyword : statement.keywords) visit(keyword.value);
  for (Expr* decorator : statement.decorators) visit(decorator);
  enter(NameScopeKind::kClass, &statement);
  scope_->class_name = statement.name;
  for (std::string_view name : {"__module__", "__qualname__", "__doc__"}) {
    scope_->symbol(name).is_bound = true;
  }
  scope_->symbol("__name__").is_used = true;
  visit_body(statement.body);
  leave();
}

template <class T>
void ScopeBuilder::visit_declaration(T& statement, bool is_global) {
  const std::string_view word = is_global ? "global" : "nonlocal";
  for (const NamedPlace& declared : statement.names) {
    Symbol& symbol = scope_->symbol(mangle(declared.name));
    const std::string_view name = declared.name;
    if (symbol.is_parameter) {
      faults_.add(declared.span, fmt::format("name '{}' is parameter and {}", name, word));
    } else if (symbol.is_used) {
      faults_.add(declared.span,
                  fmt::format("name '{}' is used prior to {} declaration", name, word));
    } else if (symbol.is_annotated) {
      faults_.add(declared.span, fmt::format("annotated name '{}' can't be {}", name, word));
    } else if (symbol.is_bound) {
      faults_.add(declared.span,
                  fmt::format("name '{}' is assigned to before {} declaration", name, word));
    }
    (is_global ? symbol.is_declared_global : symbol.is_declared_nonlocal) = true;
    symbol.declared = declared.span;
  }
}

void ScopeBuilder::visit_annotated(AnnAssignStmt& statement) {
  const auto* name = as_if<NameExpr>(statement.target);
  if (name && (statement.is_simple || statement.value)) {
    Symbol& symbol = bind(name->name, name->span);
    const bool is_declared = symbol.is_declared_global || symbol.is_declared_nonlocal;
    if (statement.is_simple && is_declared && scope_ != table_.module.get()) {
      faults_.add(statement.span, fmt::format("annotated name '{}' can't be {}", name->name,
                                              symbol.is_declared_global ? "global" : "nonlocal"));
    }
    if (statement.is_simple) symbol.is_annotated = true;
  } else {
    visit_target(statement.target);
  }
  visit(statement.annotation);
  visit_if(statement.value);
}

// --- Expressions

void ScopeBuilder::visit(Expr* expr) {
  for (; expr; expr = left_of(expr)) visit_here(expr);
}

void ScopeBuilder::visit_here(Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kName:
      return use(as<NameExpr>(expr).name);
    case ExprKind::kLambda:
      return visit_lambda(as<LambdaExpr>(expr));
    case ExprKind::kComprehension:
      return visit_comprehension(as<ComprehensionExpr>(expr));
    case ExprKind::kNamedExpr:
      return visit_named(as<NamedExpr>(expr));
    case ExprKind::kAwait:
      note_await();
      break;
    case ExprKind::kYield:
    case ExprKind::kYieldFrom:
      scope_->is_generator = true;
      break;
    default:
      break;
  }
  for_each_part(expr, [&](Expr* part) { visit(part); });
}

void ScopeBuilder::visit_target(Expr* target) {
  if (const auto* name = as_if<NameExpr>(target)) {
    bind(name->name, name->span);
  } else if (const auto* starred = as_if<StarredExpr>(target)) {
    visit_target(starred->value);
  } else if (const auto* tuple = as_if<TupleExpr>(target)) {
    for (Expr* item : tuple->items) visit_target(item);
  } else if (const auto* list = as_if<ListExpr>(target)) {
    for (Expr* item : list->items) visit_target(item);
  } else {
    const bool was_target = std::exchange(in_comprehension_target_, false);
    visit(target);
    in_comprehension_target_ = was_target;
  }
}

void ScopeBuilder::visit_lambda(LambdaExpr& lambda) {
  visit_defaults(lambda.parameters);
  enter(NameScopeKind::kLambda, &lambda);
  const int iterables = std::exchange(comprehension_iterables_, 0);
  add_parameters(lambda.parameters);
  visit(lambda.body);
  comprehension_iterables_ = iterables;
  leave();
}

void ScopeBuilder::visit_comprehension(ComprehensionExpr& comprehension) {
  const auto visit_iterable = [&](Expr* iterable) {
    ++comprehension_iterables_;
    visit(iterable);
    --comprehension_iterables_;
  };
  // The outermost iterable is evaluated outside and handed in.
  visit_iterable(comprehension.clauses.front().iterable);
  enter(NameScopeKind::kComprehension, &comprehension);
  const bool is_generator = comprehension.form == ComprehensionKind::kGenerator;
  Symbol& argument = scope_->symbol(".0");
  argument.is_bound = argument.is_parameter = true;
  scope_->parameters.push_back(argument.name);
  bool is_first = true;
  for (const ForClause& clause : comprehension.clauses) {
    in_comprehension_target_ = true;
    visit_target(clause.target);
    in_comprehension_target_ = false;
    if (!std::exchange(is_first, false)) visit_iterable(clause.iterable);
    for (Expr* condition : clause.conditions) visit(condition);
    if (clause.is_async) note_await();
  }
  visit(comprehension.element);
  visit_if(comprehension.value);
  const bool awaits = scope_->is_async;
  scope_->is_generator |= is_generator;
  leave();
  if (awaits && !is_generator) note_await();
}

// A comprehension that awaits is a coroutine. A function is one by its `async` only.
void ScopeBuilder::note_await() {
  if (scope_->kind == NameScopeKind::kComprehension) scope_->is_async = true;
}

void ScopeBuilder::visit_named(NamedExpr& named) {
  const NameExpr& target = *named.target;
  if (comprehension_iterables_ > 0) {
    faults_.add(named.span,
                "assignment expression cannot be used in a comprehension iterable expression");
  } else if (scope_->kind == NameScopeKind::kComprehension) {
    bind_around_comprehensions(target.name, target.span);
  } else {
    bind(target.name, target.span);
  }
  visit(named.value);
}

// `:=` in a comprehension binds in the function (or module) around it.
void ScopeBuilder::bind_around_comprehensions(std::string_view name, const SourceSpan& span) {
  const std::string_view symbol_name = mangle(name);
  Scope* owner = scope_;
  std::vector<Scope*> passed;
  for (; owner->kind == NameScopeKind::kComprehension; owner = owner->parent) {
    const Symbol* symbol = owner->find(symbol_name);
    if (symbol && symbol->is_comprehension_target) {
      faults_.add(span, fmt::format("assignment expression cannot rebind comprehension iteration "
                                    "variable '{}'",
                                    name));
      return;
    }
    passed.push_back(owner);
  }
  if (owner->kind == NameScopeKind::kClass) {
    faults_.add(span,
                "assignment expression within a comprehension cannot be used in a class body");
    return;
  }
  Symbol& bound = owner->symbol(symbol_name);
  bound.is_bound = true;
  ++bound.binding_count;
  const bool is_global = owner->kind == NameScopeKind::kModule || bound.is_declared_global;
  if (is_global) table_.module->symbol(symbol_name).is_bound = true;
  for (Scope* between : passed) {
    Symbol& symbol = between->symbol(symbol_name);
    (is_global ? symbol.is_declared_global : symbol.is_declared_nonlocal) = true;
    symbol.declared = span;
  }
}

}  // namespace grove
