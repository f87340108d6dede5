#include "engine/language/compile/fold.h"

#include <algorithm>
#include <utility>

#include "engine/language/compile/constant_arithmetic.h"
#include "engine/language/compile/fold_percent.h"
#include "engine/language/syntax/match.h"
#include "engine/language/syntax/walk.h"

namespace grove {
namespace {

class Folder {
 public:
  explicit Folder(SyntaxTree& tree) : tree_(tree) {}

  // Of a module, class or function. A string that only folding makes is no docstring.
  void fold_body_with_docstring(Body& body) {
    const bool had_docstring = docstring_of(body);
    fold_body(body);
    if (had_docstring || !docstring_of(body)) return;
    auto& statement = as<ExpressionStmt>(body.front());
    auto* joined = tree_.make<JoinedStringExpr>(statement.value->span);
    joined->parts.push_back(statement.value);
    statement.value = joined;
  }

 private:
  void fold_body(Body& body) {
    for (Stmt* stmt : body) fold(stmt);
  }
  void fold(Stmt* stmt);
  void fold_compound(Stmt* stmt);
  void fold_parameters(Parameters& parameters);
  void fold_all(std::vector<Expr*>& exprs) {
    for (Expr*& expr : exprs) fold(expr);
  }
  void fold_if(Expr*& expr) {
    if (expr) fold(expr);
  }
  void fold(Expr*& expr);
  // A target is a place: `()` and `(a, b)` stay what they are, and only parts of them have values.
  void fold_target(Expr*& target);
  void fold_targets(std::vector<Expr*>& targets) {
    for (Expr*& target : targets) fold_target(target);
  }
  Expr* folded(Expr* expr);
  Expr* folded_unary(UnaryExpr& unary);
  Expr* folded_tuple(TupleExpr& tuple);
  void fold_comprehension(ComprehensionExpr& comprehension);
  // What is only gone through or searched: a list may be a tuple, and so a constant.
  void fold_iterable(Expr*& iterable);

  Expr* constant(const SourceSpan& span, Constant value) {
    auto* result = tree_.make<ConstantExpr>(span);
    result->value = std::move(value);
    return result;
  }

