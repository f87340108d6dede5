// The parser's simple statements: those of a single line.
#include <fmt/format.h>

#include "engine/language/parse/parser.h"

namespace grove {
namespace {

bool augmented_operator(TokenKind kind, BinaryOperator& op) {
  switch (kind) {
    case TokenKind::kPlusAssign:
      op = BinaryOperator::kAdd;
      return true;
    case TokenKind::kMinusAssign:
      op = BinaryOperator::kSub;
      return true;
    case TokenKind::kStarAssign:
      op = BinaryOperator::kMul;
      return true;
    case TokenKind::kSlashAssign:
      op = BinaryOperator::kTrueDiv;
      return true;
    case TokenKind::kDoubleSlashAssign:
      op = BinaryOperator::kFloorDiv;
      return true;
    case TokenKind::kPercentAssign:
      op = BinaryOperator::kMod;
      return true;
    case TokenKind::kAtAssign:
      op = BinaryOperator::kMatMul;
      return true;
    case TokenKind::kAmpersandAssign:
      op = BinaryOperator::kAnd;
      return true;
    case TokenKind::kPipeAssign:
      op = BinaryOperator::kOr;
      return true;
    case TokenKind::kCaretAssign:
      op = BinaryOperator::kXor;
      return true;
    case TokenKind::kLeftShiftAssign:
      op = BinaryOperator::kLShift;
      return true;
    case TokenKind::kRightShiftAssign:
      op = BinaryOperator::kRShift;
      return true;
    case TokenKind::kDoubleStarAssign:
      op = BinaryOperator::kPow;
      return true;
    default:
      return false;
  }
}

bool is_single_target(const Expr& expr) {
  return expr.kind == ExprKind::kName || expr.kind == ExprKind::kAttribute ||
         expr.kind == ExprKind::kSubscript;
}

// What CPython's grammar calls bitwise_or, but for the displays and words that its advice on `==`
// leaves out.
bool may_have_meant_comparison(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kTuple:
    case ExprKind::kList:
    case ExprKind::kStarred:
    case ExprKind::kBoolean:
    case ExprKind::kCompare:
    case ExprKind::kConditional:
    case ExprKind::kLambda:
    case ExprKind::kYield:
    case ExprKind::kYieldFrom:
      return false;
    case ExprKind::kComprehension:
      return static_cast<const ComprehensionExpr&>(expr).form != ComprehensionKind::kGenerator;
    case ExprKind::kUnary:
      return static_cast<const UnaryExpr&>(expr).op != UnaryOperator::kNot;
    case ExprKind::kConstant: {
      const auto& value = static_cast<const ConstantExpr&>(expr).value.value;
      return !std::holds_alternative<bool>(value) && !std::holds_alternative<std::monostate>(value);
    }
    default:
      return true;
  }
}

}  // namespace

void Parser::simple_statements(Body& body) {
  do {
    body.push_back(simple_statement());
  } while (accept(TokenKind::kSemicolon) && !at(TokenKind::kNewline));
  expect(TokenKind::kNewline);
}

Stmt* Parser::simple_statement() {
  switch (peek().kind) {
    case TokenKind::kKwReturn:
      return return_statement();
    case TokenKind::kKwImport:
      return import_statement();
    case TokenKind::kKwFrom:
      return import_from_statement();
    case TokenKind::kKwRaise:
      return raise_statement();
    case TokenKind::kKwPass:
      return word_statement<PassStmt>();
    case TokenKind::kKwBreak:
      return word_statement<BreakStmt>();
    case TokenKind::kKwContinue:
      return word_statement<ContinueStmt>();
    case TokenKind::kKwDel:
      return delete_statement();
    case TokenKind::kKwAssert:
      return assert_statement();
    case TokenKind::kKwGlobal:
      return scope_statement<GlobalStmt>();
    case TokenKind::kKwNonlocal:
      return scope_statement<NonlocalStmt>();
    default:
      return expression_statement();
  }
}

template <class T>
Stmt* Parser::word_statement() {
  const std::size_t start = pos_;
  take();
  return make<T>(start);
}

template <class T>
Stmt* Parser::scope_statement() {
  const std::size_t start = pos_;
  take();
  std::vector<NamedPlace> names;
  do {
    const Token& token = expect(TokenKind::kName);
    names.push_back({token.text, token.span});
  } while (accept(TokenKind::kComma));
  T* statement = make<T>(start);
  statement->names = std::move(names);
  return statement;
}

