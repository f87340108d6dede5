#include "viewer/core/highlight.h"

#include <catch2/catch.hpp>

namespace grove {
namespace {

// "keyword:async keyword:def function:spin …"
std::string shown(const std::string& line) {
  const char* names[] = {"plain", "keyword", "string", "number", "function", "comment", "type"};
  std::string text;
  const auto lines = highlight({line});
  for (const CodePiece& piece : lines.front()) {
    if (piece.kind == CodeKind::kPlain) continue;
    if (!text.empty()) text += ' ';
    text += std::string(names[static_cast<int>(piece.kind)]) + ":" +
            line.substr(piece.begin, piece.end - piece.begin);
  }
  return text;
}

TEST_CASE("words, strings, numbers and comments of Python are told apart") {
  CHECK(shown("async def spin(path, depth=3):") ==
        "keyword:async keyword:def function:spin number:3");
  CHECK(shown("    raise Bang(path)  # always") == "keyword:raise type:Bang comment:# always");
  CHECK(shown("BANGS = ['r01']") == "string:'r01'");
  CHECK(shown("x = 0.10 + 1_000") == "number:0.10 number:1_000");
  CHECK(shown("print(f\"a {b}\", rb'\\'')") == "function:print string:f\"a {b}\" string:rb'\\''");
  CHECK(shown("class Bang(Exception): pass") ==
        "keyword:class type:Bang type:Exception keyword:pass");
}

TEST_CASE("a string in triple quotes goes on over lines, and nothing in it is a keyword") {
  const std::vector<std::string> program = {"x = '''one", "for two", "three''' if y else z"};
  const auto lines = highlight(program);
  REQUIRE(lines[1].size() == 1);
  CHECK(lines[1][0].kind == CodeKind::kString);
  CHECK(lines[2][0].end == 8);
  CHECK(lines[2][1].kind == CodeKind::kKeyword);
}

TEST_CASE("an unfinished string ends with its line") {
  const auto lines = highlight({"x = 'oops", "for y in z:"});
  CHECK(lines[1][0].kind == CodeKind::kKeyword);
}

}  // namespace
}  // namespace grove
