// However long or deep a program is, the front end comes to an end in a time that grows with its
// length, and says where it is too deep.

#include <catch2/catch.hpp>
#include <functional>

#include "engine/language/code/program.h"
#include "engine/language/front_end.h"
#include "engine/run/library.h"

namespace grove {
namespace {

Problems problems_of(const std::string& source) {
  return compile(source, "test.py", {}, builtin_library()).problems;
}

std::string repeated(std::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

TEST_CASE("what is nested too deep is told with its place") {
  constexpr int kMany = 100'000;
  const std::pair<std::string, std::string> sources[] = {
      {"x = [1 " + repeated("for a in [1] ", kMany) + "]\n", "too many levels of nesting"},
      {"async def f():\n    x = [1 " + repeated("async for a in b ", kMany) + "]\n",
       "too many levels of nesting"},
      {"x = " + repeated("(", kMany) + "\n", "too many nested parentheses"},
      {"x = " + repeated("lambda: ", kMany) + "1\n", "too many levels of nesting"},
      {"x = " + repeated("not ", kMany) + "1\n", "too many levels of nesting"},
      {"x = " + repeated("-", kMany) + "1\n", "too many levels of nesting"},
      {"x = " + repeated("1 if 1 else ", kMany) + "1\n", "too many levels of nesting"},
      {"def f(a):\n    with " + repeated("a, ", kMany) + "a: pass\n",
       "too many statically nested blocks"},
  };
  for (const auto& [source, message] : sources) {
    INFO(source.substr(0, 40));
    const Problems problems = problems_of(source);
    REQUIRE_FALSE(problems.empty());
    CHECK(problems[0].message == message);
    CHECK(problems[0].span.line > 0);
  }
}

TEST_CASE("what is only long has no bound of its own") {
  constexpr int kMany = 20'000;
  for (const std::string& source : {
           "x = " + repeated("1 + ", kMany) + "1\n",
           "a = 1\nx = " + repeated("a < ", kMany) + "a\n",
           "a = 1\nx = " + repeated("a and ", kMany) + "a\n",
           "a = 1\nx = a" + repeated(".b", kMany) + "\n",
           "a = 1\nx = a" + repeated("()", kMany) + "\n",
           "a = 1\nif a: pass\n" + repeated("elif a: pass\n", kMany),
           "def d(f): return f\n" + repeated("@d\n", kMany) + "def f(): pass\n",
           "a = 1\nx = f'" + repeated("{a}", kMany) + "'\n",
           "a = 1\nx = f'''" + repeated("{a}\n", kMany) + "'''\n",
           "x = [" + repeated("1, ", kMany) + "]\n",
       }) {
    INFO(source.substr(0, 40));
    CHECK(problems_of(source).empty());
  }
}

TEST_CASE("of very many faults the first are kept, and a long line is kept once") {
  const Problems problems = problems_of("x = [" + repeated("eval, ", 50'000) + "]\n");
  REQUIRE(problems.size() == 201);
  CHECK_FALSE(problems[0].source_line.empty());
  CHECK(problems[1].source_line.empty());
  CHECK(problems[1].span.column == 12);
  CHECK(problems[200].message == "49800 more faults follow");
}

TEST_CASE("places in an f-string are right behind other fields and lines") {
  const Problems problems = problems_of("a = 1\nx = f'''{a} é {a}\n{a} {a +}'''\n");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].span.line == 3);
  CHECK(problems[0].span.column == 9);
}

}  // namespace
}  // namespace grove
