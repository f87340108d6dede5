#include "engine/cli/keys.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace grove;

namespace {

Key special(Key::Code code, bool shift = false, bool alt = false, bool control = false) {
  return Key{.code = code, .shift = shift, .alt = alt, .control = control};
}

Key character(char32_t c) { return Key{.code = Key::Code::kCharacter, .character = c}; }

std::vector<Key> decode(const std::string& bytes) { return KeyDecoder().feed(bytes); }

using Keys = std::vector<Key>;
using Code = Key::Code;

}  // namespace

TEST_CASE("plain characters are keys, also beyond ASCII") {
  CHECK(decode("q?") == Keys{character('q'), character('?')});
  CHECK(decode("é€") == Keys{character(U'é'), character(U'€')});
}

TEST_CASE("arrows are read with the modifiers that xterm sends") {
  CHECK(decode("\x1b[C") == Keys{special(Code::kRight)});
  CHECK(decode("\x1bOD") == Keys{special(Code::kLeft)});
  CHECK(decode("\x1b[1;2C") == Keys{special(Code::kRight, true)});
  CHECK(decode("\x1b[1;5D") == Keys{special(Code::kLeft, false, false, true)});
  CHECK(decode("\x1b[1;6C") == Keys{special(Code::kRight, true, false, true)});
  CHECK(decode("\x1b[1;3C") == Keys{special(Code::kRight, false, true)});
}

TEST_CASE("arrows are read with the modifiers that rxvt sends") {
  CHECK(decode("\x1b[c") == Keys{special(Code::kRight, true)});
  CHECK(decode("\x1bOd") == Keys{special(Code::kLeft, false, false, true)});
  CHECK(decode("\x1b[7^") == Keys{special(Code::kHome, false, false, true)});
}

TEST_CASE("Home and End are read in every form that terminals send") {
  for (const char* home : {"\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"}) {
    CHECK(decode(home) == Keys{special(Code::kHome)});
  }
  for (const char* end : {"\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"}) {
    CHECK(decode(end) == Keys{special(Code::kEnd)});
  }
}

TEST_CASE("Tab, Shift+Tab, Enter, Backspace and control characters have their keys") {
  CHECK(decode("\t\x1b[Z\r\x7f") == Keys{special(Code::kTab), special(Code::kTab, true),
                                         special(Code::kEnter), special(Code::kBackspace)});
  const Keys control_r = decode("\x12");
  REQUIRE(control_r.size() == 1);
  CHECK(control_r[0].control);
  CHECK(control_r[0].character == U'r');
}

TEST_CASE("a sequence that arrives in pieces is one key, wherever it is cut") {
  const std::string sequence = "a\x1b[1;5Cé";
  const Keys whole = decode(sequence);
  REQUIRE(whole.size() == 3);
  for (std::size_t cut = 0; cut <= sequence.size(); ++cut) {
    KeyDecoder decoder;
    Keys keys = decoder.feed(sequence.substr(0, cut));
    const Keys rest = decoder.feed(sequence.substr(cut));
    keys.insert(keys.end(), rest.begin(), rest.end());
    CHECK(keys == whole);
    CHECK_FALSE(decoder.pending());
  }
}

TEST_CASE("a lone Escape is a key only once nothing follows it") {
  KeyDecoder decoder;
  CHECK(decoder.feed("\x1b").empty());
  CHECK(decoder.pending());
  CHECK(decoder.flush() == Keys{special(Code::kEscape)});
  CHECK_FALSE(decoder.pending());
  CHECK(decoder.flush().empty());
}

TEST_CASE("Alt comes as an Escape before the key") {
  Key alt_x = character('x');
  alt_x.alt = true;
  CHECK(decode("\x1bx") == Keys{alt_x});
}

TEST_CASE("an unknown or broken sequence is skipped and does not swallow what follows") {
  CHECK(decode("\x1b[15~q") == Keys{special(Code::kUnknown), character('q')});
  CHECK(decode("\x1b[\rq") == Keys{special(Code::kUnknown), special(Code::kEnter), character('q')});
  const Keys keys = decode("\x1b[" + std::string(100, '1') + "q");
  CHECK(keys.front() == special(Code::kUnknown));
  CHECK(keys.back() == character('q'));
}
