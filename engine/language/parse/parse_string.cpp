// The parser's strings: adjacent literals joined, f-strings taken apart.
//
// As in CPython 3.11 an f-string is one token, whose expressions are cut out of its text and
// tokenized by themselves. So a quote of the string's own kind, a backslash or a comment cannot
// stand inside the braces.
#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/utf8.h"
#include "engine/language/parse/literals.h"
#include "engine/language/parse/parser.h"

namespace grove {

// Reads the parts of one f-string token into a JoinedStringExpr.
class FStringReader {
 public:
  FStringReader(Parser& parser, const Token& token, const SourceSpan& whole)
      : parser_(parser), token_(token), whole_(whole), split_(split_string_token(token.text)) {}

  void run(JoinedStringExpr& joined) {
    read_parts(joined, 0);
    if (pos_ < body().size()) fail(pos_, 1, "f-string: single '}' is not allowed", "write }}");
  }

 private:
  // CPython's: expressions, and expressions in their format specs, but no deeper.
  static constexpr int kMostLevels = 2;

  std::string_view body() const { return split_.body; }
  char peek(std::size_t ahead = 0) const {
    return pos_ + ahead < body().size() ? body()[pos_ + ahead] : '\0';
  }

  // A place in the token's text, and what it is in the source.
  struct Place {
    std::size_t at = 0;
    int line = 0, column = 0;
  };

  static void walk(std::string_view text, Place* place) {
    const std::size_t last_line = text.rfind('\n');
    if (last_line == std::string_view::npos) {
      place->column += static_cast<int>(count_code_points(text));
    } else {
      place->line += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
      place->column = static_cast<int>(count_code_points(text.substr(last_line + 1))) + 1;
    }
    place->at += text.size();
  }

  // Goes on from the place asked for last: a string may have a hundred thousand fields.
  SourceSpan span_of(std::size_t pos, std::size_t size) const {
    const std::size_t at = split_.body_start + pos;
    if (last_.line == 0 || at < last_.at) last_ = {0, token_.span.line, token_.span.column};
    walk(token_.text.substr(last_.at, at - last_.at), &last_);
    Place end = last_;
    walk(body().substr(pos, size), &end);
    return {last_.line, last_.column, end.line, end.column};
  }

  [[noreturn]] void fail(std::size_t pos, std::size_t size, std::string message,
                         std::string hint = {}) const {
    grove::fail(span_of(pos, size), std::move(message), std::move(hint));
  }
  [[noreturn]] void fail_at_end() const { fail(open_, 1, "f-string: expecting '}'"); }

  void read_parts(JoinedStringExpr& joined, int level) {
    while (pos_ < body().size()) {
      const std::size_t start = pos_;
      const bool doubled = skip_literal(level);
      add_literal(joined, start, pos_ - start);
      if (doubled) {
        ++pos_;  // the second brace
      } else if (peek() == '{') {
        read_field(joined, level);
      } else {
        return;
      }
    }
  }

  // To the next brace that means something; true behind the first of a doubled one.
  bool skip_literal(int level) {
    for (; pos_ < body().size(); ++pos_) {
      const char c = peek();
      const bool escapes = c == '\\' && !split_.is_raw && peek(1) != '{' && peek(1) != '}';
      if (escapes && peek(1) == 'N' && peek(2) == '{') {
        while (pos_ < body().size() && peek() != '}') ++pos_;  // refused when it is decoded
      } else if (escapes) {
        ++pos_;
      } else if (c == '{' || c == '}') {
        if (level > 0 || peek(1) != c) return false;
        ++pos_;
        return true;
      }
    }
    pos_ = body().size();
    return false;
  }

  void add_literal(JoinedStringExpr& joined, std::size_t start, std::size_t size) {
    const std::string_view text = body().substr(start, size);
    std::string decoded;
    if (split_.is_raw) {
      decoded = text;
    } else if (const auto wrong = decode_escapes(text, decoded)) {
      fail(start + wrong->pos, wrong->size, wrong->message, wrong->hint);
    }
    append_text(parser_.tree_, joined, whole_, decoded);
  }

