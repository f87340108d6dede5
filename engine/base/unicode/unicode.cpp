#include "engine/base/unicode/unicode.h"

#include <algorithm>
#include <iterator>

#include "engine/base/ensure.h"
#include "engine/base/utf8.h"

namespace grove {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};
// Every stride-th character from first to last changes by the difference.
struct Step {
  char32_t first;
  char32_t last;
  char32_t stride;
  int32_t difference;
};
// A character that becomes two or three; the third may be 0.
struct Several {
  char32_t from;
  char32_t to[3];
};

#include "engine/base/unicode/unicode_tables.inc"

template <std::size_t kSize>
const Range* find(const Range (&table)[kSize], char32_t c) {
  const Range* after = std::upper_bound(std::begin(table), std::end(table), c,
                                        [](char32_t x, const Range& r) { return x < r.first; });
  if (after == std::begin(table)) return nullptr;
  const Range* range = std::prev(after);
  return c <= range->last ? range : nullptr;
}

struct CaseTables {
  const Step* first_step;
  const Step* last_step;
  const Several* first_several;
  const Several* last_several;
};

CaseTables tables_of(CaseChange change) {
  switch (change) {
    case CaseChange::kUpper:
      return {std::begin(kToUpper), std::end(kToUpper), std::begin(kToUpperSeveral),
              std::end(kToUpperSeveral)};
    case CaseChange::kLower:
      return {std::begin(kToLower), std::end(kToLower), std::begin(kToLowerSeveral),
              std::end(kToLowerSeveral)};
    case CaseChange::kTitle:
      return {std::begin(kToTitle), std::end(kToTitle), std::begin(kToTitleSeveral),
              std::end(kToTitleSeveral)};
    case CaseChange::kFold:
      break;
  }
  return {std::begin(kFolded), std::end(kFolded), std::begin(kFoldedSeveral),
          std::end(kFoldedSeveral)};
}

// Steps may overlap, as those of Latin Extended do, where upper and lower case alternate.
char32_t change_by_step(const CaseTables& tables, char32_t c) {
  for (const Step* step = tables.first_step; step != tables.last_step && step->first <= c; ++step) {
    if (c <= step->last && (c - step->first) % step->stride == 0) {
      return static_cast<char32_t>(static_cast<int32_t>(c) + step->difference);
    }
  }
  return c;
}

bool is_ascii_between(char32_t c, char first, char last) {
  return c >= static_cast<char32_t>(first) && c <= static_cast<char32_t>(last);
}

}  // namespace

bool is_space(char32_t c) {
  return is_ascii_between(c, '\t', '\r') || is_ascii_between(c, '\x1c', ' ') || c == 0x85 ||
         c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_alphabetic(char32_t c) { return find(kAlphabetic, c) != nullptr; }
bool is_decimal(char32_t c) { return find(kDecimal, c) != nullptr; }
bool is_digit(char32_t c) { return find(kDigit, c) != nullptr; }
bool is_numeric(char32_t c) { return find(kNumeric, c) != nullptr; }
bool is_uppercase(char32_t c) { return find(kUppercase, c) != nullptr; }
bool is_lowercase(char32_t c) { return find(kLowercase, c) != nullptr; }
bool is_titlecase(char32_t c) { return find(kTitlecase, c) != nullptr; }

int decimal_digit(char32_t c) {
  const Range* range = find(kDecimal, c);
  ENSURE(range != nullptr, "a character that is no decimal digit was read as one");
  // Each range is whole sets of ten: 0 to 9, then perhaps 0 to 9 in another style.
  return static_cast<int>((c - range->first) % 10);
}

void append_changed(std::string* out, char32_t c, CaseChange change) {
  if (c < 0x80) {
    const bool lowers = change == CaseChange::kLower || change == CaseChange::kFold;
    if (lowers ? is_ascii_between(c, 'A', 'Z') : is_ascii_between(c, 'a', 'z')) c ^= 0x20;
    out->push_back(static_cast<char>(c));
    return;
  }
  const CaseTables tables = tables_of(change);
  const Several* several =
      std::lower_bound(tables.first_several, tables.last_several, c,
                       [](const Several& s, char32_t x) { return s.from < x; });
  if (several == tables.last_several || several->from != c) {
    append_utf8(out, change_by_step(tables, c));
    return;
  }
  for (const char32_t to : several->to) {
    if (to != 0) append_utf8(out, to);
  }
}

}  // namespace grove
