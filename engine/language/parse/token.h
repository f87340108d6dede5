// Token: a word of the source text, and the tokenizer that finds them.
//
//   TokenStream stream = tokenize(source);
//
// The whole text is read at once. What cannot be read becomes a kFault token in its place, so that
// the parser meets it in order, reports it once, and goes on behind it. The tokenizer follows
// CPython 3.11's: indentation, line joining, the wording of faults.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/language/syntax/faults.h"

namespace grove {

enum class TokenKind : uint8_t {
#define SPECIAL(name, words) name,
#define OPERATOR(name, spelling) name,
#define KEYWORD(name, spelling) name,
#include "engine/language/parse/tokens.def"
};

struct Token {
  TokenKind kind = TokenKind::kEndOfFile;
  std::string_view text;  // into the source
  SourceSpan span;
  // The innermost bracket token that is open here, as an index into the tokens; -1 if none. An
  // opening bracket names the one around it; a closing one names its partner.
  int32_t bracket = -1;
  int32_t fault = -1;  // of a kFault: index into TokenStream::faults
};

struct TokenStream {
  std::vector<Token> tokens;  // the last is kEndOfFile, after a kNewline
  std::vector<Fault> faults;
  // Opening brackets that nothing closes, as indices into the tokens; ascending.
  std::vector<int32_t> never_closed;
};

// REQUIRES: `source` is UTF-8 with '\n' as its only line end. It must outlive the tokens.
TokenStream tokenize(std::string_view source);

// The tokens of an expression inside an f-string that begins at the given place. Line ends in it
// are blanks, as in brackets.
TokenStream tokenize_expression(std::string_view text, int line, int column);

// The spelling of an operator or keyword, or words for the other kinds.
std::string_view spelling_of(TokenKind kind);
bool is_keyword(TokenKind kind);
bool is_opening_bracket(TokenKind kind);
bool is_closing_bracket(TokenKind kind);

}  // namespace grove
