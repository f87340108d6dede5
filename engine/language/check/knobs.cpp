#include "engine/language/check/knobs.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/language/check/name_checks.h"
#include "engine/language/parse/parser.h"
#include "engine/language/syntax/walk.h"

namespace grove {
namespace {

bool is_literal(Expr* expr);

bool are_literals(const std::vector<Expr*>& exprs) {
  return std::all_of(exprs.begin(), exprs.end(), is_literal);
}

// As ast.literal_eval of Python.
bool is_literal(Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kConstant:
      return true;
    case ExprKind::kTuple:
      return are_literals(as<TupleExpr>(expr).items);
    case ExprKind::kList:
      return are_literals(as<ListExpr>(expr).items);
    case ExprKind::kSet:
      return are_literals(as<SetExpr>(expr).items);
    case ExprKind::kDict: {
      const auto& items = as<DictExpr>(expr).items;
      return std::all_of(items.begin(), items.end(), [](const DictItem& item) {
        return item.key && is_literal(item.key) && is_literal(item.value);
      });
    }
    case ExprKind::kUnary: {
      const auto& unary = as<UnaryExpr>(expr);
      const auto* number = as_if<ConstantExpr>(unary.operand);
      const bool is_sign =
          unary.op == UnaryOperator::kNegative || unary.op == UnaryOperator::kPositive;
      return is_sign && number &&
             (std::holds_alternative<int64_t>(number->value.value) ||
              std::holds_alternative<BigIntConstant>(number->value.value) ||
              std::holds_alternative<ImaginaryConstant>(number->value.value) ||
              std::holds_alternative<double>(number->value.value));
    }
    default:
      return false;
  }
}

void move_to(Expr* expr, const SourceSpan& span) {
  expr->span = span;
  for_each_part(expr, [&](Expr* part) { move_to(part, span); });
}

// The value that the statement gives to the name `target`; null if it does not.
Expr** value_given_to(std::string_view target, Stmt* stmt) {
  const auto is_target = [&](const Expr* expr) {
    const auto* name = as_if<const NameExpr>(expr);
    return name && name->name == target;
  };
  if (auto* assign = as_if<AssignStmt>(stmt)) {
    const auto& targets = assign->targets;
    return std::any_of(targets.begin(), targets.end(), is_target) ? &assign->value : nullptr;
  }
  auto* annotated = as_if<AnnAssignStmt>(stmt);
  const bool fits = annotated && annotated->value && is_target(annotated->target);
  return fits ? &annotated->value : nullptr;
}

std::vector<std::string> assigned_names(const Body& body) {
  std::vector<std::string> names;
  const auto add = [&](const Expr* target) {
    const auto* name = as_if<const NameExpr>(target);
    if (name && std::find(names.begin(), names.end(), name->name) == names.end()) {
      names.emplace_back(name->name);
    }
  };
  for (Stmt* stmt : body) {
    if (const auto* assign = as_if<AssignStmt>(stmt)) {
      for (const Expr* target : assign->targets) add(target);
    } else if (const auto* annotated = as_if<AnnAssignStmt>(stmt)) {
      if (annotated->value) add(annotated->target);
    }
  }
  return names;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

void set_knob(SyntaxTree& tree, const std::string& name, const std::string& value, Faults& faults) {
  Expr** old_value = nullptr;
  for (Stmt* stmt : tree.body) {
    old_value = value_given_to(name, stmt);
    if (old_value) break;
  }
  if (!old_value) {
    faults.add(SourceSpan(),
               fmt::format("the program assigns nothing to the knob `{}` at its top "
                           "level",
                           name),
               suggestion(name, assigned_names(tree.body), "", "it assigns to"));
    return;
  }
  Expr* new_value = parse_single_expression(tree.keep(trimmed(value)), tree);
  if (!new_value || !is_literal(new_value)) {
    faults.add((*old_value)->span,
               fmt::format("the value of the knob `{}` is no Python literal: {}", name, value),
               "write a number, a string in quotes, True, False, None, or a list, tuple, dict "
               "or set of these");
    return;
  }
  move_to(new_value, (*old_value)->span);
  *old_value = new_value;
}

}  // namespace

void set_knobs(SyntaxTree& tree, const std::vector<std::pair<std::string, std::string>>& knobs,
               Faults& faults) {
  for (const auto& [name, value] : knobs) set_knob(tree, name, value, faults);
}

}  // namespace grove
