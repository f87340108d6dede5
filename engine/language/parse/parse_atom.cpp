// The parser's atoms: names, literals, what stands in brackets, comprehensions.
#include <fmt/format.h>

#include "engine/language/parse/literals.h"
#include "engine/language/parse/parser.h"

namespace grove {

template <class T>
Expr* Parser::constant(std::size_t start, T value) {
  ConstantExpr* result = make<ConstantExpr>(start);
  result->value.value = std::move(value);
  return result;
}

Expr* Parser::atom() {
  const std::size_t start = pos_;
  switch (peek().kind) {
    case TokenKind::kName: {
      const Name name = take().text;
      NameExpr* result = make<NameExpr>(start);
      result->name = name;
      return result;
    }
    case TokenKind::kKwNone:
      take();
      return constant(start, std::monostate());
    case TokenKind::kKwTrue:
      take();
      return constant(start, true);
    case TokenKind::kKwFalse:
      take();
      return constant(start, false);
    case TokenKind::kEllipsis:
      take();
      return constant(start, Ellipsis());
    case TokenKind::kNumber:
      return number();
    case TokenKind::kString:
      return strings();
    case TokenKind::kLeftParen:
      return parenthesized();
    case TokenKind::kLeftBracket:
      return list_display();
    case TokenKind::kLeftBrace:
      return brace_display();
    default:
      fail_here();
  }
}

Expr* Parser::number() {
  const std::size_t start = pos_;
  const Token& token = take();
  NumberLiteral literal = read_number(token.text);
  if (!literal.fault.empty()) fail(token.span, literal.fault);
  ConstantExpr* result = make<ConstantExpr>(start);
  result->value = std::move(literal.value);
  return result;
}

// A group, a tuple or a generator expression.
Expr* Parser::parenthesized() {
  const std::size_t start = pos_;
  const bool closes_at_once = peek(1).kind == TokenKind::kRightParen;
  take();
  if (closes_at_once) {
    take();
    return make<TupleExpr>(start);
  }
  if (at(TokenKind::kDoubleStar)) {
    fail(peek().span, "cannot use double starred expression here");
  }
  if (at(TokenKind::kKwYield)) {
    Expr* inner = yield_expression();
    expect(TokenKind::kRightParen);
    return inner;
  }
  Expr* first = star_named_expression();
  if (at_for_clause()) {
    return comprehension(start, ComprehensionKind::kGenerator, first, nullptr,
                         TokenKind::kRightParen);
  }
  if (!at(TokenKind::kComma)) {
    expect(TokenKind::kRightParen);
    if (first->kind == ExprKind::kStarred) {
      fail(first->span, "cannot use starred expression here");
    }
    return first;
  }
  std::vector<Expr*> items{first};
  while (accept(TokenKind::kComma) && !at(TokenKind::kRightParen)) {
    items.push_back(star_named_expression());
  }
  expect(TokenKind::kRightParen);
  TupleExpr* tuple = make<TupleExpr>(start);
  tuple->items = std::move(items);
  return tuple;
}

Expr* Parser::list_display() {
  const std::size_t start = pos_;
  take();
  std::vector<Expr*> items;
  while (!at(TokenKind::kRightBracket)) {
    items.push_back(star_named_expression());
    if (at_for_clause()) {
      if (items.size() > 1) fail_if_comprehension_target_unparenthesized(items.front());
      return comprehension(start, ComprehensionKind::kList, items.front(), nullptr,
                           TokenKind::kRightBracket);
    }
    if (!accept(TokenKind::kComma)) break;
  }
  expect(TokenKind::kRightBracket);
  ListExpr* list = make<ListExpr>(start);
  list->items = std::move(items);
  return list;
}

void Parser::fail_if_comprehension_target_unparenthesized(const Expr* first) {
  fail(joined(first->span, stream_.tokens[pos_ - 1].span),
       "did you forget parentheses around the comprehension target?");
}

Expr* Parser::brace_display() {
  const std::size_t start = pos_;
  take();
  if (at(TokenKind::kRightBrace)) {
    take();
    return make<DictExpr>(start);
  }
  if (at(TokenKind::kDoubleStar)) return dict_display(start, dict_item());
  Expr* first = star_named_expression();
  if (!at(TokenKind::kColon) || first->kind == ExprKind::kStarred) {
    return set_display(start, first);
  }
  const Token& colon = take();
  if (at(TokenKind::kRightBrace) || at(TokenKind::kComma)) {
    fail(colon.span, "expression expected after dictionary key and ':'");
  }
  if (at(TokenKind::kStar)) {
    fail(peek().span, "cannot use a starred expression in a dictionary value");
  }
  Expr* value = expression();
  if (at_for_clause()) {
    return comprehension(start, ComprehensionKind::kDict, first, value, TokenKind::kRightBrace);
  }
  return dict_display(start, {first, value});
}

Expr* Parser::set_display(std::size_t start, Expr* first) {
  if (at_for_clause()) {
    return comprehension(start, ComprehensionKind::kSet, first, nullptr, TokenKind::kRightBrace);
  }
  std::vector<Expr*> items{first};
  while (accept(TokenKind::kComma) && !at(TokenKind::kRightBrace)) {
    items.push_back(star_named_expression());
    if (at_for_clause()) fail_if_comprehension_target_unparenthesized(first);
  }
  expect(TokenKind::kRightBrace);
  SetExpr* set = make<SetExpr>(start);
  set->items = std::move(items);
  return set;
}

Expr* Parser::dict_display(std::size_t start, DictItem first) {
  std::vector<DictItem> items{first};
  while (accept(TokenKind::kComma) && !at(TokenKind::kRightBrace)) items.push_back(dict_item());
  expect(TokenKind::kRightBrace);
  DictExpr* dict = make<DictExpr>(start);
  dict->items = std::move(items);
  return dict;
}

DictItem Parser::dict_item() {
  const std::size_t start = pos_;
  if (accept(TokenKind::kDoubleStar)) {
    DictItem item{nullptr, bitwise_or()};
    if (at_for_clause()) {
      fail(stream_.tokens[start].span, "dict unpacking cannot be used in dict comprehension");
    }
    return item;
  }
  Expr* key = expression();
  if (!at(TokenKind::kColon)) {
    if (!at(TokenKind::kComma) && !at(TokenKind::kRightBrace)) fail_here();
    fail(key->span, "':' expected after dictionary key");
  }
  const Token& colon = take();
  if (at(TokenKind::kRightBrace) || at(TokenKind::kComma)) {
    fail(colon.span, "expression expected after dictionary key and ':'");
  }
  if (at(TokenKind::kStar)) {
    fail(peek().span, "cannot use a starred expression in a dictionary value");
  }
  return {key, expression()};
}

// --- Comprehensions

bool Parser::at_for_clause() const {
  return at(TokenKind::kKwFor) || (at(TokenKind::kKwAsync) && peek(1).kind == TokenKind::kKwFor);
}

std::vector<ForClause> Parser::for_clauses() {
  std::vector<ForClause> clauses;
  while (at_for_clause()) {
    // Each is a loop inside of the one before, for whoever walks the tree.
    if (nesting_ + static_cast<int>(clauses.size()) >= kMostNesting) fail_too_deep();
    ForClause clause;
    clause.is_async = accept(TokenKind::kKwAsync);
    take();
    clause.target = star_targets();
    expect(TokenKind::kKwIn);
    clause.iterable = disjunction();
    while (accept(TokenKind::kKwIf)) clause.conditions.push_back(disjunction());
    clauses.push_back(std::move(clause));
  }
  return clauses;
}

// The first `for` is next. `start` is the opening bracket.
Expr* Parser::comprehension(std::size_t start, ComprehensionKind form, Expr* element, Expr* value,
                            TokenKind end) {
  if (element->kind == ExprKind::kStarred) {
    fail(element->span, "iterable unpacking cannot be used in comprehension");
  }
  std::vector<ForClause> clauses = for_clauses();
  expect(end);
  ComprehensionExpr* result = make<ComprehensionExpr>(start);
  result->form = form;
  result->element = element;
  result->value = value;
  result->clauses = std::move(clauses);
  return result;
}

}  // namespace grove
