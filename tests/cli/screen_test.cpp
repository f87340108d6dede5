#include "engine/cli/screen.h"

#include <catch2/catch.hpp>

#include <string>

using namespace grove;

namespace {

constexpr OutputLook kColour{.utf8 = true, .colour = true};
constexpr OutputLook kPlain{.utf8 = true, .colour = false};
constexpr OutputLook kAscii{.utf8 = false, .colour = false};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("only lines that changed are written, in one synchronized piece") {
  Screen screen(kPlain);
  const std::string first = screen.draw({StyledLine("one"), StyledLine("two")}, 20, 3);
  CHECK(contains(first, "\x1b[2J"));
  CHECK(contains(first, "one"));
  const std::string second = screen.draw({StyledLine("one"), StyledLine("2")}, 20, 3);
  CHECK(second == "\x1b[?2026h\x1b[2;1H\x1b[2K2\x1b[?2026l");
}

TEST_CASE("a frame that changes nothing writes nothing") {
  Screen screen(kPlain);
  screen.draw({StyledLine("one")}, 20, 3);
  CHECK(screen.draw({StyledLine("one")}, 20, 3).empty());
}

TEST_CASE("a line that is gone is erased") {
  Screen screen(kPlain);
  screen.draw({StyledLine("one"), StyledLine("two")}, 20, 3);
  CHECK(contains(screen.draw({StyledLine("one")}, 20, 3), "\x1b[2;1H\x1b[2K"));
}

TEST_CASE("after forget() the whole frame is written again") {
  Screen screen(kPlain);
  screen.draw({StyledLine("one")}, 20, 3);
  screen.forget();
  const std::string again = screen.draw({StyledLine("one")}, 20, 3);
  CHECK(contains(again, "\x1b[2J"));
  CHECK(contains(again, "one"));
}

TEST_CASE("a line is cut to the columns with an ellipsis, wide characters counted as two") {
  CHECK(render(StyledLine("abcdef"), kPlain, 6) == "abcdef");
  CHECK(render(StyledLine("abcdefg"), kPlain, 6) == "abcde…");
  CHECK(render(StyledLine("漢字漢字"), kPlain, 6) == "漢字…");
  CHECK(render(StyledLine("abcdefg"), kAscii, 6) == "abc...");
  CHECK(render(StyledLine("abcdefg"), kPlain) == "abcdefg");
}

TEST_CASE("colour is used only where the output has it") {
  const StyledLine line("Bang", TextStyle::kFailed);
  CHECK(render(line, kPlain) == "Bang");
  CHECK(render(line, kColour) == "\x1b[1;31mBang\x1b[0m");
}

TEST_CASE("control characters in a program's text never reach the terminal") {
  CHECK(render(StyledLine("a\x1b[2Jb\nc\td"), kPlain) == "a\\x1b[2Jb\\nc\\td");
  CHECK(render(StyledLine("\xc2\x9b"), kPlain) == "\\x9b");
}

TEST_CASE("where only ASCII can be shown other characters are escaped, and still counted right") {
  CHECK(render(StyledLine("é€"), kAscii) == "\\xe9\\u20ac");
  CHECK(render(StyledLine("é€ and more"), kAscii, 12) == "\\xe9\\u20a...");
}
