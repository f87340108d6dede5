// The parser's match statement.
#include "engine/language/parse/parser.h"
#include "engine/language/syntax/match.h"

namespace grove {

// `match` is a name like any other unless a block with `case` follows.
bool Parser::at_match_statement() {
  if (!at_word("match")) return false;
  bool is_it = false;
  const auto read = [&] {
    take();
    match_subject();
    is_it = accept(TokenKind::kColon) && accept(TokenKind::kNewline) &&
            accept(TokenKind::kIndent) && at_word("case");
  };
  could_read(read);
  return is_it;
}

Expr* Parser::match_subject() {
  const std::size_t start = pos_;
  Expr* first = star_named_expression();
  if (!at(TokenKind::kComma)) {
    if (first->kind == ExprKind::kStarred) fail_here();
    return first;
  }
  std::vector<Expr*> items{first};
  while (accept(TokenKind::kComma)) {
    if (!at(TokenKind::kColon)) items.push_back(star_named_expression());
  }
  auto* tuple = make<TupleExpr>(start);
  tuple->items = std::move(items);
  return tuple;
}

Stmt* Parser::match_statement() {
  const std::size_t start = pos_;
  take();
  Expr* subject = match_subject();
  expect(TokenKind::kColon);
  expect(TokenKind::kNewline);
  expect(TokenKind::kIndent);
  std::vector<MatchCase> cases;
  // What is wrong with a case, or stands between two, leaves the others as they are.
  while (!at(TokenKind::kDedent) && !at(TokenKind::kEndOfFile)) {
    const std::size_t case_start = pos_;
    try {
      if (!at_word("case")) fail_here();
      cases.push_back(match_case());
    } catch (const SyntaxFault& caught) {
      faults_.add(caught.fault);
      recover(case_start);
    }
  }
  accept(TokenKind::kDedent);
  auto* statement = make<MatchStmt>(start);
  statement->subject = subject;
  statement->cases = std::move(cases);
  return statement;
}

MatchCase Parser::match_case() {
  const Token& opener = take();
  MatchCase result;
  result.pattern = patterns();
  if (accept(TokenKind::kKwIf)) result.guard = named_expression();
  expect_colon();
  result.body = block("'case' statement", opener);
  return result;
}

// With commas outside of brackets too.
Pattern* Parser::patterns() {
  const std::size_t start = pos_;
  Pattern* first = pattern_or_star();
  if (!at(TokenKind::kComma) && first->kind != PatternKind::kStar) return first;
  std::vector<Pattern*> parts{first};
  while (accept(TokenKind::kComma)) {
    if (at(TokenKind::kColon) || at(TokenKind::kKwIf)) break;
    parts.push_back(pattern_or_star());
  }
  if (parts.size() == 1 && first->kind == PatternKind::kStar &&
      stream_.tokens[pos_ - 1].kind != TokenKind::kComma) {
    fail_here();
  }
  return make_pattern(start, PatternKind::kSequence, std::move(parts));
}

Pattern* Parser::make_pattern(std::size_t start, PatternKind kind, std::vector<Pattern*> parts) {
  auto* pattern = make<Pattern>(start);
  pattern->kind = kind;
  pattern->parts = std::move(parts);
  return pattern;
}

Pattern* Parser::pattern_or_star() {
  const std::size_t start = pos_;
  if (!accept(TokenKind::kStar)) return pattern();
  const Name name = expect_name();
  Pattern* star = make_pattern(start, PatternKind::kStar, {});
  if (name != "_") star->name = name;
  return star;
}

Pattern* Parser::pattern() {
  const Nesting nesting(*this);
  const std::size_t start = pos_;
  std::vector<Pattern*> parts{closed_pattern()};
  while (accept(TokenKind::kPipe)) parts.push_back(closed_pattern());
  Pattern* alternatives =
      parts.size() == 1 ? parts[0] : make_pattern(start, PatternKind::kOr, std::move(parts));
  if (!accept(TokenKind::kKwAs)) return alternatives;
  const Token& target = peek();
  if (target.kind != TokenKind::kName) fail(target.span, "invalid pattern target");
  const Name name = expect_name();
  if (name == "_") fail(target.span, "cannot use '_' as a target");
  Pattern* result = make_pattern(start, PatternKind::kAs, {alternatives});
  result->name = name;
  return result;
}

Pattern* Parser::closed_pattern() {
  const std::size_t start = pos_;
  switch (peek().kind) {
    case TokenKind::kName:
      return name_pattern();
    case TokenKind::kLeftParen:
      return group_pattern();
    case TokenKind::kLeftBracket:
      take();
      return sequence_pattern(start, TokenKind::kRightBracket);
    case TokenKind::kLeftBrace:
      return mapping_pattern();
    default:
      break;
  }
  Expr* value = literal_of_pattern();
  const auto* constant = as_if<ConstantExpr>(value);
  const bool is_singleton =
      constant && (std::holds_alternative<std::monostate>(constant->value.value) ||
                   std::holds_alternative<bool>(constant->value.value));
  Pattern* result =
      make_pattern(start, is_singleton ? PatternKind::kSingleton : PatternKind::kValue, {});
  result->value = value;
  return result;
}

// A number with its sign, a text, None, True or False.
Expr* Parser::literal_of_pattern() {
  const std::size_t start = pos_;
  const Token& first = peek();
  Expr* value = nullptr;
  switch (first.kind) {
    case TokenKind::kMinus:
    case TokenKind::kNumber:
      value = factor();
      if (at(TokenKind::kPlus) || at(TokenKind::kMinus)) {
        const BinaryOperator op =
            take().kind == TokenKind::kPlus ? BinaryOperator::kAdd : BinaryOperator::kSub;
        const Token& second = peek();
        const bool is_imaginary = second.kind == TokenKind::kNumber &&
                                  (second.text.back() == 'j' || second.text.back() == 'J');
        if (!is_imaginary) fail(second.span, "imaginary number required in complex literal");
        auto* sum = make<BinaryExpr>(start);
        sum->op = op;
        sum->left = value;
        sum->right = number();
        value = sum;
      }
      break;
    case TokenKind::kString:
    case TokenKind::kKwNone:
    case TokenKind::kKwTrue:
    case TokenKind::kKwFalse:
      value = atom();
      break;
    default:
      fail_here();
  }
  if (value->kind == ExprKind::kJoinedString) {
    fail(value->span, "patterns may only match literals and attribute lookups");
  }
  return value;
}

Expr* Parser::dotted_name_of_pattern() {
  const std::size_t start = pos_;
  const Name first = expect_name();
  Expr* expr = make<NameExpr>(start);
  as<NameExpr>(expr).name = first;
  while (accept(TokenKind::kDot)) {
    const Name name = expect_name();
    auto* attribute = make<AttributeExpr>(start);
    attribute->object = expr;
    attribute->name = name;
    expr = attribute;
  }
  return expr;
}

Pattern* Parser::name_pattern() {
  const std::size_t start = pos_;
  Expr* name = dotted_name_of_pattern();
  if (at(TokenKind::kLeftParen)) return class_pattern(start, name);
  if (name->kind == ExprKind::kAttribute) {
    Pattern* value = make_pattern(start, PatternKind::kValue, {});
    value->value = name;
    return value;
  }
  Pattern* capture = make_pattern(start, PatternKind::kCapture, {});
  if (as<NameExpr>(name).name != "_") capture->name = as<NameExpr>(name).name;
  return capture;
}

// A pattern in parentheses, or a sequence.
Pattern* Parser::group_pattern() {
  const std::size_t start = pos_;
  take();
  if (accept(TokenKind::kRightParen)) {
    return make_pattern(start, PatternKind::kSequence, {});
  }
  Pattern* first = pattern_or_star();
  if (first->kind != PatternKind::kStar && accept(TokenKind::kRightParen)) return first;
  std::vector<Pattern*> parts{first};
  expect(TokenKind::kComma);
  while (!at(TokenKind::kRightParen)) {
    parts.push_back(pattern_or_star());
    if (!accept(TokenKind::kComma)) break;
  }
  expect(TokenKind::kRightParen);
  return make_pattern(start, PatternKind::kSequence, std::move(parts));
}

Pattern* Parser::sequence_pattern(std::size_t start, TokenKind end) {
  std::vector<Pattern*> parts;
  while (!at(end)) {
    parts.push_back(pattern_or_star());
    if (!accept(TokenKind::kComma)) break;
  }
  expect(end);
  return make_pattern(start, PatternKind::kSequence, std::move(parts));
}

Pattern* Parser::mapping_pattern() {
  const std::size_t start = pos_;
  take();
  std::vector<Expr*> keys;
  std::vector<Pattern*> parts;
  Name rest;
  while (!at(TokenKind::kRightBrace) && rest.empty()) {
    if (accept(TokenKind::kDoubleStar)) {
      rest = expect_name();
    } else {
      keys.push_back(at(TokenKind::kName) ? dotted_name_of_pattern() : literal_of_pattern());
      if (keys.back()->kind == ExprKind::kName) fail_here();
      expect(TokenKind::kColon);
      parts.push_back(pattern());
    }
    if (!accept(TokenKind::kComma)) break;
  }
  expect(TokenKind::kRightBrace);
  Pattern* result = make_pattern(start, PatternKind::kMapping, std::move(parts));
  result->keys = std::move(keys);
  result->has_rest = !rest.empty();
  result->name = rest;
  return result;
}

Pattern* Parser::class_pattern(std::size_t start, Expr* name) {
  take();
  std::vector<Pattern*> parts;
  std::vector<NamedPlace> attributes;
  while (!at(TokenKind::kRightParen)) {
    const std::size_t part_start = pos_;
    if (at(TokenKind::kName) && peek(1).kind == TokenKind::kAssign) {
      const Name attribute = expect_name();
      attributes.push_back({attribute, span_from(part_start)});
      take();
      parts.push_back(pattern());
    } else {
      parts.push_back(pattern());
      if (!attributes.empty()) {
        fail(span_from(part_start), "positional patterns follow keyword patterns");
      }
    }
    if (!accept(TokenKind::kComma)) break;
  }
  expect(TokenKind::kRightParen);
  Pattern* result = make_pattern(start, PatternKind::kClass, std::move(parts));
  result->value = name;
  result->attributes = std::move(attributes);
  return result;
}

}  // namespace grove
