#include "engine/base/utf8.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace grove;

namespace {

std::vector<char32_t> characters(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, &at));
  return out;
}

}  // namespace

TEST_CASE("every character is read back as it was written") {
  for (char32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 251) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(&text, c);
    REQUIRE(characters(text) == std::vector<char32_t>{c});
    REQUIRE(find_invalid_utf8(text) == std::string::npos);
  }
}

TEST_CASE("a byte that is no UTF-8 reads as one replacement character") {
  CHECK(characters("a\x80z") == std::vector<char32_t>{'a', kReplacement, 'z'});
  CHECK(characters("\xC3") == std::vector<char32_t>{kReplacement});
  CHECK(characters("\xE2\x82z") == std::vector<char32_t>{kReplacement, kReplacement, 'z'});
}

TEST_CASE("overlong forms, surrogates and numbers beyond Unicode are no UTF-8") {
  CHECK(find_invalid_utf8("ab\xC0\x80") == 2);
  CHECK(find_invalid_utf8("\xE0\x80\x80") == 0);
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);
  CHECK(find_invalid_utf8("\xF0\x8F\xBF\xBF") == 0);
  CHECK(find_invalid_utf8("größe 漢 \xF0\x9F\x8C\xB3") == std::string::npos);
}

TEST_CASE("length and width of a text are those of its characters") {
  CHECK(count_code_points("größe") == 5);
  CHECK(display_width('a') == 1);
  CHECK(display_width(0xF6) == 1);
  CHECK(display_width(0x301) == 0);
  CHECK(display_width(0x6F22) == 2);
  CHECK(display_width(0x1F333) == 2);
}

TEST_CASE("characters are counted one by one, wherever the first that is no ASCII stands") {
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      const std::string ascii = std::string(before, 'a'), rest = std::string(after, 'z');
      CHECK(count_code_points(ascii + rest) == before + after);
      CHECK(count_code_points(ascii + "\u00e9" + rest) == before + 1 + after);
      CHECK(count_code_points(ascii + "\x80" + rest) == before + 1 + after);
    }
  }
}
