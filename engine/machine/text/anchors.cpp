#include "engine/machine/text/anchors.h"

#include <string>

#include "engine/base/utf8.h"
#include "engine/language/parse/parser.h"

namespace grove {

namespace {

// The characters between the operands, from column `from` to `to` (from 0).
std::optional<Anchors> operator_between(std::string_view text, int from, int to) {
  const auto is_space = [](char32_t c) { return c == ' ' || c == '\t' || c == '\f'; };
  int column = 0;
  std::optional<Anchors> anchors;
  for (std::size_t at = 0; at < text.size() && column < to; ++column) {
    const char32_t c = next_code_point(text, &at);
    if (column < from) continue;
    if (anchors) {
      if (!is_space(c)) ++anchors->end;
      break;
    }
    if (!is_space(c)) anchors = Anchors{column, column + 1};
  }
  return anchors;
}

}  // namespace

std::optional<Anchors> find_anchors(std::string_view expression) {
  const std::string text(expression);
  SyntaxTree tree;
  Expr* root = parse_single_expression(text, tree);
  // A traceback line shows the expression alone, so its columns count from 1.
  if (BinaryExpr* binary = as_if<BinaryExpr>(root)) {
    return operator_between(text, binary->left->span.end_column - 1,
                            binary->right->span.column - 1);
  }
  if (SubscriptExpr* subscript = as_if<SubscriptExpr>(root)) {
    return Anchors{subscript->object->span.end_column - 1, subscript->index->span.end_column};
  }
  return std::nullopt;
}

}  // namespace grove
