// The parser's compound statements, but for functions and classes.
#include <fmt/format.h>

#include "engine/language/parse/parser.h"

namespace grove {

void Parser::statement(Body& body) {
  const Nesting nesting(*this);
  const std::size_t start = pos_;
  switch (peek().kind) {
    case TokenKind::kKwIf:
      body.push_back(if_statement());
      return;
    case TokenKind::kKwWhile:
      body.push_back(while_statement());
      return;
    case TokenKind::kKwFor:
      body.push_back(for_statement(start, false));
      return;
    case TokenKind::kKwWith:
      body.push_back(with_statement(start, false));
      return;
    case TokenKind::kKwTry:
      body.push_back(try_statement());
      return;
    case TokenKind::kKwDef:
      body.push_back(function_statement(start, false, {}));
      return;
    case TokenKind::kKwClass:
      body.push_back(class_statement(start, {}));
      return;
    case TokenKind::kKwAsync:
      body.push_back(async_statement());
      return;
    case TokenKind::kAt:
      body.push_back(decorated_statement());
      return;
    default:
      break;
  }
  if (at_match_statement()) return body.push_back(match_statement());
  simple_statements(body);
}

// The body of a compound statement, behind its colon. `after` completes "expected an indented
// block after …".
Body Parser::block(std::string_view after, const Token& opener) {
  Body body;
  if (!accept(TokenKind::kNewline)) {
    simple_statements(body);
    return body;
  }
  if (at(TokenKind::kFault)) fail_here();
  if (!accept(TokenKind::kIndent)) {
    fail(peek().span,
         fmt::format("expected an indented block after {} on line {}", after, opener.span.line),
         "indent the lines that belong to it, or write `pass`");
  }
  while (!at(TokenKind::kDedent) && !at(TokenKind::kEndOfFile)) statement_or_recovery(body);
  accept(TokenKind::kDedent);
  return body;
}

// Where CPython insists on the colon.
void Parser::expect_colon() {
  if (at(TokenKind::kFault)) fail_here();
  if (accept(TokenKind::kColon)) return;
  fail_if_never_closed();
  fail(peek().span, "expected ':'");
}

// Where CPython names the colon only if the line ends.
void Parser::expect_colon_or_fail_here() {
  if (at(TokenKind::kNewline)) return expect_colon();
  expect(TokenKind::kColon);
}

Stmt* Parser::if_statement() {
  const std::size_t start = pos_;
  std::vector<IfBranch> branches;
  do {
    const std::size_t branch_start = pos_;
    const Token& opener = take();
    const bool is_first = branches.empty();
    IfBranch branch;
    branch.test = named_expression();
    expect_colon_or_fail_here();
    branch.body = block(is_first ? "'if' statement" : "'elif' statement", opener);
    branch.span = span_from(branch_start);
    branches.push_back(std::move(branch));
  } while (at(TokenKind::kKwElif));
  Body otherwise = else_block();
  IfStmt* statement = make<IfStmt>(start);
  for (IfBranch& branch : branches) branch.span = joined(branch.span, statement->span);
  statement->branches = std::move(branches);
  statement->otherwise = std::move(otherwise);
  return statement;
}

Body Parser::else_block() {
  if (!at(TokenKind::kKwElse)) return {};
  const Token& opener = take();
  expect_colon();
  return block("'else' statement", opener);
}

Stmt* Parser::while_statement() {
  const std::size_t start = pos_;
  const Token& opener = take();
  Expr* test = named_expression();
  expect_colon_or_fail_here();
  Body body = block("'while' statement", opener);
  Body otherwise = else_block();
  WhileStmt* statement = make<WhileStmt>(start);
  statement->test = test;
  statement->body = std::move(body);
  statement->otherwise = std::move(otherwise);
  return statement;
}

Stmt* Parser::for_statement(std::size_t start, bool is_async) {
  const Token& opener = take();
  Expr* target = star_targets();
  expect(TokenKind::kKwIn);
  Expr* iterable = star_expressions();
  expect_colon_or_fail_here();
  Body body = block("'for' statement", opener);
  Body otherwise = else_block();
  ForStmt* statement = make<ForStmt>(start);
  statement->target = target;
  statement->iterable = iterable;
  statement->body = std::move(body);
  statement->otherwise = std::move(otherwise);
  statement->is_async = is_async;
  return statement;
}

// --- with

Stmt* Parser::with_statement(std::size_t start, bool is_async) {
  const Token& opener = take();
  std::vector<WithItem> items;
  if (!with_items_in_parentheses(items)) {
    do {
      items.push_back(with_item());
    } while (accept(TokenKind::kComma));
  }
  expect_colon_or_fail_here();
  Body body = block("'with' statement", opener);
  WithStmt* statement = make<WithStmt>(start);
  statement->items = std::move(items);
  statement->body = std::move(body);
  statement->is_async = is_async;
  return statement;
}

// `with (a as b, c):`. The parentheses may also belong to the first expression, which only what
// follows them can tell; so this tries, and leaves nothing behind if it was not so.
bool Parser::with_items_in_parentheses(std::vector<WithItem>& items) {
  if (!at(TokenKind::kLeftParen)) return false;
  const std::size_t before = pos_;
  bool is_it = false;
  const auto read = [&] {
    take();
    while (!at(TokenKind::kRightParen)) {
      items.push_back(with_item());
      if (!accept(TokenKind::kComma)) break;
    }
    expect(TokenKind::kRightParen);
    is_it = at(TokenKind::kColon) && !items.empty();
  };
  std::size_t after = before;
  const auto read_and_mark = [&] {
    read();
    after = pos_;
  };
  if (could_read(read_and_mark) && is_it) {
    pos_ = after;
    return true;
  }
  items.clear();
  return false;
}

WithItem Parser::with_item() {
  WithItem item;
  item.manager = expression();
  if (!accept(TokenKind::kKwAs)) return item;
  item.target = star_target();
  const bool ends = at(TokenKind::kComma) || at(TokenKind::kRightParen) || at(TokenKind::kColon);
  if (ends) check_target(item.target, "assign to");
  return item;
}

// --- try

Stmt* Parser::try_statement() {
  const std::size_t start = pos_;
  const Token& opener = take();
  expect_colon();
  Body body = block("'try' statement", opener);
  std::vector<ExceptHandler> handlers;
  bool is_star = false;
  while (at(TokenKind::kKwExcept)) {
    handlers.push_back(except_handler(is_star, handlers.empty()));
  }
  Body otherwise;
  if (!handlers.empty()) otherwise = else_block();
  Body finally;
  if (at(TokenKind::kKwFinally)) {
    const Token& finally_token = take();
    expect_colon();
    finally = block("'finally' statement", finally_token);
  } else if (handlers.empty()) {
    fail(peek().span, "expected 'except' or 'finally' block");
  }
  TryStmt* statement = make<TryStmt>(start);
  statement->body = std::move(body);
  statement->handlers = std::move(handlers);
  statement->otherwise = std::move(otherwise);
  statement->finally = std::move(finally);
  statement->is_star = is_star;
  return statement;
}

ExceptHandler Parser::except_handler(bool& is_star, bool is_first) {
  const std::size_t start = pos_;
  const Token& opener = take();
  const bool has_star = accept(TokenKind::kStar);
  if (is_first) is_star = has_star;
  if (has_star != is_star) {
    fail(span_from(start), "cannot have both 'except' and 'except*' on the same 'try'");
  }
  if (has_star && (at(TokenKind::kNewline) || at(TokenKind::kColon))) {
    fail(peek().span, "expected one or more exception types");
  }
  ExceptHandler handler;
  if (!at(TokenKind::kColon) && !at(TokenKind::kNewline)) {
    handler.type = expression();
    if (at(TokenKind::kComma)) {
      fail(handler.type->span, "multiple exception types must be parenthesized",
           "write `except (A, B):`");
    }
    if (accept(TokenKind::kKwAs)) handler.name = expect_name();
  }
  expect_colon_or_fail_here();
  handler.body = block(has_star ? "'except*' statement" : "'except' statement", opener);
  handler.span = span_from(start);
  return handler;
}

// --- async, decorators

Stmt* Parser::async_statement() {
  const std::size_t start = pos_;
  take();
  if (at(TokenKind::kKwDef)) return function_statement(start, true, {});
  if (at(TokenKind::kKwWith)) return with_statement(start, true);
  if (at(TokenKind::kKwFor)) return for_statement(start, true);
  fail_here();
}

Stmt* Parser::decorated_statement() {
  std::vector<Expr*> decorators;
  while (accept(TokenKind::kAt)) {
    decorators.push_back(named_expression());
    expect(TokenKind::kNewline);
  }
  const std::size_t start = pos_;
  if (at(TokenKind::kKwClass)) return class_statement(start, std::move(decorators));
  const bool is_async = accept(TokenKind::kKwAsync);
  if (!at(TokenKind::kKwDef)) fail_here();
  return function_statement(start, is_async, std::move(decorators));
}

}  // namespace grove
