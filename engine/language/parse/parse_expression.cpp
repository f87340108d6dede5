// The parser's expressions from the loosest binding to calls and subscripts, and the targets of
// `for` and `with`.
#include <cstdint>

#include <fmt/format.h>

#include "engine/language/parse/literals.h"
#include "engine/language/parse/parser.h"

namespace grove {
namespace {

struct BinaryPrecedence {
  int precedence = -1;  // higher binds tighter; -1: no binary operator
  BinaryOperator op = BinaryOperator::kAdd;
};

BinaryPrecedence precedence_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::kPipe:
      return {0, BinaryOperator::kOr};
    case TokenKind::kCaret:
      return {1, BinaryOperator::kXor};
    case TokenKind::kAmpersand:
      return {2, BinaryOperator::kAnd};
    case TokenKind::kLeftShift:
      return {3, BinaryOperator::kLShift};
    case TokenKind::kRightShift:
      return {3, BinaryOperator::kRShift};
    case TokenKind::kPlus:
      return {4, BinaryOperator::kAdd};
    case TokenKind::kMinus:
      return {4, BinaryOperator::kSub};
    case TokenKind::kStar:
      return {5, BinaryOperator::kMul};
    case TokenKind::kSlash:
      return {5, BinaryOperator::kTrueDiv};
    case TokenKind::kDoubleSlash:
      return {5, BinaryOperator::kFloorDiv};
    case TokenKind::kPercent:
      return {5, BinaryOperator::kMod};
    case TokenKind::kAt:
      return {5, BinaryOperator::kMatMul};
    default:
      return {};
  }
}

}  // namespace

// Where an optional expression, or one more item after a comma, cannot begin.
bool Parser::at_expression_end() const {
  switch (peek().kind) {
    case TokenKind::kNewline:
    case TokenKind::kEndOfFile:
    case TokenKind::kSemicolon:
    case TokenKind::kAssign:
    case TokenKind::kColon:
    case TokenKind::kRightParen:
    case TokenKind::kRightBracket:
    case TokenKind::kRightBrace:
    case TokenKind::kKwFrom:
    case TokenKind::kKwIn:
      return true;
    default:
      return false;
  }
}

Expr* Parser::star_expressions() {
  const std::size_t start = pos_;
  Expr* first = star_expression();
  if (!at(TokenKind::kComma)) return first;
  std::vector<Expr*> items{first};
  while (accept(TokenKind::kComma) && !at_expression_end()) items.push_back(star_expression());
  TupleExpr* tuple = make<TupleExpr>(start);
  tuple->items = std::move(items);
  return tuple;
}

Expr* Parser::star_expression() {
  if (!at(TokenKind::kStar)) return expression();
  const std::size_t start = pos_;
  take();
  Expr* value = bitwise_or();
  StarredExpr* starred = make<StarredExpr>(start);
  starred->value = value;
  return starred;
}

Expr* Parser::star_named_expression() {
  return at(TokenKind::kStar) ? star_expression() : named_expression();
}

Expr* Parser::named_expression() {
  const std::size_t start = pos_;
  Expr* left = expression();
  if (at(TokenKind::kAssign)) fail_equals_in_expression(start, left);
  if (!at(TokenKind::kWalrus)) return left;
  auto* target = as_if<NameExpr>(left);
  if (!target || pos_ != start + 1) {
    fail(left->span,
         fmt::format("cannot use assignment expressions with {}", description_of(*left)));
  }
  take();
  Expr* value = expression();
  NamedExpr* named = make<NamedExpr>(start);
  named->target = target;
  named->value = value;
  return named;
}

