#include "engine/language/check/checks.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/language/check/name_checks.h"
#include "engine/language/check/remedies.h"
#include "engine/language/code/catalogue.h"
#include "engine/language/syntax/match.h"
#include "engine/language/syntax/walk.h"

namespace grove {
namespace {

// Where the code being checked stands.
struct Context {
  const Scope* scope = nullptr;
  const ComprehensionExpr* comprehension = nullptr;  // if the scope is that of one
  // The loops and except* handlers around, within this scope.
  enum class Frame : uint8_t { kLoop, kExceptStar };
  std::vector<Frame> frames;

  bool is_async_function() const {
    return scope->kind == NameScopeKind::kFunction && scope->is_async;
  }
};

class Checker {
 public:
  Checker(const ScopeTable& scopes, const Catalogue& catalogue, Faults& faults)
      : scopes_(scopes), faults_(faults), names_(scopes, catalogue, faults) {}

  void check_module(const SyntaxTree& tree) {
    context_.scope = scopes_.module.get();
    check_future_imports(tree.body);
    check_body(tree.body);
  }

 private:
  void check_body(const Body& body) {
    for (Stmt* stmt : body) check(stmt);
  }
  void check(Stmt* stmt);
  void check_compound(Stmt* stmt);
  void check_future_imports(const Body& body);
  void check_import_from(const ImportFromStmt& statement);
  void check_return(const ReturnStmt& statement);
  void check_leaving(const Stmt& statement, bool is_break);
  void check_loop(const Body& body, const Body& otherwise);
  void check_try(const TryStmt& statement);
  void check_match(const MatchStmt& statement);
  void check_function(FunctionStmt& function);
  void check_class(ClassStmt& statement);
  void check_derive(const ClassStmt& statement);
  template <class Inside>
  void check_inside(const Node* node, Inside inside);

  void check(Expr* expr);
  void check_if(Expr* expr) {
    if (expr) check(expr);
  }
  void check_all(const std::vector<Expr*>& exprs) {
    for (Expr* expr : exprs) check(expr);
  }
  void check_here(Expr* expr);
  void check_items(const std::vector<Expr*>& items);  // may be starred
  void check_call(CallExpr& call);
  void check_keywords(const std::vector<Keyword>& keywords);
  void check_parameters(const Parameters& parameters);
  void check_lambda(LambdaExpr& lambda);
  void check_comprehension(ComprehensionExpr& comprehension);
  void check_await(const Expr& expr);
  void check_yield(const Expr& expr, bool is_from);
  void check_async(const SourceSpan& span, std::string_view what);

  void check_target(Expr* target, bool in_sequence = false);
  void check_target_items(const std::vector<Expr*>& items, const SourceSpan& span);
  void check_bound_name(Name name, const SourceSpan& span, std::string_view verb = "assign to");

