// The parser's calls, and the arguments of a class statement.
#include <fmt/format.h>

#include "engine/language/parse/parser.h"

namespace grove {

CallExpr* Parser::call(std::size_t start, Expr* function) {
  const Nesting nesting(*this);
  expect(TokenKind::kLeftParen);
  std::vector<Expr*> positional;
  std::vector<Keyword> keywords;
  arguments(positional, keywords);
  expect(TokenKind::kRightParen);
  CallExpr* result = make<CallExpr>(start);
  result->function = function;
  result->arguments = std::move(positional);
  result->keywords = std::move(keywords);
  return result;
}

// Between the parentheses; the closing one is not taken.
void Parser::arguments(std::vector<Expr*>& positional, std::vector<Keyword>& keywords) {
  while (!at(TokenKind::kRightParen)) {
    argument(positional, keywords);
    if (!at(TokenKind::kRightParen) && !accept(TokenKind::kComma)) fail_here();
  }
}

void Parser::argument(std::vector<Expr*>& positional, std::vector<Keyword>& keywords) {
  const std::size_t start = pos_;
  const Token& first = peek();
  if (accept(TokenKind::kDoubleStar)) {
    Expr* value = expression();
    keywords.push_back({{}, value, span_from(start)});
    return;
  }
  const bool before_equals = peek(1).kind == TokenKind::kAssign;
  const bool is_word = first.kind == TokenKind::kKwTrue || first.kind == TokenKind::kKwFalse ||
                       first.kind == TokenKind::kKwNone;
  if (before_equals && is_word) {
    fail(joined(first.span, peek(1).span), fmt::format("cannot assign to {}", first.text));
  }
  if (!before_equals || first.kind != TokenKind::kName) {
    return positional_argument(positional, keywords);
  }
  take();
  take();
  Expr* value = expression();
  if (at_for_clause()) {
    fail(joined(first.span, stream_.tokens[start + 1].span),
         "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  }
  keywords.push_back({first.text, value, span_from(start)});
}

void Parser::positional_argument(std::vector<Expr*>& positional,
                                 const std::vector<Keyword>& keywords) {
  const std::size_t start = pos_;
  const bool after_unpacking = !keywords.empty() && keywords.back().name.empty();
  if (accept(TokenKind::kStar)) {
    Expr* value = expression();
    StarredExpr* starred = make<StarredExpr>(start);
    starred->value = value;
    for (const Keyword& keyword : keywords) {
      if (!keyword.name.empty()) continue;
      fail(starred->span, "iterable argument unpacking follows keyword argument unpacking");
    }
    positional.push_back(starred);
    return;
  }
  Expr* value = expression();
  if (at(TokenKind::kWalrus)) {
    pos_ = start;
    value = named_expression();
  }
  if (at(TokenKind::kAssign)) {
    fail(joined(value->span, peek().span),
         "expression cannot contain assignment, perhaps you meant \"==\"?");
  }
  if (at_for_clause()) {
    value = generator_argument(start - 1, value, positional.empty() && keywords.empty());
  }
  if (!keywords.empty()) {
    fail(value->span, after_unpacking ? "positional argument follows keyword argument unpacking"
                                      : "positional argument follows keyword argument");
  }
  positional.push_back(value);
}

// `f(x for x in y)`: the call's own parentheses, the first at `open`, are the generator's too.
Expr* Parser::generator_argument(std::size_t open, Expr* element, bool is_only_one) {
  std::vector<ForClause> clauses = for_clauses();
  if (!is_only_one || !at(TokenKind::kRightParen)) {
    const bool ends = at(TokenKind::kComma) || at(TokenKind::kRightParen);
    if (!ends) fail_here();
    fail(joined(element->span, stream_.tokens[pos_ - 1].span),
         "Generator expression must be parenthesized");
  }
  const SourceSpan span = joined(stream_.tokens[open].span, peek().span);
  auto* generator = tree_.make<ComprehensionExpr>(span);
  generator->form = ComprehensionKind::kGenerator;
  generator->element = element;
  generator->clauses = std::move(clauses);
  return generator;
}

}  // namespace grove
