#include "engine/machine/types/strings.h"

#include <rapidcheck/catch.h>

#include "engine/base/unicode/characters.h"
#include "engine/base/unicode/unicode.h"
#include "engine/base/utf8.h"
#include "tests/machine/test_machine.h"

namespace grove {
namespace {

std::u32string some_characters() {
  const auto alphabet = rc::gen::element<char32_t>('a', 'Z', ' ', 0xE9, 0x3A3, 0x65E5, 0x1F600);
  return *rc::gen::container<std::u32string>(alphabet);
}

std::string utf8_of(const std::u32string& characters) {
  std::string text;
  for (const char32_t c : characters) append_utf8(&text, c);
  return text;
}

TEST_CASE("items and slices of a text go by characters, whatever their bytes") {
  rc::prop("for all", [] {
    TestMachine t;
    const std::u32string characters = some_characters();
    const auto length = static_cast<int64_t>(characters.size());
    const Value s = t.str(utf8_of(characters));
    for (int64_t i = 0; i < length; ++i) {
      const std::string one = utf8_of({characters[static_cast<std::size_t>(i)]});
      RC_ASSERT(text_of(t.machine, t.keep(str_item(t.machine, s, i))) == one);
      const std::size_t byte = byte_offset(t.machine.heap.str(s), i);
      RC_ASSERT(character_index(t.machine.heap.str(s), byte) == i);
    }
    const int64_t step = *rc::gen::element<int64_t>(-3, -2, -1, 1, 2, 3);
    const auto bound = rc::gen::inRange<int64_t>(-length - 2, length + 3);
    const Value slice =
        t.keep(new_slice(t.machine, int_value(*bound), int_value(*bound), int_value(step)));
    SliceIndices indices;
    RC_ASSERT(resolve_slice(t.machine, slice, length, &indices));
    std::u32string picked;
    for (int64_t i = 0; i < indices.count; ++i) {
      picked += characters[static_cast<std::size_t>(indices.start + i * indices.step)];
    }
    RC_ASSERT(text_of(t.machine, t.keep(str_slice(t.machine, s, indices))) == utf8_of(picked));
  });
}

TEST_CASE("a slice takes what counting from start to stop by its step meets") {
  rc::prop("for all", [](int8_t start, int8_t stop, int8_t step) {
    RC_PRE(step != 0);
    TestMachine t;
    const int64_t length = *rc::gen::inRange<int64_t>(0, 12);
    const Value slice =
        t.keep(new_slice(t.machine, int_value(start), int_value(stop), int_value(step)));
    SliceIndices indices;
    RC_ASSERT(resolve_slice(t.machine, slice, length, &indices));
    // By definition: positions from the end are made positive, then each one that exists is taken.
    const int64_t first = start < 0 ? start + length : start;
    const int64_t end = stop < 0 ? stop + length : stop;
    std::vector<int64_t> expected;
    for (int64_t i = 0; i < length; ++i) {
      const int64_t at = step > 0 ? i : length - 1 - i;
      const int64_t from = step > 0 ? std::max<int64_t>(first, 0) : std::min(first, length - 1);
      const bool within =
          step > 0 ? at >= from && at < end : at <= from && at > (stop < 0 && end < 0 ? -1 : end);
      if (within && (at - from) % step == 0) expected.push_back(at);
    }
    std::vector<int64_t> actual;
    for (int64_t i = 0; i < indices.count; ++i) actual.push_back(indices.start + i * indices.step);
    RC_ASSERT(actual == expected);
  });
}

TEST_CASE("case changes are Unicode's, also to several characters") {
  const auto changed = [](char32_t c, CaseChange change) {
    std::string out;
    append_changed(&out, c, change);
    return out;
  };
  CHECK(changed('a', CaseChange::kUpper) == "A");
  CHECK(changed('Z', CaseChange::kLower) == "z");
  CHECK(changed('1', CaseChange::kUpper) == "1");
  CHECK(changed(0xE9, CaseChange::kUpper) == "É");
  CHECK(changed(0xDF, CaseChange::kUpper) == "SS");
  CHECK(changed(0xDF, CaseChange::kFold) == "ss");
  CHECK(changed(0x1C6, CaseChange::kTitle) == "ǅ");
  CHECK(changed(0x130, CaseChange::kLower) == "i̇");
  CHECK(changed(0x101, CaseChange::kUpper) == "Ā");  // of a block where cases alternate
  CHECK(changed(0x4E00, CaseChange::kUpper) == "一");
}

TEST_CASE("kinds of characters are Unicode's") {
  CHECK(is_printable(' '));
  CHECK_FALSE(is_printable(0xA0));
  CHECK_FALSE(is_printable(0x200B));
  CHECK_FALSE(is_printable(0xE000));
  CHECK(is_printable(0x1F600));
  CHECK(is_space(0x3000));
  CHECK_FALSE(is_space(0x200B));
  CHECK(is_alphabetic(0x65E5));
  CHECK_FALSE(is_alphabetic('1'));
  CHECK(is_decimal(0x663));
  CHECK(decimal_digit(0x663) == 3);
  CHECK(decimal_digit(0x1D7FF) == 9);
  CHECK(is_digit(0xB2));
  CHECK_FALSE(is_decimal(0xB2));
  CHECK(is_numeric(0xBD));
  CHECK(is_titlecase(0x1C5));
}

}  // namespace
}  // namespace grove