  const ScopeTable& scopes_;
  Faults& faults_;
  NameChecker names_;
  Context context_;
};

// --- Statements

void Checker::check(Stmt* stmt) {
  switch (stmt->kind) {
    case StmtKind::kExpression:
      return check(as<ExpressionStmt>(stmt).value);
    case StmtKind::kAssign: {
      auto& assign = as<AssignStmt>(stmt);
      for (Expr* target : assign.targets) check_target(target);
      return check(assign.value);
    }
    case StmtKind::kAugAssign:
      check_target(as<AugAssignStmt>(stmt).target);
      return check(as<AugAssignStmt>(stmt).value);
    case StmtKind::kAnnAssign:
      check_target(as<AnnAssignStmt>(stmt).target);
      check(as<AnnAssignStmt>(stmt).annotation);
      return check_if(as<AnnAssignStmt>(stmt).value);
    case StmtKind::kReturn:
      return check_return(as<ReturnStmt>(stmt));
    case StmtKind::kRaise:
      check_if(as<RaiseStmt>(stmt).exception);
      return check_if(as<RaiseStmt>(stmt).cause);
    case StmtKind::kBreak:
      return check_leaving(*stmt, true);
    case StmtKind::kContinue:
      return check_leaving(*stmt, false);
    case StmtKind::kDelete:
      for (Expr* target : as<DeleteStmt>(stmt).targets) {
        const auto* name = as_if<NameExpr>(target);
        if (name) check_bound_name(name->name, name->span, "delete");
        if (!name) check_target(target);
      }
      return;
    case StmtKind::kAssert:
      check(as<AssertStmt>(stmt).test);
      return check_if(as<AssertStmt>(stmt).message);
    case StmtKind::kImportFrom:
      return check_import_from(as<ImportFromStmt>(stmt));
    case StmtKind::kImport:
      return names_.check_import(as<ImportStmt>(stmt));
    case StmtKind::kGlobal:
    case StmtKind::kNonlocal:
    case StmtKind::kPass:
      return;
    default:
      return check_compound(stmt);
  }
}

void Checker::check_compound(Stmt* stmt) {
  if (auto* branches = as_if<IfStmt>(stmt)) {
    for (const IfBranch& branch : branches->branches) {
      check(branch.test);
      check_body(branch.body);
    }
    check_body(branches->otherwise);
  } else if (auto* loop = as_if<WhileStmt>(stmt)) {
    check(loop->test);
    check_loop(loop->body, loop->otherwise);
  } else if (auto* each = as_if<ForStmt>(stmt)) {
    if (each->is_async) check_async(each->span, "'async for'");
    check_target(each->target);
    check(each->iterable);
    check_loop(each->body, each->otherwise);
  } else if (auto* with = as_if<WithStmt>(stmt)) {
    if (with->is_async) check_async(with->span, "'async with'");
    for (const WithItem& item : with->items) {
      check(item.manager);
      if (item.target) check_target(item.target);
    }
    check_body(with->body);
  } else if (auto* attempt = as_if<TryStmt>(stmt)) {
    check_try(*attempt);
  } else if (auto* match = as_if<MatchStmt>(stmt)) {
    check_match(*match);
  } else if (auto* function = as_if<FunctionStmt>(stmt)) {
    check_function(*function);
  } else {
    check_class(as<ClassStmt>(stmt));
  }
}

// Imports from __future__ may come after a docstring and each other, and nothing else.
void Checker::check_future_imports(const Body& body) {
  bool at_start = true;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const auto* import = as_if<ImportFromStmt>(body[i]);
    const bool is_future = import && import->module == "__future__" && import->dots == 0;
    if (is_future && !at_start) {
      faults_.add(import->span, "from __future__ imports must occur at the beginning of the file");
    }
    const bool is_docstring = i == 0 && docstring_of(body);
    if (!is_future && !is_docstring) at_start = false;
  }
}

void Checker::check_import_from(const ImportFromStmt& statement) {
  const bool is_star = statement.aliases.front().name == "*";
  if (is_star && context_.scope->kind != NameScopeKind::kModule) {
    faults_.add(statement.span, "import * only allowed at module level");
  }
  names_.check_import_from(statement);
  if (statement.module != "__future__") return;
  constexpr std::string_view kFeatures[] = {"nested_scopes",    "generators",     "division",
                                            "absolute_import",  "with_statement", "print_function",
                                            "unicode_literals", "generator_stop", "annotations"};
  for (const Alias& alias : statement.aliases) {
    const bool is_one =
        std::find(std::begin(kFeatures), std::end(kFeatures), alias.name) != std::end(kFeatures);
    if (is_one) continue;
    faults_.add(alias.span, alias.name == "braces"
                                ? "not a chance"
                                : fmt::format("future feature {} is not defined", alias.name));
  }
}

void Checker::check_return(const ReturnStmt& statement) {
  const Scope& scope = *context_.scope;
  if (!scope.is_function_like()) {
    faults_.add(statement.span, "'return' outside function");
  } else if (statement.value && scope.is_async && scope.is_generator) {
    faults_.add(statement.span, "'return' with value in async generator");
  } else {
    const auto& frames = context_.frames;
    if (std::find(frames.begin(), frames.end(), Context::Frame::kExceptStar) != frames.end()) {
      faults_.add(statement.span,
                  "'break', 'continue' and 'return' cannot appear in an except* block",
                  "set a variable there, and return behind the block");
    }
  }
  check_if(statement.value);
}

void Checker::check_leaving(const Stmt& statement, bool is_break) {
  if (context_.frames.empty()) {
    faults_.add(statement.span,
                is_break ? "'break' outside loop" : "'continue' not properly in loop");
  } else if (context_.frames.back() == Context::Frame::kExceptStar) {
    faults_.add(statement.span,
                "'break', 'continue' and 'return' cannot appear in an except* block",
                "set a variable there, and look at it behind the block");
  }
}

void Checker::check_loop(const Body& body, const Body& otherwise) {
  context_.frames.push_back(Context::Frame::kLoop);
  check_body(body);
  context_.frames.pop_back();
  check_body(otherwise);
}

void Checker::check_match(const MatchStmt& statement) {
  check_if(statement.subject);
  for (const MatchCase& each : statement.cases) {
    for_each_pattern(each.pattern, [&](Pattern& pattern) {
      check_if(pattern.value);
      check_all(pattern.keys);
      check_bound_name(pattern.name, pattern.span);
    });
    check_if(each.guard);
    check_body(each.body);
  }
}

void Checker::check_try(const TryStmt& statement) {
  check_body(statement.body);
  for (std::size_t i = 0; i < statement.handlers.size(); ++i) {
    const ExceptHandler& handler = statement.handlers[i];
    if (!handler.type && i + 1 < statement.handlers.size()) {
      faults_.add(handler.span, "default 'except:' must be last");
    }
    check_if(handler.type);
    check_bound_name(handler.name, handler.span);
    if (statement.is_star) context_.frames.push_back(Context::Frame::kExceptStar);
    check_body(handler.body);
    if (statement.is_star) context_.frames.pop_back();
  }
  check_body(statement.otherwise);
  check_body(statement.finally);
}

template <class Inside>
void Checker::check_inside(const Node* node, Inside inside) {
  const Context outside = std::move(context_);
  context_ = {};
  context_.scope = scopes_.of(node);
  inside();
  context_ = outside;
}

void Checker::check_function(FunctionStmt& function) {
  check_all(function.decorators);
  check_parameters(function.parameters);
  check_if(function.returns);
  check_bound_name(function.name, function.name_span);
  check_inside(&function, [&] { check_body(function.body); });
}

// split, subgroup and except* would have to call it.
void Checker::check_derive(const ClassStmt& statement) {
  const auto is_group = [](const Expr* base) {
    const auto* name = as_if<const NameExpr>(base);
    return name && name->name.ends_with("ExceptionGroup");
  };
  if (std::none_of(statement.bases.begin(), statement.bases.end(), is_group)) return;
  for (const Stmt* stmt : statement.body) {
    const auto* method = as_if<const FunctionStmt>(stmt);
    if (!method || method->name != "derive") continue;
    faults_.add(method->name_span, "the method `derive` is not supported",
                "the parts of a group are plain groups; give it another name");
  }
}

void Checker::check_class(ClassStmt& statement) {
  check_derive(statement);
  check_all(statement.decorators);
  check_items(statement.bases);
  check_keywords(statement.keywords);
  check_bound_name(statement.name, statement.name_span);
  check_inside(&statement, [&] { check_body(statement.body); });
}

void Checker::check_parameters(const Parameters& parameters) {
  for_each_parameter(parameters, [&](const Parameter& parameter) {
    check_bound_name(parameter.name, parameter.span);
    check_if(parameter.default_value);
    const auto* starred = as_if<StarredExpr>(parameter.annotation);
    check_if(starred ? starred->value : parameter.annotation);
  });
}

// --- Expressions

void Checker::check(Expr* expr) {
  for (; expr; expr = left_of(expr)) check_here(expr);
}

void Checker::check_here(Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kName:
      return names_.check_name(as<NameExpr>(expr), *context_.scope);
    case ExprKind::kAttribute:
      return names_.check_attribute(as<AttributeExpr>(expr), *context_.scope);
    case ExprKind::kStarred:
      faults_.add(expr->span, "can't use starred expression here");
      break;
    case ExprKind::kTuple:
      return check_items(as<TupleExpr>(expr).items);
    case ExprKind::kList:
      return check_items(as<ListExpr>(expr).items);
    case ExprKind::kSet:
      return check_items(as<SetExpr>(expr).items);
    case ExprKind::kCall:
      return check_call(as<CallExpr>(expr));
    case ExprKind::kLambda:
      return check_lambda(as<LambdaExpr>(expr));
    case ExprKind::kComprehension:
      return check_comprehension(as<ComprehensionExpr>(expr));
    case ExprKind::kAwait:
      check_await(*expr);
      break;
    case ExprKind::kYield:
      check_yield(*expr, false);
      break;
    case ExprKind::kYieldFrom:
      check_yield(*expr, true);
      break;
    case ExprKind::kNamedExpr:
      check_bound_name(as<NamedExpr>(expr).target->name, as<NamedExpr>(expr).target->span);
      break;
    default:
      break;
  }
  for_each_part(expr, [&](Expr* part) { check(part); });
}