  void read_field(JoinedStringExpr& joined, int level) {
    open_ = pos_;
    const std::size_t field_start = pos_;
    if (level >= kMostLevels) fail(pos_, 1, "f-string: expressions nested too deeply");
    ++pos_;
    const std::size_t start = pos_;
    skip_expression();
    if (pos_ >= body().size()) fail_at_end();
    Expr* value = read_expression(start, pos_ - start);
    const bool shows_itself = peek() == '=';
    if (shows_itself) {
      ++pos_;
      while (peek() == ' ' || (peek() >= '\t' && peek() <= '\r')) ++pos_;
      append_text(parser_.tree_, joined, whole_, std::string(body().substr(start, pos_ - start)));
    }
    FormatConversion conversion = kConvertNone;
    if (peek() == '!') conversion = read_conversion();
    JoinedStringExpr* spec = nullptr;
    if (peek() == ':') {
      ++pos_;
      spec = parser_.tree_.make<JoinedStringExpr>(whole_);
      read_parts(*spec, level + 1);
    }
    open_ = field_start;
    if (peek() != '}') fail_at_end();
    ++pos_;
    if (shows_itself && conversion == kConvertNone && !spec) conversion = kConvertRepr;
    auto* formatted = parser_.tree_.make<FormattedValueExpr>(whole_);
    formatted->value = value;
    formatted->conversion = conversion;
    formatted->spec = spec;
    joined.parts.push_back(formatted);
  }

  // To the `!`, `:`, `=` or `}` that ends the expression.
  void skip_expression() {
    std::vector<std::size_t> brackets;
    for (; pos_ < body().size(); ++pos_) {
      const char c = peek();
      if (c == '\\') fail(pos_, 1, "f-string expression part cannot include a backslash");
      if (c == '#') fail(pos_, 1, "f-string expression part cannot include '#'");
      if (c == '"' || c == '\'') {
        skip_string(c);
      } else if (c == '(' || c == '[' || c == '{') {
        brackets.push_back(pos_);
      } else if (brackets.empty() && ends_expression(c)) {
        return;
      } else if (c == ')' || c == ']' || c == '}') {
        close_bracket(brackets, c);
      }
    }
    if (!brackets.empty()) {
      fail(brackets.back(), 1, fmt::format("f-string: unmatched '{}'", body()[brackets.back()]));
    }
  }

  bool ends_expression(char c) {
    const bool is_two_char_operator =
        peek(1) == '=' && (c == '!' || c == '=' || c == '<' || c == '>');
    if (is_two_char_operator) {
      ++pos_;
      return false;
    }
    return c == '!' || c == ':' || c == '}' || c == '=';
  }

  void close_bracket(std::vector<std::size_t>& brackets, char c) {
    if (brackets.empty()) fail(pos_, 1, fmt::format("f-string: unmatched '{}'", c));
    const char opening = body()[brackets.back()];
    brackets.pop_back();
    const bool fits = (opening == '(' && c == ')') || (opening == '[' && c == ']') ||
                      (opening == '{' && c == '}');
    if (!fits) {
      fail(pos_, 1,
           fmt::format("f-string: closing parenthesis '{}' does not match opening "
                       "parenthesis '{}'",
                       c, opening));
    }
  }

  // From an opening quote to the last of the closing ones.
  void skip_string(char quote) {
    const std::size_t start = pos_;
    const bool triple = peek(1) == quote && peek(2) == quote;
    pos_ += triple ? 3 : 1;
    for (; pos_ < body().size(); ++pos_) {
      if (peek() == '\\') fail(pos_, 1, "f-string expression part cannot include a backslash");
      if (peek() != quote) continue;
      if (!triple) return;
      if (peek(1) == quote && peek(2) == quote) {
        pos_ += 2;
        return;
      }
    }
    fail(start, 1, "f-string: unterminated string");
  }

  Expr* read_expression(std::size_t start, std::size_t size) {
    const std::string_view text = body().substr(start, size);
    if (text.find_first_not_of(" \t\n\f\r") == std::string_view::npos) {
      fail(open_, size + 2, "f-string: empty expression not allowed");
    }
    const SourceSpan span = span_of(start, size);
    Parser inner(tokenize_expression(text, span.line, span.column), parser_,
                 parser_.fstring_depth_ + 1);
    try {
      return inner.fstring_expression();
    } catch (SyntaxFault& caught) {
      std::string& message = caught.fault.message;
      if (message.rfind("f-string", 0) != 0) message.insert(0, "f-string: ");
      throw;
    }
  }

