#include "engine/language/parse/token.h"

#include "tests/language/front_end.h"

using namespace grove;

namespace {

// The tokens as words: kinds without a text of their own in angle brackets.
std::string words_of(std::string_view source) {
  std::string words;
  for (const Token& token : tokenize(source).tokens) {
    if (!words.empty()) words += ' ';
    switch (token.kind) {
      case TokenKind::kEndOfFile:
        words += "<end>";
        break;
      case TokenKind::kNewline:
        words += "<line>";
        break;
      case TokenKind::kIndent:
        words += "<in>";
        break;
      case TokenKind::kDedent:
        words += "<out>";
        break;
      case TokenKind::kFault:
        words += "<fault>";
        break;
      default:
        words += token.text;
        break;
    }
  }
  return words;
}

std::string fault_of(std::string_view source) {
  const TokenStream stream = tokenize(source);
  REQUIRE(stream.faults.size() == 1);
  const Fault& fault = stream.faults[0];
  return fmt::format("{}:{} {}", fault.span.line, fault.span.column, fault.message);
}

Token first_token(std::string_view source) { return tokenize(source).tokens.front(); }

}  // namespace

TEST_CASE("Indentation becomes indent and dedent tokens") {
  CHECK(words_of("a:\n  b\n  c:\n    d\ne\n") ==
        "a : <line> <in> b <line> c : <line> <in> d <line> <out> <out> e <line> <end>");
}

TEST_CASE("Open blocks are closed at the end of the text") {
  CHECK(words_of("a:\n  b:\n    c") ==
        "a : <line> <in> b : <line> <in> c <line> <out> <out> <end>");
}

TEST_CASE("Blank lines and comments have no tokens and no indentation") {
  CHECK(words_of("a:\n  b\n\n      # far in\n# far out\n  c\n") ==
        "a : <line> <in> b <line> c <line> <out> <end>");
  CHECK(words_of("\n\n# nothing\n") == "<end>");
  CHECK(words_of("") == "<end>");
}

TEST_CASE("A line goes on inside brackets and behind a backslash") {
  CHECK(words_of("f(a,\n    # why\n  b)\n") == "f ( a , b ) <line> <end>");
  CHECK(words_of("a = \\\n  b\n") == "a = b <line> <end>");
  CHECK(words_of("{[\n(\n)\n]\n}\n") == "{ [ ( ) ] } <line> <end>");
}

TEST_CASE("Operators are read as long as they go") {
  CHECK(words_of("a**=b//c<<=d->e:=f...g!=h>=i>>j\n") ==
        "a **= b // c <<= d -> e := f ... g != h >= i >> j <line> <end>");
  CHECK(words_of("a<-b\n") == "a < - b <line> <end>");
}

TEST_CASE("Keywords are told from names that begin like them") {
  CHECK(first_token("async").kind == TokenKind::kKwAsync);
  CHECK(first_token("asynchronous").kind == TokenKind::kName);
  CHECK(first_token("None").kind == TokenKind::kKwNone);
  CHECK(first_token("none").kind == TokenKind::kName);
  CHECK(first_token("match").kind == TokenKind::kName);
}

TEST_CASE("Every prefix of a string belongs to it") {
  for (const char* text : {"'a'", "r'a'", "R\"a\"", "f'a'", "rf'a'", "Fr'a'", "b'a'", "bR'a'",
                           "u'a'", "'''a'''", "rf\"\"\"a\nb\"\"\""}) {
    const Token token = first_token(text);
    CHECK(token.kind == TokenKind::kString);
    CHECK(token.text == text);
  }
  CHECK(first_token("uf'a'").kind == TokenKind::kName);
}

TEST_CASE("A quote behind a backslash does not end a string, raw or not") {
  CHECK(first_token(R"('a\'b')").text == R"('a\'b')");
  CHECK(first_token(R"(r'a\'b')").text == R"(r'a\'b')");
  CHECK(first_token(R"('a\\')").text == R"('a\\')");
}

TEST_CASE("Numbers of all forms are one token") {
  for (const char* text : {"0", "00", "1_000", "0x_fF", "0o17", "0B10", "1.", ".5", "1.5e-3", "1E5",
                           "1_0.0_1", "3j", "0_0"}) {
    const Token token = first_token(text);
    CHECK(token.kind == TokenKind::kNumber);
    CHECK(token.text == text);
  }
  CHECK(words_of("1if x else 2\n") == "1 if x else 2 <line> <end>");
  CHECK(words_of("1..real\n") == "1. . real <line> <end>");
}

TEST_CASE("Names may use letters of any alphabet") {
  CHECK(words_of("größe = π + 変数\n") == "größe = π + 変数 <line> <end>");
}

TEST_CASE("Columns count characters") {
  const TokenStream stream = tokenize("x = 'äöü' + yy\n");
  const SourceSpan& span = stream.tokens[4].span;
  CHECK(stream.tokens[4].text == "yy");
  CHECK(span == SourceSpan{1, 13, 1, 15});
}

TEST_CASE("A string over several lines ends on its last") {
  CHECK(first_token("'''a\nbc'''").span == SourceSpan{1, 1, 2, 6});
}

TEST_CASE("What cannot be read is a fault where it stands") {
  CHECK(fault_of("x = 'abc\n") == "1:5 unterminated string literal (detected at line 1)");
  CHECK(fault_of("x = '''abc\ndef\n") ==
        "1:5 unterminated triple-quoted string literal (detected at line 2)");
  CHECK(fault_of("x = 1__0\n") == "1:5 invalid decimal literal");
  CHECK(fault_of("x = 0b12\n") == "1:5 invalid digit '2' in binary literal");
  CHECK(fault_of("x = \"a\n") == "1:5 unterminated string literal (detected at line 1)");
  CHECK(fault_of("x)\n") == "1:2 unmatched ')'");
  CHECK(fault_of("(\n]\n") ==
        "2:1 closing parenthesis ']' does not match opening parenthesis '(' on line 1");
  CHECK(fault_of("a\n\t\xc2\xa0"
                 "b\n") == "2:2 invalid non-printable character U+00A0");
  CHECK(fault_of("a:\n    b\n  c\n") == "3:1 unindent does not match any outer indentation level");
  CHECK(fault_of("a:\n\tb\n        c\n") ==
        "3:1 inconsistent use of tabs and spaces in indentation");
  CHECK(fault_of("a \\ b\n") == "1:3 unexpected character after line continuation character");
}

TEST_CASE("The text behind a fault is read as before") {
  CHECK(words_of("x = 'abc\ny\n") == "x = <fault> <line> y <line> <end>");
  CHECK(words_of("a:\n    b\n  c\n  d\ne\n") ==
        "a : <line> <in> b <line> <out> <fault> c <line> d <line> e <line> <end>");
}

TEST_CASE("A bracket that is never closed does not swallow the next statement") {
  const TokenStream stream = tokenize("x = (1,\ndef f(): pass\n");
  CHECK(words_of("x = (1,\ndef f(): pass\n") == "x = ( 1 , <line> def f ( ) : pass <line> <end>");
  CHECK(stream.never_closed == std::vector<int32_t>{2});
}