void Checker::check_items(const std::vector<Expr*>& items) {
  for (Expr* item : items) {
    const auto* starred = as_if<StarredExpr>(item);
    check(starred ? starred->value : item);
  }
}

void Checker::check_call(CallExpr& call) {
  names_.check_call(call, *context_.scope);
  check_items(call.arguments);
  check_keywords(call.keywords);
}

void Checker::check_keywords(const std::vector<Keyword>& keywords) {
  std::set<Name> seen;
  for (const Keyword& keyword : keywords) {
    check(keyword.value);
    if (keyword.name.empty()) continue;
    check_bound_name(keyword.name, keyword.span);
    if (!seen.insert(keyword.name).second) {
      faults_.add(keyword.span, fmt::format("keyword argument repeated: {}", keyword.name));
    }
  }
}

void Checker::check_lambda(LambdaExpr& lambda) {
  check_parameters(lambda.parameters);
  check_inside(&lambda, [&] { check(lambda.body); });
}

void Checker::check_comprehension(ComprehensionExpr& comprehension) {
  check(comprehension.clauses.front().iterable);
  const Scope& scope = *scopes_.of(&comprehension);
  const bool is_generator = comprehension.form == ComprehensionKind::kGenerator;
  const bool may_await =
      context_.is_async_function() || context_.scope->kind == NameScopeKind::kComprehension;
  if (scope.is_async && !is_generator && !may_await) {
    faults_.add(comprehension.span,
                "asynchronous comprehension outside of an asynchronous function");
  }
  check_inside(&comprehension, [&] {
    context_.comprehension = &comprehension;
    bool is_first = true;
    for (const ForClause& clause : comprehension.clauses) {
      check_target(clause.target);
      if (!is_first) check(clause.iterable);
      is_first = false;
      check_all(clause.conditions);
    }
    check(comprehension.element);
    check_if(comprehension.value);
  });
}