// --- Expressions and assignments

Stmt* Parser::expression_statement() {
  const std::size_t start = pos_;
  const Token& first = peek();
  Expr* value = at(TokenKind::kKwYield) ? yield_expression() : star_expressions();
  BinaryOperator op;
  if (at(TokenKind::kAssign)) return assignment(start, value);
  if (augmented_operator(peek().kind, op)) return augmented_assignment(start, value, op);
  if (at(TokenKind::kColon) && first.kind != TokenKind::kKwLambda) {
    return annotated_assignment(start, value);
  }
  const auto* name = as_if<NameExpr>(value);
  const bool is_legacy = name && (name->name == "print" || name->name == "exec");
  if (is_legacy && !at_expression_end()) {
    SourceSpan rest;
    const auto read_rest = [&] {
      const std::size_t rest_start = pos_;
      star_expressions();
      rest = span_from(rest_start);
    };
    if (could_read(read_rest)) {
      fail(joined(value->span, rest),
           fmt::format("Missing parentheses in call to '{0}'. Did you mean {0}(...)?", name->name));
    }
  }
  ExpressionStmt* statement = make<ExpressionStmt>(start);
  statement->value = value;
  return statement;
}

Expr* Parser::assigned_value() {
  return at(TokenKind::kKwYield) ? yield_expression() : star_expressions();
}

Stmt* Parser::assignment(std::size_t start, Expr* first) {
  std::vector<Expr*> targets;
  Expr* value = first;
  while (at(TokenKind::kAssign)) {
    if (invalid_part_of_target(value, false)) fail_assignment_to(value, targets.empty());
    targets.push_back(value);
    take();
    value = assigned_value();
  }
  AssignStmt* statement = make<AssignStmt>(start);
  statement->targets = std::move(targets);
  statement->value = value;
  return statement;
}

// The next token is the `=` behind `target`.
void Parser::fail_assignment_to(Expr* target, bool is_only_one) {
  if (target->kind == ExprKind::kYield || target->kind == ExprKind::kYieldFrom) {
    fail(target->span, "assignment to yield expression not possible");
  }
  const Expr* culprit = invalid_part_of_target(target, false);
  const auto* tuple = as_if<TupleExpr>(target);
  // The last item of a tuple without parentheses is what stands before the `=`.
  const bool is_bare =
      tuple && !tuple->items.empty() && tuple->items.front()->span.column == tuple->span.column;
  const Expr* last = is_bare ? tuple->items.back() : target;
  bool is_single_equals = false;
  const auto read_value = [&] {
    take();
    bitwise_or();
    is_single_equals = !at(TokenKind::kAssign) && !at(TokenKind::kWalrus);
  };
  could_read(read_value);
  if (is_only_one && is_single_equals && culprit == last && may_have_meant_comparison(*culprit)) {
    fail(culprit->span,
         fmt::format("cannot assign to {} here. Maybe you meant '==' instead of '='?",
                     description_of(*culprit)));
  }
  fail(culprit->span, fmt::format("cannot assign to {}", description_of(*culprit)));
}

// The next token is the colon.
Stmt* Parser::annotated_assignment(std::size_t start, Expr* target) {
  const bool parenthesized = stream_.tokens[start].kind == TokenKind::kLeftParen;
  const bool is_sequence = target->kind == ExprKind::kTuple || target->kind == ExprKind::kList;
  if (!is_single_target(*target)) {
    const auto read_annotation = [&] {
      take();
      expression();
    };
    if (!could_read(read_annotation)) fail_here();
    if (!is_sequence) fail(target->span, "illegal target for annotation");
    fail(target->span,
         fmt::format("only single target (not {}) can be annotated", description_of(*target)));
  }
  take();
  Expr* annotation = expression();
  Expr* value = accept(TokenKind::kAssign) ? assigned_value() : nullptr;
  AnnAssignStmt* statement = make<AnnAssignStmt>(start);
  statement->target = target;
  statement->annotation = annotation;
  statement->value = value;
  statement->is_simple = target->kind == ExprKind::kName && !parenthesized;
  return statement;
}

Stmt* Parser::augmented_assignment(std::size_t start, Expr* target, BinaryOperator op) {
  if (!is_single_target(*target)) {
    fail(target->span, fmt::format("'{}' is an illegal expression for augmented assignment",
                                   description_of(*target)));
  }
  take();
  Expr* value = assigned_value();
  AugAssignStmt* statement = make<AugAssignStmt>(start);
  statement->target = target;
  statement->op = op;
  statement->value = value;
  return statement;
}

