#include "engine/base/problem.h"

#include <catch2/catch.hpp>
#include <string>

using namespace grove;

namespace {

Problem at(int line, int column, int end_column, std::string source_line) {
  Problem problem;
  problem.file = "roulette.py";
  problem.span = SourceSpan{line, column, line, end_column};
  problem.message = "`trio.slep` does not exist";
  problem.source_line = std::move(source_line);
  return problem;
}

// The line of marks of a problem's text.
std::string marks(const Problem& problem) {
  const std::string text = format_problem(problem);
  const std::size_t first = text.find('\n') + 1;
  const std::size_t second = text.find('\n', first) + 1;
  return text.substr(second, text.find('\n', second) - second);
}

std::string shown(const Problem& problem) {
  const std::string text = format_problem(problem);
  const std::size_t first = text.find('\n') + 1;
  return text.substr(first, text.find('\n', first) - first);
}

}  // namespace

TEST_CASE("a problem names place and reason, marks the place, and hints at the remedy") {
  Problem problem = at(21, 11, 20, "    await trio.slep(DRAW[path])");
  problem.hint = "did you mean `trio.sleep`?";
  CHECK(format_problem(problem) ==
        "roulette.py:21:11: error: `trio.slep` does not exist\n"
        "    await trio.slep(DRAW[path])\n"
        "          ^~~~~~~~~\n"
        "hint: did you mean `trio.sleep`?\n");
}

TEST_CASE("a problem of a file as a whole has no line, and one without a file no place") {
  Problem problem;
  problem.file = "gone.json";
  problem.message = "there is no such file";
  CHECK(format_problem(problem) == "gone.json: error: there is no such file\n");
  problem.file = "";
  CHECK(format_problem(problem) == "error: there is no such file\n");
}

TEST_CASE("a problem in a JSON file says which value it is about") {
  Problem problem = at(3, 10, 13, "  \"seed\": 1.5,");
  problem.file = "a.json";
  problem.message = "expected an integer, got 1.5";
  problem.pointer = "/seed";
  CHECK(format_problem(problem) ==
        "a.json:3:10: error: expected an integer, got 1.5 [/seed]\n"
        "  \"seed\": 1.5,\n"
        "         ^~~\n");
}

TEST_CASE("several problems follow each other") {
  const Problem one = at(1, 1, 2, "x");
  CHECK(format_problems({one, one}) == format_problem(one) + format_problem(one));
  CHECK(format_problems({}) == "");
}

TEST_CASE("tabs become single spaces, so that the caret stays under its place") {
  const Problem problem = at(2, 3, 5, "\t\tgo()");
  CHECK(shown(problem) == "  go()");
  CHECK(marks(problem) == "  ^~");
}

TEST_CASE("columns count characters, not bytes") {
  const Problem problem = at(1, 8, 11, "größe = nix");
  CHECK(marks(problem) == "       ^~~");
}

TEST_CASE("under a wide character stands a mark as wide, under a combining one none") {
  CHECK(marks(at(1, 4, 6, "'漢' + x")) == "    ^~");
  CHECK(marks(at(1, 2, 4, "'漢字'")) == " ^~~~");
  CHECK(marks(at(1, 4, 5, "e\xCC\x81 x")) == "  ^");
}

TEST_CASE("control characters and broken bytes of a source line do not reach the terminal") {
  CHECK(shown(at(1, 1, 2, "a\x1b[2Jb")) == "a\xEF\xBF\xBD[2Jb");
  CHECK(shown(at(1, 1, 2, "a\xff z")) == "a\xEF\xBF\xBD z");
}

TEST_CASE("a place past the end of its line is marked right behind it") {
  CHECK(marks(at(1, 3, 4, "x(")) == "  ^");
  CHECK(marks(at(1, 40, 44, "x(")) == "  ^");
}

TEST_CASE("a place that spans lines is marked to the end of its first line") {
  Problem problem = at(1, 3, 0, "x(abc");
  problem.span.end_line = 4;
  problem.span.end_column = 2;
  CHECK(marks(problem) == "  ^~~");
}

TEST_CASE("a long source line is cut around the caret, with signs of the cuts") {
  const std::string line = std::string(200, 'a') + "HERE" + std::string(200, 'b');
  const Problem problem = at(1, 201, 205, line);
  const std::string source = shown(problem);
  CHECK(source == "…" + std::string(25, 'a') + "HERE" + std::string(47, 'b') + "…");
  CHECK(marks(problem) == std::string(26, ' ') + "^~~~");
}

TEST_CASE("a long line is cut at one side only where the caret is near the other") {
  const std::string line = std::string(200, 'a');
  CHECK(shown(at(1, 1, 2, line)) == std::string(76, 'a') + "…");
  CHECK(shown(at(1, 200, 201, line)) == "…" + std::string(76, 'a'));
  CHECK(marks(at(1, 200, 201, line)) == std::string(76, ' ') + "^");
  CHECK(marks(at(1, 1, 200, line)) == "^" + std::string(75, '~'));
}

TEST_CASE("a line is found by its number, whatever ends the lines") {
  CHECK(line_of("a\nb\r\nc\rd", 1) == "a");
  CHECK(line_of("a\nb\r\nc\rd", 2) == "b");
  CHECK(line_of("a\nb\r\nc\rd", 3) == "c");
  CHECK(line_of("a\nb\r\nc\rd", 4) == "d");
  CHECK(line_of("a\nb\n", 3) == "");
  CHECK(line_of("a", 0) == "");
  CHECK(line_of("a", 9) == "");
  CHECK(line_of("", 1) == "");
}

TEST_CASE("the nearest name is at most a third of its letters away") {
  const std::vector<std::string> names{"sleep", "sleep_until", "move_on_after", "Event"};
  CHECK(nearest_name("slep", names) == "sleep");
  CHECK(nearest_name("sleeep", names) == "sleep");
  CHECK(nearest_name("move_on_afer", names) == "move_on_after");
  CHECK(nearest_name("sleep_utnil", names) == "sleep_until");
  CHECK(nearest_name("event", names) == "Event");
  CHECK(nearest_name("sl", names) == "");
  CHECK(nearest_name("stop", names) == "");
  CHECK(nearest_name("", names) == "");
  CHECK(nearest_name("x", {}) == "");
}

TEST_CASE("a swap of neighbours is one mistake, and ties go to the first candidate") {
  CHECK(nearest_name("seelp", {"sleep"}) == "");  // two edits of five letters
  CHECK(nearest_name("slepe", {"sleep"}) == "sleep");
  CHECK(nearest_name("lokc", {"lock"}) == "lock");
  CHECK(nearest_name("bat", {"cat", "hat"}) == "cat");
  // What was typed is never proposed.
  CHECK(nearest_name("hat", {"cat", "hat"}) == "");
}
