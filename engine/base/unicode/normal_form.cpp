#include "engine/base/unicode/normal_form.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

#include "engine/base/utf8.h"

namespace grove {
namespace {

#include "engine/base/unicode/normal_form_tables.inc"

// Hangul syllables are made of their letters by rule (Unicode 3.12).
constexpr char32_t kSyllables = 0xAC00, kLeading = 0x1100, kVowels = 0x1161, kTrailing = 0x11A7;
constexpr char32_t kLeadingCount = 19, kVowelCount = 21, kTrailingCount = 28;
constexpr char32_t kSyllableCount = kLeadingCount * kVowelCount * kTrailingCount;

// The last row whose first cell is not above the character; null if there is none.
template <std::size_t rows, std::size_t cells>
const char32_t* row_at(const char32_t (&table)[rows][cells], char32_t c) {
  const auto* after = std::upper_bound(
      std::begin(table), std::end(table), c,
      [](char32_t wanted, const char32_t(&row)[cells]) { return wanted < row[0]; });
  return after == std::begin(table) ? nullptr : *(after - 1);
}

void decompose(char32_t c, std::u32string* out) {
  if (c >= kSyllables && c < kSyllables + kSyllableCount) {
    const char32_t index = c - kSyllables, trailing = index % kTrailingCount;
    *out += kLeading + index / kTrailingCount / kVowelCount;
    *out += kVowels + index / kTrailingCount % kVowelCount;
    if (trailing != 0) *out += kTrailing + trailing;
    return;
  }
  const char32_t* one = row_at(kToOne, c);
  if (one != nullptr && c < one[0] + one[1]) {
    *out += one[2] + (c - one[0]);
    return;
  }
  const char32_t* several = row_at(kToSeveral, c);
  if (several == nullptr || several[0] != c) {
    *out += c;
    return;
  }
  for (std::size_t i = 1; i < std::size(kToSeveral[0]) && several[i] != 0; ++i) *out += several[i];
}

char32_t class_of(char32_t c) {
  const char32_t* row = row_at(kClasses, c);
  return row != nullptr && c <= row[1] ? row[2] : 0;
}

// Marks that follow one base stand in the order of their classes.
void order_marks(std::u32string* text) {
  const auto is_base = [](char32_t c) { return class_of(c) == 0; };
  for (auto at = text->begin(); at != text->end();) {
    const auto begin = std::find_if_not(at, text->end(), is_base);
    at = std::find_if(begin, text->end(), is_base);
    std::stable_sort(begin, at, [](char32_t a, char32_t b) { return class_of(a) < class_of(b); });
  }
}

// Both in one character, or 0.
char32_t pair_of(char32_t a, char32_t b) {
  if (a - kLeading < kLeadingCount && b - kVowels < kVowelCount) {
    return kSyllables + ((a - kLeading) * kVowelCount + (b - kVowels)) * kTrailingCount;
  }
  const bool open = a - kSyllables < kSyllableCount && (a - kSyllables) % kTrailingCount == 0;
  if (open && b > kTrailing && b < kTrailing + kTrailingCount) return a + (b - kTrailing);
  const auto* found =
      std::lower_bound(std::begin(kComposed), std::end(kComposed), a,
                       [](const char32_t(&row)[3], char32_t wanted) { return row[0] < wanted; });
  for (; found != std::end(kComposed) && (*found)[0] == a; ++found) {
    if ((*found)[1] == b) return (*found)[2];
  }
  return 0;
}

void compose(std::u32string* text) {
  std::u32string out;
  std::size_t base = 0;
  bool has_base = false;
  char32_t last_class = 0;  // of what stands between the base and the character
  for (const char32_t c : *text) {
    const char32_t own = class_of(c);
    const bool next_to_it = has_base && base + 1 == out.size();
    const bool reachable = has_base && (next_to_it || (last_class < own && last_class != 0));
    const char32_t pair = reachable ? pair_of(out[base], c) : 0;
    if (pair != 0) {
      out[base] = pair;
      continue;
    }
    if (own == 0) {
      base = out.size();
      has_base = true;
    }
    last_class = own;
    out += c;
  }
  text->swap(out);
}

}  // namespace

std::string normal_form_of_name(std::string_view name) {
  std::u32string text;
  for (std::size_t at = 0; at < name.size();) decompose(next_code_point(name, &at), &text);
  order_marks(&text);
  compose(&text);
  std::string out;
  for (const char32_t c : text) append_utf8(&out, c);
  return out;
}

}  // namespace grove
