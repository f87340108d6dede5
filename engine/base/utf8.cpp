#include "engine/base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

#include "engine/base/ensure.h"

namespace grove {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode 15, East Asian Width W and F, whole blocks where nearly all of a block is wide.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
constexpr Range kCombining[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},
                                {0x0610, 0x061A}, {0x064B, 0x065F}, {0x1AB0, 0x1AFF},
                                {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x20D0, 0x20FF},
                                {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

bool within(char32_t c, const Range* first, const Range* last) {
  return std::any_of(first, last, [c](const Range& r) { return c >= r.first && c <= r.last; });
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Eight bytes at a time; the last eight may overlap those before.
bool is_ascii(std::string_view text) {
  uint64_t bytes = 0;
  if (text.size() < sizeof bytes) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  }
  const auto has_high_bit = [&](std::size_t at) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    return (bytes & 0x8080808080808080) != 0;
  };
  const std::size_t last = text.size() - sizeof bytes;
  for (std::size_t at = 0; at < last; at += sizeof bytes) {
    if (has_high_bit(at)) return false;
  }
  return !has_high_bit(last);
}

// The length of the well-formed sequence at `at` and its character, or 0.
std::size_t decode(std::string_view text, std::size_t at, char32_t* out) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    *out = lead;
    return 1;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0;
  char32_t c = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[at + i])) return 0;
    c = (c << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
  if (c < kSmallest[length] || surrogate || c > 0x10FFFF) return 0;
  *out = c;
  return length;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t* at) {
  ENSURE(*at < text.size(), "a character was read past the end of its text");
  char32_t c = kReplacement;
  const std::size_t length = decode(text, *at, &c);
  *at += length == 0 ? 1 : length;
  return c;
}

std::size_t count_code_points(std::string_view text) {
  if (is_ascii(text)) return text.size();
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, &at);
  return count;
}

std::string_view first_bytes(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

std::size_t find_invalid_utf8(std::string_view text) {
  char32_t ignored = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = decode(text, at, &ignored);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

void append_utf8(std::string* out, char32_t c) {
  const auto put = [out](char32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

int display_width(char32_t c) {
  if (c < 0x300) return 1;
  if (within(c, std::begin(kCombining), std::end(kCombining))) return 0;
  return within(c, std::begin(kWide), std::end(kWide)) ? 2 : 1;
}

}  // namespace grove
