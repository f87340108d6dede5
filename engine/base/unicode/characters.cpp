#include "engine/base/unicode/characters.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

namespace grove {
namespace {

struct Range {
  char32_t first, last;
};

constexpr Range kStart[] = {
#define START(first, last) {first, last},
#include "engine/base/unicode/identifier_ranges.def"
};
constexpr Range kContinue[] = {
#define CONTINUE(first, last) {first, last},
#include "engine/base/unicode/identifier_ranges.def"
};
constexpr Range kUnprintable[] = {
#define UNPRINTABLE(first, last) {first, last},
#include "engine/base/unicode/unprintable_ranges.def"
};

template <std::size_t n>
bool is_in(const Range (&ranges)[n], char32_t code_point) {
  const auto* found =
      std::lower_bound(std::begin(ranges), std::end(ranges), code_point,
                       [](const Range& range, char32_t wanted) { return range.last < wanted; });
  return found != std::end(ranges) && found->first <= code_point;
}

}  // namespace

bool is_identifier_start(char32_t code_point) { return is_in(kStart, code_point); }

bool is_identifier_continue(char32_t code_point) {
  return is_in(kStart, code_point) || is_in(kContinue, code_point);
}

bool is_printable(char32_t code_point) { return !is_in(kUnprintable, code_point); }

std::string plain_character_hint(char32_t code_point) {
  std::string_view plain;
  switch (code_point) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
      plain = "\"";
      break;
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0xB4:
      plain = "'";
      break;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      plain = "-";
      break;
    case 0xD7:
      plain = "*";
      break;
    case 0xF7:
      plain = "/";
      break;
    case 0x2026:
      plain = "...";
      break;
    case 0x2264:
      plain = "<=";
      break;
    case 0x2265:
      plain = ">=";
      break;
    case 0x2260:
      plain = "!=";
      break;
    case 0x2192:
      plain = "->";
      break;
    default:
      return {};
  }
  return fmt::format("write {}", plain);
}

}  // namespace grove
