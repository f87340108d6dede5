#include "engine/language/syntax/syntax.h"

namespace grove {
namespace {

std::string_view description_of(const Constant& constant) {
  if (std::holds_alternative<std::monostate>(constant.value)) return "None";
  if (const auto* value = std::get_if<bool>(&constant.value)) return *value ? "True" : "False";
  if (std::holds_alternative<Ellipsis>(constant.value)) return "ellipsis";
  return "literal";
}

}  // namespace

Expr** left_place_of(Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kBinary:
      return &as<BinaryExpr>(expr).left;
    case ExprKind::kAttribute:
      return &as<AttributeExpr>(expr).object;
    case ExprKind::kSubscript:
      return &as<SubscriptExpr>(expr).object;
    case ExprKind::kCall:
      return &as<CallExpr>(expr).function;
    default:
      return nullptr;
  }
}

const std::string* docstring_of(const Body& body) {
  if (body.empty()) return nullptr;
  const auto* statement = as_if<ExpressionStmt>(body.front());
  const auto* constant = statement ? as_if<ConstantExpr>(statement->value) : nullptr;
  return constant ? std::get_if<std::string>(&constant->value.value) : nullptr;
}

std::string_view description_of(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kConstant:
      return description_of(static_cast<const ConstantExpr&>(expr).value);
    case ExprKind::kName:
      return "name";
    case ExprKind::kAttribute:
      return "attribute";
    case ExprKind::kSubscript:
      return "subscript";
    case ExprKind::kSlice:
      return "slice";
    case ExprKind::kStarred:
      return "starred";
    case ExprKind::kCall:
      return "function call";
    case ExprKind::kUnary:
    case ExprKind::kBinary:
    case ExprKind::kBoolean:
      return "expression";
    case ExprKind::kCompare:
      return "comparison";
    case ExprKind::kConditional:
      return "conditional expression";
    case ExprKind::kLambda:
      return "lambda";
    case ExprKind::kTuple:
      return "tuple";
    case ExprKind::kList:
      return "list";
    case ExprKind::kSet:
      return "set display";
    case ExprKind::kDict:
      return "dict literal";
    case ExprKind::kAwait:
      return "await expression";
    case ExprKind::kYield:
    case ExprKind::kYieldFrom:
      return "yield expression";
    case ExprKind::kJoinedString:
    case ExprKind::kFormattedValue:
      return "f-string expression";
    case ExprKind::kNamedExpr:
      return "named expression";
    case ExprKind::kComprehension:
      break;
  }
  switch (static_cast<const ComprehensionExpr&>(expr).form) {
    case ComprehensionKind::kList:
      return "list comprehension";
    case ComprehensionKind::kSet:
      return "set comprehension";
    case ComprehensionKind::kDict:
      return "dict comprehension";
    case ComprehensionKind::kGenerator:
      return "generator expression";
  }
  return "expression";
}

}  // namespace grove
