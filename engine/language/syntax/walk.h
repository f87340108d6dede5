// Walking a syntax tree: the parts of an expression, given to a function one after another.
#pragma once

#include "engine/language/syntax/syntax.h"

namespace grove {

// Calls `visit(Expr*&)` for each part of `expr`, but not for left_of(expr): a walker goes there in
// a loop. Parameters and bodies of lambdas and the clauses of comprehensions are left out too,
// since they belong to other scopes.
template <class Visit>
void for_each_part(Expr* expr, Visit&& visit) {
  const auto visit_if = [&](Expr*& part) {
    if (part) visit(part);
  };
  const auto visit_all = [&](std::vector<Expr*>& parts) {
    for (Expr*& part : parts) visit(part);
  };
  switch (expr->kind) {
    case ExprKind::kConstant:
    case ExprKind::kName:
    case ExprKind::kAttribute:
    case ExprKind::kLambda:
    case ExprKind::kComprehension:
      return;
    case ExprKind::kSubscript:
      return visit(as<SubscriptExpr>(expr).index);
    case ExprKind::kSlice: {
      auto& slice = as<SliceExpr>(expr);
      return visit_if(slice.start), visit_if(slice.stop), visit_if(slice.step);
    }
    case ExprKind::kStarred:
      return visit(as<StarredExpr>(expr).value);
    case ExprKind::kCall: {
      auto& call = as<CallExpr>(expr);
      visit_all(call.arguments);
      for (Keyword& keyword : call.keywords) visit(keyword.value);
      return;
    }
    case ExprKind::kUnary:
      return visit(as<UnaryExpr>(expr).operand);
    case ExprKind::kBinary:
      return visit(as<BinaryExpr>(expr).right);
    case ExprKind::kBoolean:
      return visit_all(as<BooleanExpr>(expr).values);
    case ExprKind::kCompare: {
      auto& compare = as<CompareExpr>(expr);
      return visit(compare.left), visit_all(compare.rights);
    }
    case ExprKind::kConditional: {
      auto& conditional = as<ConditionalExpr>(expr);
      return visit(conditional.test), visit(conditional.then), visit(conditional.otherwise);
    }
    case ExprKind::kTuple:
      return visit_all(as<TupleExpr>(expr).items);
    case ExprKind::kList:
      return visit_all(as<ListExpr>(expr).items);
    case ExprKind::kSet:
      return visit_all(as<SetExpr>(expr).items);
    case ExprKind::kDict:
      for (DictItem& item : as<DictExpr>(expr).items) visit_if(item.key), visit(item.value);
      return;
    case ExprKind::kAwait:
      return visit(as<AwaitExpr>(expr).value);
    case ExprKind::kYield:
      return visit_if(as<YieldExpr>(expr).value);
    case ExprKind::kYieldFrom:
      return visit(as<YieldFromExpr>(expr).value);
    case ExprKind::kJoinedString:
      return visit_all(as<JoinedStringExpr>(expr).parts);
    case ExprKind::kFormattedValue: {
      auto& formatted = as<FormattedValueExpr>(expr);
      return visit(formatted.value), visit_if(formatted.spec);
    }
    case ExprKind::kNamedExpr: {
      auto& named = as<NamedExpr>(expr);
      Expr* target = named.target;
      return visit(target), visit(named.value);
    }
  }
}

// Calls `visit(const Body&)` for each body of statements within a compound statement that belongs
// to the same scope.
template <class Visit>
void for_each_body(const Stmt* stmt, Visit&& visit) {
  if (const auto* branches = as_if<const IfStmt>(stmt)) {
    for (const IfBranch& branch : branches->branches) visit(branch.body);
    visit(branches->otherwise);
  } else if (const auto* loop = as_if<const WhileStmt>(stmt)) {
    visit(loop->body), visit(loop->otherwise);
  } else if (const auto* each = as_if<const ForStmt>(stmt)) {
    visit(each->body), visit(each->otherwise);
  } else if (const auto* with = as_if<const WithStmt>(stmt)) {
    visit(with->body);
  } else if (const auto* attempt = as_if<const TryStmt>(stmt)) {
    visit(attempt->body);
    for (const ExceptHandler& handler : attempt->handlers) visit(handler.body);
    visit(attempt->otherwise), visit(attempt->finally);
  }
}

// All parameters with their names, in the order of their slots.
template <class Visit>
void for_each_parameter(const Parameters& parameters, Visit&& visit) {
  for (const Parameter& parameter : parameters.positional) visit(parameter);
  for (const Parameter& parameter : parameters.keyword_only) visit(parameter);
  for (const Parameter& parameter : parameters.varargs) visit(parameter);
  for (const Parameter& parameter : parameters.varkeywords) visit(parameter);
}

}  // namespace grove