  SyntaxTree& tree_;
};

const Constant* constant_of(const Expr* expr) {
  const auto* constant = as_if<const ConstantExpr>(expr);
  return constant ? &constant->value : nullptr;
}

void Folder::fold(Stmt* stmt) {
  switch (stmt->kind) {
    case StmtKind::kExpression:
      return fold(as<ExpressionStmt>(stmt).value);
    case StmtKind::kAssign:
      fold_targets(as<AssignStmt>(stmt).targets);
      return fold(as<AssignStmt>(stmt).value);
    case StmtKind::kAugAssign:
      fold_target(as<AugAssignStmt>(stmt).target);
      return fold(as<AugAssignStmt>(stmt).value);
    case StmtKind::kAnnAssign:
      fold_target(as<AnnAssignStmt>(stmt).target);
      fold(as<AnnAssignStmt>(stmt).annotation);
      return fold_if(as<AnnAssignStmt>(stmt).value);
    case StmtKind::kReturn:
      return fold_if(as<ReturnStmt>(stmt).value);
    case StmtKind::kRaise:
      fold_if(as<RaiseStmt>(stmt).exception);
      return fold_if(as<RaiseStmt>(stmt).cause);
    case StmtKind::kDelete:
      return fold_targets(as<DeleteStmt>(stmt).targets);
    case StmtKind::kAssert:
      fold(as<AssertStmt>(stmt).test);
      return fold_if(as<AssertStmt>(stmt).message);
    case StmtKind::kGlobal:
    case StmtKind::kNonlocal:
    case StmtKind::kPass:
    case StmtKind::kBreak:
    case StmtKind::kContinue:
    case StmtKind::kImport:
    case StmtKind::kImportFrom:
      return;
    default:
      return fold_compound(stmt);
  }
}

void Folder::fold_compound(Stmt* stmt) {
  if (auto* branches = as_if<IfStmt>(stmt)) {
    for (IfBranch& branch : branches->branches) {
      fold(branch.test);
      fold_body(branch.body);
    }
    fold_body(branches->otherwise);
  } else if (auto* loop = as_if<WhileStmt>(stmt)) {
    fold(loop->test);
    fold_body(loop->body);
    fold_body(loop->otherwise);
  } else if (auto* each = as_if<ForStmt>(stmt)) {
    fold_target(each->target);
    fold(each->iterable);
    if (!each->is_async) fold_iterable(each->iterable);
    fold_body(each->body);
    fold_body(each->otherwise);
  } else if (auto* with = as_if<WithStmt>(stmt)) {
    for (WithItem& item : with->items) {
      fold(item.manager);
      if (item.target) fold_target(item.target);
    }
    fold_body(with->body);
  } else if (auto* attempt = as_if<TryStmt>(stmt)) {
    fold_body(attempt->body);
    for (ExceptHandler& handler : attempt->handlers) {
      fold_if(handler.type);
      fold_body(handler.body);
    }
    fold_body(attempt->otherwise);
    fold_body(attempt->finally);
  } else if (auto* match = as_if<MatchStmt>(stmt)) {
    fold(match->subject);
    for (MatchCase& one : match->cases) {
      for_each_pattern(one.pattern, [&](Pattern& pattern) {
        fold_if(pattern.value);
        fold_all(pattern.keys);
      });
      fold_if(one.guard);
      fold_body(one.body);
    }
  } else if (auto* function = as_if<FunctionStmt>(stmt)) {
    fold_parameters(function->parameters);
    fold_if(function->returns);
    fold_all(function->decorators);
    fold_body_with_docstring(function->body);
  } else {
    auto& statement = as<ClassStmt>(stmt);
    fold_all(statement.bases);
    fold_all(statement.decorators);
    fold_body_with_docstring(statement.body);
  }
}

void Folder::fold_parameters(Parameters& parameters) {
  for (auto* list : {&parameters.positional, &parameters.keyword_only, &parameters.varargs,
                     &parameters.varkeywords}) {
    for (Parameter& parameter : *list) {
      fold_if(parameter.default_value);
      fold_if(parameter.annotation);
    }
  }
}

// --- Expressions

// The parts before the whole, along a chain that leans to the left from its innermost part on.
void Folder::fold(Expr*& expr) {
  std::vector<Expr**> chain;
  for (Expr** place = &expr; place; place = left_place_of(*place)) chain.push_back(place);
  for (std::size_t i = chain.size(); i-- > 0;) {
    Expr*& part = *chain[i];
    for_each_part(part, [&](Expr*& inner) { fold(inner); });
    part = folded(part);
  }
}

void Folder::fold_target(Expr*& target) {
  if (auto* tuple = as_if<TupleExpr>(target)) {
    fold_targets(tuple->items);
  } else if (auto* list = as_if<ListExpr>(target)) {
    fold_targets(list->items);
  } else if (auto* starred = as_if<StarredExpr>(target)) {
    fold_target(starred->value);
  } else {
    fold(target);
  }
}

// REQUIRES: the parts are folded. Returns `expr` itself if there is nothing to fold.
Expr* Folder::folded(Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kName:
      return as<NameExpr>(expr).name == "__debug__" ? constant(expr->span, {true}) : expr;
    case ExprKind::kUnary:
      return folded_unary(as<UnaryExpr>(expr));
    case ExprKind::kTuple:
      return folded_tuple(as<TupleExpr>(expr));
    case ExprKind::kBinary: {
      auto& binary = as<BinaryExpr>(expr);
      if (Expr* joined = folded_percent(binary, tree_)) return joined;
      const Constant* left = constant_of(binary.left);
      const Constant* right = constant_of(binary.right);
      if (!left || !right) return expr;
      auto result = constant_binary(binary.op, *left, *right);
      return result ? constant(expr->span, std::move(*result)) : expr;
    }
    case ExprKind::kCompare: {
      auto& compare = as<CompareExpr>(expr);
      const Comparison last = compare.ops.back();
      if (last == Comparison::kIn || last == Comparison::kNotIn) {
        fold_iterable(compare.rights.back());
      }
      return expr;
    }
    case ExprKind::kLambda:
      fold_parameters(as<LambdaExpr>(expr).parameters);
      fold(as<LambdaExpr>(expr).body);
      return expr;
    case ExprKind::kComprehension:
      fold_comprehension(as<ComprehensionExpr>(expr));
      return expr;
    default:
      return expr;
  }
}

Expr* Folder::folded_unary(UnaryExpr& unary) {
  if (const Constant* operand = constant_of(unary.operand)) {
    auto result = constant_unary(unary.op, *operand);
    return result ? constant(unary.span, std::move(*result)) : &unary;
  }
  auto* compare = as_if<CompareExpr>(unary.operand);
  if (unary.op != UnaryOperator::kNot || !compare || compare->ops.size() != 1) return &unary;
  Comparison& op = compare->ops.front();
  switch (op) {
    case Comparison::kIs:
      op = Comparison::kIsNot;
      break;
    case Comparison::kIsNot:
      op = Comparison::kIs;
      break;
    case Comparison::kIn:
      op = Comparison::kNotIn;
      break;
    case Comparison::kNotIn:
      op = Comparison::kIn;
      break;
    default:
      return &unary;
  }
  return compare;
}

Expr* Folder::folded_tuple(TupleExpr& tuple) {
  TupleConstant result;
  for (const Expr* item : tuple.items) {
    const Constant* value = constant_of(item);
    if (!value) return &tuple;
    result.items.push_back(*value);
  }
  return constant(tuple.span, {std::move(result)});
}

void Folder::fold_comprehension(ComprehensionExpr& comprehension) {
  for (ForClause& clause : comprehension.clauses) {
    fold_target(clause.target);
    fold(clause.iterable);
    if (!clause.is_async) fold_iterable(clause.iterable);
    fold_all(clause.conditions);
  }
  fold(comprehension.element);
  fold_if(comprehension.value);
}

void Folder::fold_iterable(Expr*& iterable) {
  std::vector<Expr*>* items = nullptr;
  auto* list = as_if<ListExpr>(iterable);
  auto* set = as_if<SetExpr>(iterable);
  if (list) items = &list->items;
  if (set) items = &set->items;
  if (!items) return;
  const bool all_constant = std::all_of(items->begin(), items->end(), constant_of);
  const bool any_starred = std::any_of(items->begin(), items->end(), [](const Expr* item) {
    return item->kind == ExprKind::kStarred;
  });
  // Grove has no frozen set, whose order would be arbitrary: a set stays one.
  if (set || any_starred) return;
  auto* tuple = tree_.make<TupleExpr>(iterable->span);
  tuple->items = *items;
  iterable = all_constant ? folded_tuple(*tuple) : tuple;
}

}  // namespace

void fold_constants(SyntaxTree& tree) { Folder(tree).fold_body_with_docstring(tree.body); }

}  // namespace grove