  FormatConversion read_conversion() {
    const std::size_t start = ++pos_;
    while (pos_ < body().size() && peek() != '}' && peek() != ':') ++pos_;
    if (pos_ >= body().size()) fail_at_end();
    const std::string_view name = body().substr(start, pos_ - start);
    if (name == "s") return kConvertStr;
    if (name == "r") return kConvertRepr;
    if (name == "a") return kConvertAscii;
    fail(start, std::max<std::size_t>(name.size(), 1),
         "f-string: invalid conversion character: expected 's', 'r', or 'a'");
  }

 public:
  // Adds to the last part if that is text too.
  static void append_text(SyntaxTree& tree, JoinedStringExpr& joined, const SourceSpan& span,
                          const std::string& text) {
    if (text.empty()) return;
    auto* last = joined.parts.empty() ? nullptr : as_if<ConstantExpr>(joined.parts.back());
    if (!last) {
      last = tree.make<ConstantExpr>(span);
      last->value.value = std::string();
      joined.parts.push_back(last);
    }
    std::get<std::string>(last->value.value) += text;
  }

 private:
  Parser& parser_;
  const Token& token_;
  SourceSpan whole_;  // of all adjacent literals together
  StringToken split_;
  std::size_t pos_ = 0;   // in the body
  std::size_t open_ = 0;  // the brace of the field being read
  mutable Place last_;    // line 0: none yet
};

Expr* Parser::fstring_expression() {
  const std::size_t start = pos_;
  Expr* value = at(TokenKind::kKwYield) ? yield_expression() : star_expressions();
  if (at_for_clause()) {
    return comprehension(start, ComprehensionKind::kGenerator, value, nullptr, TokenKind::kNewline);
  }
  if (!at(TokenKind::kNewline)) fail_here();
  if (value->kind == ExprKind::kStarred) {
    fail(value->span, "cannot use starred expression here");
  }
  return value;
}

// Adjacent string literals are one.
Expr* Parser::strings() {
  const std::size_t start = pos_;
  bool any_formatted = false;
  bool any_bytes = false;
  bool any_text = false;
  while (at(TokenKind::kString)) {
    const StringToken split = split_string_token(take().text);
    any_formatted |= split.is_formatted;
    (split.is_bytes ? any_bytes : any_text) = true;
  }
  const SourceSpan whole = span_from(start);
  if (any_bytes && any_text) fail(whole, "cannot mix bytes and nonbytes literals");
  if (any_bytes) {
    std::string bytes;
    for (std::size_t i = start; i < pos_; ++i) {
      const StringToken split = split_string_token(stream_.tokens[i].text);
      const auto wrong = decode_bytes(split.body, split.is_raw, bytes);
      if (wrong) fail(stream_.tokens[i].span, wrong->message, wrong->hint);
    }
    auto* literal = tree_.make<ConstantExpr>(whole);
    literal->value.value = BytesConstant{std::move(bytes)};
    return literal;
  }
  auto* joined = tree_.make<JoinedStringExpr>(whole);
  for (std::size_t i = start; i < pos_; ++i) string_parts(stream_.tokens[i], *joined);
  if (any_formatted) return joined;
  auto* text = tree_.make<ConstantExpr>(whole);
  text->value.value = std::string();
  if (!joined->parts.empty()) text->value = as<ConstantExpr>(joined->parts.front()).value;
  return text;
}

void Parser::string_parts(const Token& token, JoinedStringExpr& joined) {
  const StringToken split = split_string_token(token.text);
  if (split.is_formatted) return FStringReader(*this, token, joined.span).run(joined);
  std::string text;
  if (split.is_raw) {
    text = split.body;
  } else if (const auto wrong = decode_escapes(split.body, text)) {
    fail(token.span, wrong->message, wrong->hint);
  }
  FStringReader::append_text(tree_, joined, joined.span, text);
}

}  // namespace grove