void Checker::check_await(const Expr& expr) {
  const Scope& scope = *context_.scope;
  if (!scope.is_function_like()) {
    faults_.add(expr.span, "'await' outside function");
  } else if (!context_.is_async_function() && scope.kind != NameScopeKind::kComprehension) {
    faults_.add(expr.span, "'await' outside async function", "write `async def`");
  }
}

void Checker::check_yield(const Expr& expr, bool is_from) {
  const Scope& scope = *context_.scope;
  if (!scope.is_function_like()) {
    faults_.add(expr.span, "'yield' outside function");
  } else if (scope.kind == NameScopeKind::kComprehension) {
    faults_.add(expr.span,
                fmt::format("'yield' inside {}", description_of(*context_.comprehension)));
  } else if (is_from && scope.is_async) {
    faults_.add(expr.span, "'yield from' inside async function");
  }
}

void Checker::check_async(const SourceSpan& span, std::string_view what) {
  if (context_.is_async_function()) return;
  faults_.add(span, fmt::format("{} outside async function", what), "write `async def`");
}

// --- Targets

void Checker::check_target(Expr* target, bool in_sequence) {
  if (const auto* name = as_if<NameExpr>(target)) {
    check_bound_name(name->name, name->span);
  } else if (const auto* starred = as_if<StarredExpr>(target)) {
    if (!in_sequence) {
      faults_.add(target->span, "starred assignment target must be in a list or tuple");
    }
    check_target(starred->value);
  } else if (const auto* tuple = as_if<TupleExpr>(target)) {
    check_target_items(tuple->items, target->span);
  } else if (const auto* list = as_if<ListExpr>(target)) {
    check_target_items(list->items, target->span);
  } else {
    const auto* attribute = as_if<AttributeExpr>(target);
    if (attribute) check_bound_name(attribute->name, target->span);
    check(target);
  }
}

void Checker::check_target_items(const std::vector<Expr*>& items, const SourceSpan& span) {
  constexpr std::size_t kMostBeforeStar = 255;
  std::size_t stars = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i]->kind == ExprKind::kStarred) {
      ++stars;
      if (i > kMostBeforeStar) {
        faults_.add(span, "too many expressions in star-unpacking assignment");
      }
    }
    check_target(items[i], true);
  }
  if (stars > 1) faults_.add(span, "multiple starred expressions in assignment");
}

void Checker::check_bound_name(Name name, const SourceSpan& span, std::string_view verb) {
  if (name == "__debug__") faults_.add(span, fmt::format("cannot {} __debug__", verb));
}

}  // namespace

void check(const SyntaxTree& tree, const ScopeTable& scopes, const Catalogue& catalogue,
           Faults& faults) {
  Checker(scopes, catalogue, faults).check_module(tree);
}

}  // namespace grove
