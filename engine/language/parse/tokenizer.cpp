#include <algorithm>
#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "engine/base/unicode/characters.h"
#include "engine/base/utf8.h"
#include "engine/language/parse/token.h"

namespace grove {
namespace {

struct Spelling {
  std::string_view text;
  TokenKind kind;
};

constexpr Spelling kKeywords[] = {
#define KEYWORD(name, spelling) {spelling, TokenKind::name},
#include "engine/language/parse/tokens.def"
};
constexpr Spelling kOperators[] = {
#define OPERATOR(name, spelling) {spelling, TokenKind::name},
#include "engine/language/parse/tokens.def"
};

// CPython's own bounds.
constexpr std::size_t kMostBrackets = 200;
constexpr std::size_t kMostIndents = 100;
constexpr int kTabSize = 8;

// Keywords that begin a statement and stand nowhere inside an expression. A line that begins so
// while a bracket is open shows that the bracket was never closed.
constexpr std::string_view kStatementWords[] = {
    "assert", "break",  "class",    "continue", "def",   "del",    "elif", "except", "finally",
    "global", "import", "nonlocal", "pass",     "raise", "return", "try",  "while",  "with"};

bool is_statement_word(std::string_view word) {
  return std::find(std::begin(kStatementWords), std::end(kStatementWords), word) !=
         std::end(kStatementWords);
}

TokenKind kind_of_word(std::string_view word) {
  const auto* found = std::lower_bound(
      std::begin(kKeywords), std::end(kKeywords), word,
      [](const Spelling& keyword, std::string_view w) { return keyword.text < w; });
  const bool is_one = found != std::end(kKeywords) && found->text == word;
  return is_one ? found->kind : TokenKind::kName;
}

char partner_of(char bracket) {
  switch (bracket) {
    case ')':
      return '(';
    case ']':
      return '[';
    case '}':
      return '{';
    default:
      return 0;
  }
}

class Tokenizer {
 public:
  Tokenizer(std::string_view source, int line, int column, bool whole_text)
      : source_(source), line_(line), column_(column), whole_text_(whole_text) {}

  TokenStream run() {
    while (true) {
      if (at_line_start_ && whole_text_ && brackets_.empty()) read_indentation();
      at_line_start_ = false;
      if (pos_ >= source_.size()) break;
      read_one();
    }
    finish();
    return std::move(stream_);
  }

 private:
  // A level of indentation: its column with tabs to multiples of 8, and with tabs as one blank;
  // the two orders must agree. An unmarked one has no kIndent (it stands for a faulty line).
  struct Indent {
    int column = 0;
    int column_of_one_blank_tabs = 0;
    bool marked = true;
  };
  struct Place {
    std::size_t pos;
    int line, column;
  };

  char peek(std::size_t ahead = 0) const {
    return pos_ + ahead < source_.size() ? source_[pos_ + ahead] : '\0';
  }
  Place here() const { return {pos_, line_, column_}; }
  SourceSpan span_from(const Place& start) const {
    return {start.line, start.column, line_, column_};
  }

  void advance(std::size_t bytes = 1) {
    for (; bytes > 0 && pos_ < source_.size(); --bytes) {
      const char c = source_[pos_++];
      if (c == '\n') {
        ++line_;
        column_ = 1;
      } else if (!is_utf8_continuation(c)) {
        ++column_;
      }
    }
  }
  void skip_rest_of_line() {
    while (pos_ < source_.size() && peek() != '\n') advance();
  }

  void add(TokenKind kind, const Place& start) {
    const int32_t bracket = brackets_.empty() ? -1 : brackets_.back();
    stream_.tokens.push_back(
        {kind, source_.substr(start.pos, pos_ - start.pos), span_from(start), bracket, -1});
  }
  void add_fault(const Place& start, std::string message, std::string hint = {}) {
    add(TokenKind::kFault, start);
    stream_.tokens.back().fault = static_cast<int32_t>(stream_.faults.size());
    stream_.faults.push_back({span_from(start), std::move(message), std::move(hint)});
  }

