// The parser's functions, classes and parameter lists.
#include "engine/language/parse/parser.h"

namespace grove {

Stmt* Parser::function_statement(std::size_t start, bool is_async, std::vector<Expr*> decorators) {
  const Token& opener = take();
  const Token& name = expect(TokenKind::kName);
  if (at(TokenKind::kFault)) fail_here();
  if (!accept(TokenKind::kLeftParen)) fail(peek().span, "expected '('");
  Parameters params = parameters(TokenKind::kRightParen, false);
  expect(TokenKind::kRightParen);
  Expr* returns = accept(TokenKind::kArrow) ? expression() : nullptr;
  expect_colon();
  Body body = block("function definition", opener);
  FunctionStmt* statement = make<FunctionStmt>(start);
  statement->name = name.text;
  statement->name_span = name.span;
  statement->parameters = std::move(params);
  statement->returns = returns;
  statement->decorators = std::move(decorators);
  statement->body = std::move(body);
  statement->is_async = is_async;
  return statement;
}

Stmt* Parser::class_statement(std::size_t start, std::vector<Expr*> decorators) {
  const Token& opener = take();
  const Token& name = expect(TokenKind::kName);
  std::vector<Expr*> bases;
  std::vector<Keyword> keywords;
  if (accept(TokenKind::kLeftParen)) {
    arguments(bases, keywords);
    expect(TokenKind::kRightParen);
  }
  expect_colon_or_fail_here();
  Body body = block("class definition", opener);
  ClassStmt* statement = make<ClassStmt>(start);
  statement->name = name.text;
  statement->name_span = name.span;
  statement->bases = std::move(bases);
  statement->keywords = std::move(keywords);
  statement->decorators = std::move(decorators);
  statement->body = std::move(body);
  return statement;
}

// Up to `end`, which is not taken: a closing parenthesis, or the colon of a lambda.
Parameters Parser::parameters(TokenKind end, bool is_lambda) {
  Parameters result;
  bool after_star = false;
  bool after_slash = false;
  while (!at(end)) {
    if (!result.varkeywords.empty()) {
      fail(peek().span, "arguments cannot follow var-keyword argument");
    }
    if (at(TokenKind::kStar)) {
      if (after_star) fail(peek().span, "* argument may appear only once");
      star_parameter(result, end, is_lambda);
      after_star = true;
    } else if (at(TokenKind::kDoubleStar)) {
      double_star_parameter(result, is_lambda);
    } else if (at(TokenKind::kSlash)) {
      if (after_slash) fail(peek().span, "/ may appear only once");
      if (after_star) fail(peek().span, "/ must be ahead of *");
      slash_parameter(result);
      after_slash = true;
    } else {
      positional_or_keyword_parameter(result, after_star, is_lambda);
    }
    if (!accept(TokenKind::kComma) && !at(end)) fail_here();
  }
  return result;
}

Parameter Parser::parameter(bool is_lambda, bool is_star) {
  if (at(TokenKind::kLeftParen)) {
    fail(peek().span, is_lambda ? "Lambda expression parameters cannot be parenthesized"
                                : "Function parameters cannot be parenthesized");
  }
  const std::size_t start = pos_;
  Parameter result;
  result.name = expect_name();
  if (!is_lambda && accept(TokenKind::kColon)) {
    result.annotation = is_star ? star_expression() : expression();
  }
  result.span = span_from(start);
  return result;
}

void Parser::star_parameter(Parameters& parameters, TokenKind end, bool is_lambda) {
  const Token& star = take();
  if (!at(TokenKind::kComma)) {
    if (at(end)) fail(star.span, "named arguments must follow bare *");
    parameters.varargs.push_back(parameter(is_lambda, true));
    if (at(TokenKind::kAssign)) {
      fail(peek().span, "var-positional argument cannot have default value");
    }
    return;
  }
  const TokenKind next = peek(1).kind;
  if (next == end || next == TokenKind::kDoubleStar) {
    fail(star.span, "named arguments must follow bare *");
  }
}

void Parser::double_star_parameter(Parameters& parameters, bool is_lambda) {
  take();
  parameters.varkeywords.push_back(parameter(is_lambda, false));
  if (at(TokenKind::kAssign)) {
    fail(peek().span, "var-keyword argument cannot have default value");
  }
}

void Parser::slash_parameter(Parameters& parameters) {
  const Token& slash = take();
  if (parameters.positional.empty()) {
    fail(slash.span, "at least one argument must precede /");
  }
  if (at(TokenKind::kStar)) fail(peek().span, "expected comma between / and *");
  parameters.positional_only_count = static_cast<int>(parameters.positional.size());
}

void Parser::positional_or_keyword_parameter(Parameters& parameters, bool after_star,
                                             bool is_lambda) {
  Parameter result = parameter(is_lambda, false);
  if (at(TokenKind::kAssign)) {
    const Token& equals = take();
    const bool has_none = at(TokenKind::kRightParen) || at(TokenKind::kComma);
    if (has_none) fail(equals.span, "expected default value expression");
    result.default_value = expression();
  } else if (!after_star && !parameters.positional.empty() &&
             parameters.positional.back().default_value) {
    fail(result.span, "non-default argument follows default argument");
  }
  (after_star ? parameters.keyword_only : parameters.positional).push_back(result);
}

}  // namespace grove
