#include "engine/language/parse/parser.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/ensure.h"
#include "engine/base/unicode/characters.h"
#include "engine/base/unicode/normal_form.h"

namespace grove {
namespace {

bool continues_compound_statement(TokenKind kind) {
  return kind == TokenKind::kKwElif || kind == TokenKind::kKwElse || kind == TokenKind::kKwExcept ||
         kind == TokenKind::kKwFinally;
}

}  // namespace

Parser::Parser(TokenStream stream, const Parser& outer, int fstring_depth)
    : stream_(std::move(stream)),
      tree_(outer.tree_),
      faults_(outer.faults_),
      nesting_(outer.nesting_),
      fstring_depth_(fstring_depth) {
  normalize_names();
}

void Parser::normalize_names() {
  for (Token& token : stream_.tokens) {
    if (token.kind != TokenKind::kName) continue;
    if (std::all_of(token.text.begin(), token.text.end(), is_ascii)) continue;
    std::string name = normal_form_of_name(token.text);
    if (name != token.text) token.text = tree_.keep(std::move(name));
  }
}

Parser::Nesting::Nesting(Parser& parser) : parser_(parser) {
  if (parser.nesting_ >= kMostNesting) parser.fail_too_deep();
  ++parser.nesting_;
}

void Parser::fail_too_deep() const {
  fail(peek().span, "too many levels of nesting", "give a part of it a name");
}

Body Parser::parse_file() {
  Body body;
  while (!at(TokenKind::kEndOfFile)) statement_or_recovery(body);
  return body;
}

Expr* Parser::parse_only_expression() {
  Expr* expr = expression();
  accept(TokenKind::kNewline);
  if (!at(TokenKind::kEndOfFile)) fail_here();
  return expr;
}

// --- Tokens

const Token& Parser::peek(std::size_t ahead) const {
  return stream_.tokens[std::min(pos_ + ahead, stream_.tokens.size() - 1)];
}

bool Parser::at_word(std::string_view soft_keyword) const {
  return at(TokenKind::kName) && peek().text == soft_keyword;
}

const Token& Parser::take() {
  const Token& token = peek();
  if (pos_ + 1 < stream_.tokens.size()) ++pos_;
  return token;
}

bool Parser::accept(TokenKind kind) {
  if (!at(kind)) return false;
  take();
  return true;
}

const Token& Parser::expect(TokenKind kind) {
  if (!at(kind)) fail_here();
  return take();
}

Name Parser::expect_name() { return expect(TokenKind::kName).text; }

SourceSpan Parser::span_from(std::size_t start) const {
  const SourceSpan& first = stream_.tokens[start].span;
  return pos_ > start ? joined(first, stream_.tokens[pos_ - 1].span) : first;
}

SourceSpan Parser::joined(const SourceSpan& first, const SourceSpan& last) {
  return {first.line, first.column, last.end_line, last.end_column};
}

// --- Faults

void fail(const SourceSpan& span, std::string message, std::string hint) {
  throw SyntaxFault{{span, std::move(message), std::move(hint)}};
}

void Parser::fail_here() {
  const Token& token = peek();
  fail_if_never_closed();
  if (token.kind == TokenKind::kFault) {
    const Fault& fault = stream_.faults[static_cast<std::size_t>(token.fault)];
    fail(fault.span, fault.message, fault.hint);
  }
  fail_if_comma_forgotten();
  if (token.kind == TokenKind::kIndent) {
    fail(token.span, "unexpected indent", "begin the line where the line above begins");
  }
  fail(token.span, "invalid syntax", hint_for_next_token());
}

// A bracket that is never closed swallows the lines after it: what is odd there is its fault.
void Parser::fail_if_never_closed() {
  const Token& token = peek();
  const auto& never_closed = stream_.never_closed;
  if (!std::binary_search(never_closed.begin(), never_closed.end(), token.bracket)) return;
  const Token& bracket = stream_.tokens[static_cast<std::size_t>(token.bracket)];
  const bool at_end = token.kind == TokenKind::kNewline || token.kind == TokenKind::kEndOfFile;
  if (!at_end && token.span.line == bracket.span.line) return;
  fail(bracket.span, fmt::format("'{}' was never closed", bracket.text));
}

void Parser::fail_if_comma_forgotten() {
  const bool in_brackets = peek().bracket >= 0 || fstring_depth_ > 0;
  if (!in_brackets || last_operand_end_ != pos_ || pos_ == 0) return;
  const bool is_odd_prefix = last_operand_is_name_ && at(TokenKind::kString);
  if (is_odd_prefix) return;
  const SourceSpan first = last_operand_span_;
  SourceSpan second;
  const auto read = [&] {
    const std::size_t start = pos_;
    expression();
    second = span_from(start);
  };
  last_operand_end_ = 0;  // do not come here again from inside
  if (could_read(read)) {
    fail(joined(first, second), "invalid syntax. Perhaps you forgot a comma?");
  }
}

std::string Parser::hint_for_next_token() const {
  const Token& token = peek();
  const TokenKind kind = token.kind;
  const auto back = [this](std::size_t count) {
    return pos_ >= count ? stream_.tokens[pos_ - count].kind : TokenKind::kNewline;
  };
  const TokenKind before = back(1);
  if (kind == TokenKind::kAmpersand && before == kind) return "write `and`";
  if (kind == TokenKind::kPipe && before == kind) return "write `or`";
  if (kind == TokenKind::kNewline && before == TokenKind::kPlus) {
    return back(2) == before ? "write `+= 1`"
                             : "the line ends where a value is wanted; in parentheses it may go on";
  }
  if (kind == TokenKind::kWalrus) return "write `=`, or put parentheses around it";
  if (is_keyword(kind)) {
    return fmt::format("`{}` is a keyword and cannot stand here", spelling_of(kind));
  }
  return {};
}

bool Parser::could_read(const std::function<void()>& read) {
  const std::size_t before = pos_;
  bool success = true;
  try {
    read();
  } catch (const SyntaxFault&) {
    success = false;
  }
  pos_ = before;
  return success;
}

// --- Going on after a fault

void Parser::statement_or_recovery(Body& body) {
  const std::size_t start = pos_;
  try {
    statement(body);
  } catch (const SyntaxFault& caught) {
    faults_.add(caught.fault);
    recover(start);
  }
}

void Parser::recover(std::size_t start) {
  // A block that was expected and is not there: the next statement is as good as any.
  const bool at_new_line = pos_ > start && stream_.tokens[pos_ - 1].kind == TokenKind::kNewline;
  if (!at_new_line && !at(TokenKind::kIndent)) skip_to_next_line();
  // What belonged to the broken statement is still read for its own faults, and then dropped.
  Body dropped;
  while (true) {
    if (accept(TokenKind::kIndent)) {
      while (!at(TokenKind::kDedent) && !at(TokenKind::kEndOfFile)) statement_or_recovery(dropped);
      accept(TokenKind::kDedent);
    } else if (pos_ > start && continues_compound_statement(peek().kind)) {
      skip_to_next_line();
    } else {
      return;
    }
  }
}

void Parser::skip_to_next_line() {
  while (!at(TokenKind::kNewline) && !at(TokenKind::kEndOfFile)) {
    // Faults of single tokens on the way are independent of the one that stopped the parser, but
    // mostly follow from it; so they are not noted.
    take();
  }
  accept(TokenKind::kNewline);
}

// --- Entry points

void parse(std::string_view source, SyntaxTree& tree, Faults& faults) {
  tree.body = Parser(tokenize(source), tree, faults).parse_file();
}

Expr* parse_single_expression(std::string_view source, SyntaxTree& tree) {
  Faults faults;
  try {
    Expr* expr = Parser(tokenize(source), tree, faults).parse_only_expression();
    return faults.empty() ? expr : nullptr;
  } catch (const SyntaxFault&) {
    return nullptr;
  }
}

}  // namespace grove