// `left` stands where a value is wanted, and `=` follows.
void Parser::fail_equals_in_expression(std::size_t start, Expr* left) {
  SourceSpan value_span;
  bool is_single = false;
  const auto read_value = [&] {
    take();
    value_span = bitwise_or()->span;
    is_single = !at(TokenKind::kAssign) && !at(TokenKind::kWalrus);
  };
  if (!could_read(read_value) || !is_single) fail_here();
  if (left->kind == ExprKind::kName && pos_ == start + 1) {
    fail(joined(left->span, value_span),
         "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  }
  fail(left->span, fmt::format("cannot assign to {} here. Maybe you meant '==' instead of '='?",
                               description_of(*left)));
}

Expr* Parser::expression() {
  const Nesting nesting(*this);
  if (at(TokenKind::kKwLambda)) return lambda();
  const std::size_t start = pos_;
  Expr* then = disjunction();
  if (!at(TokenKind::kKwIf)) return then;
  take();
  Expr* test = disjunction();
  if (!at(TokenKind::kKwElse)) {
    if (at(TokenKind::kColon) || at(TokenKind::kFault)) fail_here();
    fail(joined(then->span, test->span), "expected 'else' after 'if' expression");
  }
  take();
  Expr* otherwise = expression();
  ConditionalExpr* conditional = make<ConditionalExpr>(start);
  conditional->test = test;
  conditional->then = then;
  conditional->otherwise = otherwise;
  return conditional;
}

Expr* Parser::lambda() {
  const std::size_t start = pos_;
  take();
  Parameters params = parameters(TokenKind::kColon, true);
  expect(TokenKind::kColon);
  Expr* body = expression();
  LambdaExpr* result = make<LambdaExpr>(start);
  result->parameters = std::move(params);
  result->body = body;
  return result;
}

Expr* Parser::yield_expression() {
  const std::size_t start = pos_;
  take();
  if (accept(TokenKind::kKwFrom)) {
    Expr* value = expression();
    YieldFromExpr* result = make<YieldFromExpr>(start);
    result->value = value;
    return result;
  }
  Expr* value = at_expression_end() ? nullptr : star_expressions();
  YieldExpr* result = make<YieldExpr>(start);
  result->value = value;
  return result;
}

Expr* Parser::disjunction() {
  const std::size_t start = pos_;
  Expr* first = conjunction();
  if (at(TokenKind::kKwOr)) {
    std::vector<Expr*> values{first};
    while (accept(TokenKind::kKwOr)) values.push_back(conjunction());
    BooleanExpr* result = make<BooleanExpr>(start);
    result->is_and = false;
    result->values = std::move(values);
    first = result;
  }
  last_operand_end_ = pos_;
  last_operand_span_ = span_from(start);
  last_operand_is_name_ = first->kind == ExprKind::kName && pos_ == start + 1;
  return first;
}

Expr* Parser::conjunction() {
  const std::size_t start = pos_;
  Expr* first = inversion();
  if (!at(TokenKind::kKwAnd)) return first;
  std::vector<Expr*> values{first};
  while (accept(TokenKind::kKwAnd)) values.push_back(inversion());
  BooleanExpr* result = make<BooleanExpr>(start);
  result->values = std::move(values);
  return result;
}

Expr* Parser::inversion() {
  if (!at(TokenKind::kKwNot)) return comparison();
  const Nesting nesting(*this);
  const std::size_t start = pos_;
  take();
  Expr* operand = inversion();
  UnaryExpr* result = make<UnaryExpr>(start);
  result->op = UnaryOperator::kNot;
  result->operand = operand;
  return result;
}

Expr* Parser::comparison() {
  const std::size_t start = pos_;
  Expr* left = bitwise_or();
  Comparison op;
  if (!accept_comparison(op)) return left;
  std::vector<Comparison> ops;
  std::vector<Expr*> rights;
  do {
    ops.push_back(op);
    rights.push_back(bitwise_or());
  } while (accept_comparison(op));
  CompareExpr* result = make<CompareExpr>(start);
  result->left = left;
  result->ops = std::move(ops);
  result->rights = std::move(rights);
  return result;
}

bool Parser::accept_comparison(Comparison& op) {
  switch (peek().kind) {
    case TokenKind::kLess:
      op = Comparison::kLt;
      break;
    case TokenKind::kLessEqual:
      op = Comparison::kLe;
      break;
    case TokenKind::kEqual:
      op = Comparison::kEq;
      break;
    case TokenKind::kNotEqual:
      op = Comparison::kNe;
      break;
    case TokenKind::kGreater:
      op = Comparison::kGt;
      break;
    case TokenKind::kGreaterEqual:
      op = Comparison::kGe;
      break;
    case TokenKind::kKwIn:
      op = Comparison::kIn;
      break;
    case TokenKind::kKwIs:
      take();
      op = accept(TokenKind::kKwNot) ? Comparison::kIsNot : Comparison::kIs;
      return true;
    case TokenKind::kKwNot:
      if (peek(1).kind != TokenKind::kKwIn) return false;
      take();
      op = Comparison::kNotIn;
      break;
    default:
      return false;
  }
  take();
  return true;
}

// Operators of at least this precedence. All of them lean to the left, so a chain of one
// precedence is a loop here, however long.
Expr* Parser::binary(int least_precedence) {
  const std::size_t start = pos_;
  Expr* left = factor();
  while (true) {
    const auto [precedence, op] = precedence_of(peek().kind);
    if (precedence < least_precedence) return left;
    take();
    Expr* right = binary(precedence + 1);
    BinaryExpr* result = make<BinaryExpr>(start);
    result->op = op;
    result->left = left;
    result->right = right;
    left = result;
  }
}

Expr* Parser::factor() {
  UnaryOperator op;
  switch (peek().kind) {
    case TokenKind::kPlus:
      op = UnaryOperator::kPositive;
      break;
    case TokenKind::kMinus:
      op = UnaryOperator::kNegative;
      break;
    case TokenKind::kTilde:
      op = UnaryOperator::kInvert;
      break;
    default:
      return power();
  }
  const Nesting nesting(*this);
  const std::size_t start = pos_;
  take();
  Expr* operand = factor();
  UnaryExpr* result = make<UnaryExpr>(start);
  result->op = op;
  result->operand = operand;
  return result;
}

Expr* Parser::power() {
  const std::size_t start = pos_;
  Expr* base = await_primary();
  if (!at(TokenKind::kDoubleStar)) return base;
  const Nesting nesting(*this);
  take();
  Expr* exponent = factor();
  BinaryExpr* result = make<BinaryExpr>(start);
  result->op = BinaryOperator::kPow;
  result->left = base;
  result->right = exponent;
  return result;
}

Expr* Parser::await_primary() {
  if (!at(TokenKind::kKwAwait)) return primary();
  const std::size_t start = pos_;
  take();
  Expr* value = primary();
  AwaitExpr* result = make<AwaitExpr>(start);
  result->value = value;
  return result;
}

Expr* Parser::primary() {
  const std::size_t start = pos_;
  Expr* object = atom();
  while (true) {
    if (accept(TokenKind::kDot)) {
      const Name name = expect_name();
      AttributeExpr* attribute = make<AttributeExpr>(start);
      attribute->object = object;
      attribute->name = name;
      object = attribute;
    } else if (at(TokenKind::kLeftParen)) {
      object = call(start, object);
    } else if (at(TokenKind::kLeftBracket)) {
      object = subscript(start, object);
    } else {
      return object;
    }
  }
}

Expr* Parser::subscript(std::size_t start, Expr* object) {
  take();
  const std::size_t index_start = pos_;
  Expr* index = at(TokenKind::kStar) ? star_expression() : slice();
  if (at(TokenKind::kComma) || index->kind == ExprKind::kStarred) {
    std::vector<Expr*> items{index};
    while (accept(TokenKind::kComma) && !at(TokenKind::kRightBracket)) {
      items.push_back(at(TokenKind::kStar) ? star_expression() : slice());
    }
    TupleExpr* tuple = make<TupleExpr>(index_start);
    tuple->items = std::move(items);
    index = tuple;
  }
  expect(TokenKind::kRightBracket);
  SubscriptExpr* result = make<SubscriptExpr>(start);
  result->object = object;
  result->index = index;
  return result;
}

Expr* Parser::slice() {
  const std::size_t start = pos_;
  Expr* first = at(TokenKind::kColon) ? nullptr : named_expression();
  if (!accept(TokenKind::kColon)) return first;
  const auto part_ends = [&] {
    return at(TokenKind::kColon) || at(TokenKind::kComma) || at(TokenKind::kRightBracket);
  };
  Expr* stop = part_ends() ? nullptr : expression();
  Expr* step = nullptr;
  if (accept(TokenKind::kColon) && !part_ends()) step = expression();
  SliceExpr* result = make<SliceExpr>(start);
  result->start = first;
  result->stop = stop;
  result->step = step;
  return result;
}

// --- Targets

Expr* Parser::star_targets() {
  const std::size_t start = pos_;
  Expr* target = star_target();
  if (at(TokenKind::kComma)) {
    std::vector<Expr*> items{target};
    while (accept(TokenKind::kComma) && !at_expression_end()) items.push_back(star_target());
    TupleExpr* tuple = make<TupleExpr>(start);
    tuple->items = std::move(items);
    target = tuple;
  }
  check_target(target, "assign to");
  return target;
}

Expr* Parser::star_target() { return at(TokenKind::kStar) ? star_expression() : bitwise_or(); }

void Parser::check_target(const Expr* expr, std::string_view verb) {
  if (const Expr* invalid = invalid_part_of_target(expr, false)) {
    fail(invalid->span, fmt::format("cannot {} {}", verb, description_of(*invalid)));
  }
}

// The innermost part that nothing can be assigned to (or that cannot be deleted); null if none.
const Expr* Parser::invalid_part_of_target(const Expr* expr, bool is_deleted) {
  const std::vector<Expr*>* items = nullptr;
  switch (expr->kind) {
    case ExprKind::kName:
    case ExprKind::kAttribute:
    case ExprKind::kSubscript:
      return nullptr;
    case ExprKind::kStarred:
      if (is_deleted) return expr;
      return invalid_part_of_target(static_cast<const StarredExpr*>(expr)->value, false);
    case ExprKind::kTuple:
      items = &static_cast<const TupleExpr*>(expr)->items;
      break;
    case ExprKind::kList:
      items = &static_cast<const ListExpr*>(expr)->items;
      break;
    default:
      return expr;
  }
  for (const Expr* item : *items) {
    if (const Expr* invalid = invalid_part_of_target(item, is_deleted)) return invalid;
  }
  return nullptr;
}

}  // namespace grove