// --- Statements with a keyword

Stmt* Parser::return_statement() {
  const std::size_t start = pos_;
  take();
  Expr* value = at_expression_end() ? nullptr : star_expressions();
  ReturnStmt* statement = make<ReturnStmt>(start);
  statement->value = value;
  return statement;
}

Stmt* Parser::raise_statement() {
  const std::size_t start = pos_;
  take();
  Expr* exception = nullptr;
  Expr* cause = nullptr;
  if (!at_expression_end()) {
    exception = expression();
    if (accept(TokenKind::kKwFrom)) cause = expression();
  }
  RaiseStmt* statement = make<RaiseStmt>(start);
  statement->exception = exception;
  statement->cause = cause;
  return statement;
}

Stmt* Parser::assert_statement() {
  const std::size_t start = pos_;
  take();
  Expr* test = expression();
  Expr* message = accept(TokenKind::kComma) ? expression() : nullptr;
  AssertStmt* statement = make<AssertStmt>(start);
  statement->test = test;
  statement->message = message;
  return statement;
}

Stmt* Parser::delete_statement() {
  const std::size_t start = pos_;
  take();
  std::vector<Expr*> targets;
  do {
    Expr* target = star_expression();
    if (const Expr* invalid = invalid_part_of_target(target, true)) {
      fail(invalid->span, fmt::format("cannot delete {}", description_of(*invalid)));
    }
    targets.push_back(target);
  } while (accept(TokenKind::kComma) && !at_expression_end());
  DeleteStmt* statement = make<DeleteStmt>(start);
  statement->targets = std::move(targets);
  return statement;
}

// --- Imports

// Spans of tokens, joined: the dots and names of `a.b.c` may have blanks between them.
Name Parser::dotted_name() {
  const Token& first = expect(TokenKind::kName);
  if (!at(TokenKind::kDot)) return first.text;
  std::string name(first.text);
  while (accept(TokenKind::kDot)) {
    name += '.';
    name += expect_name();
  }
  return tree_.keep(std::move(name));
}

Stmt* Parser::import_statement() {
  const std::size_t start = pos_;
  take();
  std::vector<Alias> aliases;
  do {
    const std::size_t alias_start = pos_;
    Alias alias;
    alias.name = dotted_name();
    alias.span = span_from(alias_start);
    if (accept(TokenKind::kKwAs)) alias.as_name = expect_name();
    aliases.push_back(alias);
  } while (accept(TokenKind::kComma));
  ImportStmt* statement = make<ImportStmt>(start);
  statement->aliases = std::move(aliases);
  return statement;
}

Alias Parser::imported_name() {
  Alias alias;
  const Token& name = expect(TokenKind::kName);
  alias.name = name.text;
  alias.span = name.span;
  if (accept(TokenKind::kKwAs)) alias.as_name = expect_name();
  return alias;
}

Stmt* Parser::import_from_statement() {
  const std::size_t start = pos_;
  take();
  int dots = 0;
  const std::size_t module_start = pos_;
  while (at(TokenKind::kDot) || at(TokenKind::kEllipsis)) {
    dots += static_cast<int>(take().text.size());
  }
  Name module;
  if (dots == 0 || !at(TokenKind::kKwImport)) module = dotted_name();
  const SourceSpan module_span = span_from(module_start);
  expect(TokenKind::kKwImport);

  std::vector<Alias> aliases;
  if (at(TokenKind::kStar)) {
    const Token& star = take();
    aliases.push_back({star.text, {}, star.span});
  } else {
    const bool parenthesized = accept(TokenKind::kLeftParen);
    do {
      if (at(TokenKind::kNewline) && !aliases.empty() && !parenthesized) {
        fail(stream_.tokens[pos_ - 1].span,
             "trailing comma not allowed without surrounding parentheses");
      }
      if (parenthesized && at(TokenKind::kRightParen) && !aliases.empty()) break;
      aliases.push_back(imported_name());
    } while (accept(TokenKind::kComma));
    if (parenthesized) expect(TokenKind::kRightParen);
  }
  ImportFromStmt* statement = make<ImportFromStmt>(start);
  statement->dots = dots;
  statement->module = module;
  statement->module_span = module_span;
  statement->aliases = std::move(aliases);
  return statement;
}

}  // namespace grove