  void read_indentation();
  void change_indentation(const Indent& indent, const Place& start);
  void read_one();
  void read_line_end();
  bool resumes_with_statement() const;
  void forget_brackets();
  void read_continuation();
  void read_word_or_string();
  void read_string(const Place& start);
  void read_number();
  void read_operator();
  void open_bracket(const Place& start, TokenKind kind);
  void close_bracket(const Place& start, TokenKind kind);
  void finish();

  // Of numbers: each returns what is wrong, or an empty text.
  std::string read_digits(bool (*is_digit)(char));
  std::string read_based_number(char base);
  std::string read_decimal_number();
  std::string read_fraction_and_exponent(bool leading_zeros);
  bool word_may_follow_number() const;

  std::string_view source_;
  std::size_t pos_ = 0;
  int line_, column_;
  bool whole_text_;  // false: the expression of an f-string
  bool at_line_start_ = true;
  std::vector<Indent> indents_{Indent{}};
  std::vector<int32_t> brackets_;  // open ones, as indices of tokens
  TokenStream stream_;
};

void Tokenizer::read_indentation() {
  Place start = here();
  Indent indent;
  while (true) {
    const char c = peek();
    if (c == ' ') {
      ++indent.column;
      ++indent.column_of_one_blank_tabs;
    } else if (c == '\t') {
      indent.column = (indent.column / kTabSize + 1) * kTabSize;
      ++indent.column_of_one_blank_tabs;
    } else if (c == '\f') {
      indent = {};
    } else if (c == '\\' && peek(1) == '\n') {
      advance();  // a joined line takes the indentation of its first part
    } else {
      break;
    }
    advance();
  }
  const bool blank = pos_ >= source_.size() || peek() == '#' || peek() == '\n';
  if (!blank) change_indentation(indent, start);
}

void Tokenizer::change_indentation(const Indent& indent, const Place& start) {
  const auto deeper_by_blanks = [&](const Indent& level) {
    return indent.column_of_one_blank_tabs - level.column_of_one_blank_tabs;
  };
  const char* const kMixed = "inconsistent use of tabs and spaces in indentation";
  const char* const kMixedHint = "indent with spaces only";
  if (indent.column > indents_.back().column) {
    if (indents_.size() >= kMostIndents) {
      add_fault(start, "too many levels of indentation", "move inner blocks into functions");
      return;
    }
    const bool mixed = deeper_by_blanks(indents_.back()) <= 0;
    indents_.push_back(indent);
    add(TokenKind::kIndent, start);
    if (mixed) add_fault(start, kMixed, kMixedHint);
    return;
  }
  while (indent.column < indents_.back().column) {
    if (indents_.back().marked) add(TokenKind::kDedent, here());
    indents_.pop_back();
  }
  if (indent.column != indents_.back().column) {
    indents_.push_back({indent.column, indent.column_of_one_blank_tabs, false});
    add_fault(start, "unindent does not match any outer indentation level",
              "indent the line as the block that it belongs to");
  } else if (deeper_by_blanks(indents_.back()) != 0) {
    add_fault(start, kMixed, kMixedHint);
  }
}

void Tokenizer::read_one() {
  const char c = peek();
  if (c == ' ' || c == '\t' || c == '\f') {
    advance();
  } else if (c == '#') {
    skip_rest_of_line();
  } else if (c == '\n') {
    read_line_end();
  } else if (c == '\\') {
    read_continuation();
  } else if (is_identifier_start_byte(c)) {
    read_word_or_string();
  } else if (is_decimal_digit(c) || (c == '.' && is_decimal_digit(peek(1)))) {
    read_number();
  } else if (c == '"' || c == '\'') {
    read_string(here());
  } else {
    read_operator();
  }
}

void Tokenizer::read_line_end() {
  if (whole_text_ && !brackets_.empty() && resumes_with_statement()) {
    add(TokenKind::kNewline, here());
    forget_brackets();
  } else if (whole_text_ && brackets_.empty() && !stream_.tokens.empty()) {
    const TokenKind last = stream_.tokens.back().kind;
    const bool line_has_tokens =
        last != TokenKind::kNewline && last != TokenKind::kIndent && last != TokenKind::kDedent;
    if (line_has_tokens) add(TokenKind::kNewline, here());
  }
  advance();
  at_line_start_ = true;
}

// Whether the next line can only be a new statement, of the present block or one around it.
bool Tokenizer::resumes_with_statement() const {
  std::size_t at = pos_ + 1;
  while (at < source_.size() && source_[at] == ' ') ++at;
  const auto column = static_cast<int>(at - pos_ - 1);
  if (column > indents_.back().column) return false;
  const auto word_at = [&](std::size_t start) {
    std::size_t end = start;
    while (end < source_.size() && is_ascii_identifier_char(source_[end])) ++end;
    return source_.substr(start, end - start);
  };
  std::string_view word = word_at(at);
  if (word == "async" && at + 6 < source_.size()) word = word_at(at + 6);
  return is_statement_word(word);
}

void Tokenizer::forget_brackets() {
  auto& never_closed = stream_.never_closed;
  never_closed.insert(never_closed.end(), brackets_.begin(), brackets_.end());
  brackets_.clear();
}

void Tokenizer::read_continuation() {
  const Place start = here();
  advance();
  if (peek() == '\n') {
    advance();
    if (pos_ >= source_.size()) add_fault(start, "unexpected EOF while parsing");
    return;
  }
  skip_rest_of_line();
  add_fault(start, "unexpected character after line continuation character",
            "a backslash joins two lines only as the last character of its line");
}

void Tokenizer::read_word_or_string() {
  const Place start = here();
  // A string's prefix: at most one r, and at most one of b, u, f (u stands alone).
  bool raw = false, kind = false, alone = false;
  while (true) {
    const char c = peek();
    if (c == '"' || c == '\'') return read_string(start);
    if ((c == 'r' || c == 'R') && !raw && !alone) {
      raw = true;
    } else if ((c == 'b' || c == 'B' || c == 'f' || c == 'F') && !kind) {
      kind = true;
    } else if ((c == 'u' || c == 'U') && !kind && !raw) {
      kind = alone = true;
    } else {
      break;
    }
    advance();
  }
  while (pos_ < source_.size()) {
    if (is_ascii_identifier_char(peek())) {
      advance();
      continue;
    }
    if (is_ascii(peek())) break;
    std::size_t end = pos_;
    const char32_t point = next_code_point(source_, &end);
    const bool first = pos_ == start.pos;
    if (!(first ? is_identifier_start(point) : is_identifier_continue(point))) break;
    advance(end - pos_);
  }
  const std::string_view word = source_.substr(start.pos, pos_ - start.pos);
  if (!word.empty()) return add(kind_of_word(word), start);
  std::size_t end = pos_;
  const char32_t point = next_code_point(source_, &end);
  advance(end - pos_);
  const std::string_view text = source_.substr(start.pos, pos_ - start.pos);
  const auto code = static_cast<uint32_t>(point);
  if (is_printable(point)) {
    add_fault(start, fmt::format("invalid character '{}' (U+{:04X})", text, code),
              plain_character_hint(point));
  } else {
    add_fault(start, fmt::format("invalid non-printable character U+{:04X}", code),
              "delete it, or write a space");
  }
}

// The prefix from `start` on has been read; the quote is next.
void Tokenizer::read_string(const Place& start) {
  const char quote = peek();
  const bool triple = peek(1) == quote && peek(2) == quote;
  const std::size_t quote_size = triple ? 3 : 1;
  const std::string_view closing = source_.substr(pos_, quote_size);
  advance(quote_size);
  while (pos_ < source_.size()) {
    if (source_.substr(pos_, quote_size) == closing) {
      advance(quote_size);
      return add(TokenKind::kString, start);
    }
    if (!triple && peek() == '\n') break;
    advance(peek() == '\\' ? 2 : 1);
  }
  const bool at_end = pos_ >= source_.size() && column_ == 1 && line_ > start.line;
  const int detected = at_end ? line_ - 1 : line_;
  add_fault(start,
            fmt::format("unterminated {}string literal (detected at line {})",
                        triple ? "triple-quoted " : "", detected),
            fmt::format("end it with {}", closing));
  // Point at where it begins: the end says nothing.
  SourceSpan& span = stream_.faults.back().span;
  span.end_line = span.line;
  span.end_column = span.column + 1;
}

std::string Tokenizer::read_digits(bool (*is_digit)(char)) {
  while (true) {
    if (!is_digit(peek())) return "no digit";
    while (is_digit(peek())) advance();
    if (peek() != '_') return {};
    advance();
  }
}

std::string Tokenizer::read_based_number(char base) {
  const auto is_octal = [](char c) { return c >= '0' && c <= '7'; };
  const auto is_binary = [](char c) { return c == '0' || c == '1'; };
  const std::string_view name = base == 'x' ? "hexadecimal" : base == 'o' ? "octal" : "binary";
  advance(2);
  if (peek() == '_') advance();
  const std::string wrong = base == 'x'   ? read_digits(is_hexadecimal_digit)
                            : base == 'o' ? read_digits(is_octal)
                                          : read_digits(is_binary);
  if (base != 'x' && is_decimal_digit(peek())) {
    return fmt::format("invalid digit '{}' in {} literal", peek(), name);
  }
  const bool goes_on = is_identifier_start_byte(peek()) && !word_may_follow_number();
  return wrong.empty() && !goes_on ? "" : fmt::format("invalid {} literal", name);
}

std::string Tokenizer::read_decimal_number() {
  bool leading_zeros = false;
  if (peek() != '.') {
    const Place start = here();
    if (!read_digits(is_decimal_digit).empty()) return "invalid decimal literal";
    const std::string_view digits = source_.substr(start.pos, pos_ - start.pos);
    leading_zeros = digits[0] == '0' && digits.find_first_not_of("0_") != std::string_view::npos;
  }
  return read_fraction_and_exponent(leading_zeros);
}

std::string Tokenizer::read_fraction_and_exponent(bool leading_zeros) {
  bool is_integer = true;
  const char* const kInvalid = "invalid decimal literal";
  if (peek() == '.') {
    is_integer = false;
    advance();
    if (is_decimal_digit(peek()) && !read_digits(is_decimal_digit).empty()) return kInvalid;
  }
  if (peek() == 'e' || peek() == 'E') {
    const bool is_signed = peek(1) == '+' || peek(1) == '-';
    if (is_decimal_digit(peek(is_signed ? 2 : 1))) {
      is_integer = false;
      advance(is_signed ? 2 : 1);
      if (!read_digits(is_decimal_digit).empty()) return kInvalid;
    } else if (is_signed) {
      return kInvalid;
    }
  }
  if (peek() == 'j' || peek() == 'J') {
    advance();
    is_integer = false;
  }
  if (is_integer && leading_zeros) {
    return "leading zeros in decimal integer literals are not permitted; "
           "use an 0o prefix for octal integers";
  }
  return is_identifier_start_byte(peek()) && !word_may_follow_number() ? kInvalid : "";
}

// `1if x else y` is read as CPython does, which only warns.
bool Tokenizer::word_may_follow_number() const {
  for (std::string_view word : {"and", "else", "for", "if", "in", "is", "or", "not"}) {
    if (source_.substr(pos_, word.size()) == word) return true;
  }
  return false;
}

void Tokenizer::read_number() {
  const Place start = here();
  const char base = static_cast<char>(peek(1) | 0x20);
  const bool based = peek() == '0' && (base == 'x' || base == 'o' || base == 'b');
  const std::string wrong = based ? read_based_number(base) : read_decimal_number();
  if (wrong.empty()) return add(TokenKind::kNumber, start);
  while (is_ascii_identifier_char(peek())) advance();
  add_fault(start, wrong);
}

void Tokenizer::read_operator() {
  const Place start = here();
  const Spelling* best = nullptr;
  for (const Spelling& candidate : kOperators) {
    const bool fits = source_.substr(pos_, candidate.text.size()) == candidate.text;
    if (fits && (!best || candidate.text.size() > best->text.size())) best = &candidate;
  }
  if (!best) {
    const char c = peek();
    advance();
    return add_fault(start, "invalid syntax",
                     c == '!' ? "write `not`" : fmt::format("`{}` means nothing in Python", c));
  }
  advance(best->text.size());
  if (is_opening_bracket(best->kind)) return open_bracket(start, best->kind);
  if (is_closing_bracket(best->kind)) return close_bracket(start, best->kind);
  add(best->kind, start);
}

void Tokenizer::open_bracket(const Place& start, TokenKind kind) {
  if (brackets_.size() >= kMostBrackets) {
    return add_fault(start, "too many nested parentheses", "give a part of it a name");
  }
  add(kind, start);
  brackets_.push_back(static_cast<int32_t>(stream_.tokens.size()) - 1);
}

void Tokenizer::close_bracket(const Place& start, TokenKind kind) {
  const std::string_view closing = source_.substr(start.pos, 1);
  if (brackets_.empty()) return add_fault(start, fmt::format("unmatched '{}'", closing));
  const Token& opening = stream_.tokens[static_cast<std::size_t>(brackets_.back())];
  if (opening.text[0] == partner_of(closing[0])) {
    add(kind, start);
    brackets_.pop_back();
    return;
  }
  const std::string where = opening.span.line == start.line
                                ? std::string()
                                : fmt::format(" on line {}", opening.span.line);
  add_fault(start, fmt::format("closing parenthesis '{}' does not match opening parenthesis '{}'{}",
                               closing, opening.text, where));
  brackets_.pop_back();
}

void Tokenizer::finish() {
  const Place end = here();
  const bool unended = !stream_.tokens.empty() &&
                       stream_.tokens.back().kind != TokenKind::kNewline &&
                       stream_.tokens.back().kind != TokenKind::kDedent;
  if (unended || !brackets_.empty()) add(TokenKind::kNewline, end);
  forget_brackets();
  for (; indents_.size() > 1; indents_.pop_back()) {
    if (indents_.back().marked) add(TokenKind::kDedent, end);
  }
  add(TokenKind::kEndOfFile, end);
  auto& never_closed = stream_.never_closed;
  std::sort(never_closed.begin(), never_closed.end());
}

}  // namespace

TokenStream tokenize(std::string_view source) { return Tokenizer(source, 1, 1, true).run(); }

TokenStream tokenize_expression(std::string_view text, int line, int column) {
  return Tokenizer(text, line, column, false).run();
}

std::string_view spelling_of(TokenKind kind) {
  static constexpr std::string_view kSpellings[] = {
#define SPECIAL(name, words) words,
#define OPERATOR(name, spelling) spelling,
#define KEYWORD(name, spelling) spelling,
#include "engine/language/parse/tokens.def"
  };
  return kSpellings[static_cast<std::size_t>(kind)];
}

bool is_keyword(TokenKind kind) { return kind >= TokenKind::kKwFalse; }

bool is_opening_bracket(TokenKind kind) {
  return kind == TokenKind::kLeftParen || kind == TokenKind::kLeftBracket ||
         kind == TokenKind::kLeftBrace;
}

bool is_closing_bracket(TokenKind kind) {
  return kind == TokenKind::kRightParen || kind == TokenKind::kRightBracket ||
         kind == TokenKind::kRightBrace;
}

}  // namespace grove
