// What CPython warns of while it compiles: code that is legal and can hardly be meant.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <variant>

#include "engine/language/compile/compiler.h"

namespace grove {

namespace {

// The type of what an expression makes, where its form says it; else "".
std::string_view type_of(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kConstant: {
      constexpr std::string_view kTypes[] = {"NoneType", "bool", "int", "float",   "str",  "tuple",
                                             "ellipsis", "",     "int", "complex", "bytes"};
      static_assert(std::size(kTypes) == std::variant_size_v<decltype(Constant::value)>);
      return kTypes[as<const ConstantExpr>(expr).value.value.index()];
    }
    case ExprKind::kTuple:
      return "tuple";
    case ExprKind::kList:
      return "list";
    case ExprKind::kSet:
      return "set";
    case ExprKind::kDict:
      return "dict";
    case ExprKind::kLambda:
      return "function";
    case ExprKind::kJoinedString:
    case ExprKind::kFormattedValue:
      return "str";
    case ExprKind::kComprehension: {
      constexpr std::string_view kTypes[] = {"list", "set", "dict", "generator"};
      return kTypes[static_cast<std::size_t>(as<const ComprehensionExpr>(expr).form)];
    }
    default:
      return "";
  }
}

// A constant that `is` says little about.
bool is_literal(const Expr* expr) {
  const std::string_view type = type_of(expr);
  const bool is_tuple = type == "tuple" && expr->kind == ExprKind::kConstant;
  return expr->kind == ExprKind::kConstant &&
         (is_tuple || type == "int" || type == "float" || type == "str" || type == "complex" ||
          type == "bytes");
}

bool is_index(std::string_view type) { return type.empty() || type == "int" || type == "bool"; }

}  // namespace

void Compiler::warn(const SourceSpan& span, const std::string& text) {
  if (linked_ < 0) program_.warnings.push_back({span.line, text});
}

void Compiler::look_at_call(const CallExpr& call) {
  const std::string_view type = type_of(call.function);
  if (type.empty() || type == "function") return;
  warn(call.span, fmt::format("'{}' object is not callable; perhaps you missed a comma?", type));
}

void Compiler::look_at_subscript(const SubscriptExpr& subscript) {
  const std::string_view type = type_of(subscript.object);
  const bool is_sequence = type == "list" || type == "tuple" || type == "str" || type == "bytes";
  if (is_sequence) {
    const std::string_view index = type_of(subscript.index);
    if (is_index(index)) return;
    warn(subscript.span,
         fmt::format("{} indices must be integers or slices, not {}; perhaps you missed a comma?",
                     type, index));
  } else if (!type.empty() && type != "dict") {
    warn(subscript.span,
         fmt::format("'{}' object is not subscriptable; perhaps you missed a comma?", type));
  }
}

void Compiler::look_at_comparison(const CompareExpr& compare) {
  const Expr* left = compare.left;
  for (std::size_t i = 0; i < compare.ops.size(); ++i) {
    const Comparison op = compare.ops[i];
    const Expr* right = compare.rights[i];
    const bool is_identity = op == Comparison::kIs || op == Comparison::kIsNot;
    if (is_identity && (is_literal(left) || is_literal(right))) {
      return warn(compare.span, op == Comparison::kIs
                                    ? "\"is\" with a literal. Did you mean \"==\"?"
                                    : "\"is not\" with a literal. Did you mean \"!=\"?");
    }
    left = right;
  }
}

void Compiler::look_at_assertion(const AssertStmt& statement) {
  const auto* display = as_if<const TupleExpr>(statement.test);
  const auto* constant = as_if<const ConstantExpr>(statement.test);
  const auto* tuple =
      constant == nullptr ? nullptr : std::get_if<TupleConstant>(&constant->value.value);
  const bool is_true =
      display != nullptr ? !display->items.empty() : tuple != nullptr && !tuple->items.empty();
  if (is_true) {
    warn(statement.span, "assertion is always true, perhaps remove parentheses?");
  }
}

}  // namespace grove
