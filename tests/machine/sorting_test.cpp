#include "engine/machine/interpreter/sorting.h"

#include <rapidcheck/catch.h>

#include <algorithm>

#include "tests/machine/test_machine.h"

namespace grove {
namespace {

TEST_CASE("items sorted by keys end as a stable sort leaves them, also from the highest down") {
  rc::prop("for all", [](const std::vector<uint8_t>& numbers, bool reverse) {
    TestMachine t;
    // Long enough for several runs to be merged.
    std::vector<Value> items, keys;
    for (std::size_t i = 0; i < numbers.size() * 8; ++i) {
      items.push_back(int_value(static_cast<int64_t>(i)));
      keys.push_back(int_value(numbers[i % numbers.size()] + (i % 7 == 0 ? 1 : 0)));
    }
    std::vector<std::pair<int64_t, int64_t>> model;
    for (std::size_t i = 0; i < items.size(); ++i)
      model.emplace_back(keys[i].integer, items[i].integer);
    std::stable_sort(model.begin(), model.end(), [&](const auto& a, const auto& b) {
      return reverse ? a.first > b.first : a.first < b.first;
    });
    RC_ASSERT(sort_values(t.machine, &items, &keys, reverse));
    for (std::size_t i = 0; i < items.size(); ++i) RC_ASSERT(items[i].integer == model[i].second);
  });
}

TEST_CASE("a comparison that fails names CPython's two types and loses no item") {
  TestMachine t;
  const Value text = t.str("a");
  std::vector<Value> items{int_value(3), text, int_value(1)};
  std::vector<Value> no_keys;
  CHECK_FALSE(sort_values(t.machine, &items, &no_keys, false));
  CHECK(t.take_error() == "TypeError: '<' not supported between instances of 'str' and 'int'");
  CHECK(std::count_if(items.begin(), items.end(), [&](Value v) { return same(v, text); }) == 1);
  for (int at = 0; at < 300; at += 37) {
    std::vector<Value> many;
    for (int i = 0; i < 300; ++i) many.push_back(i == at ? text : int_value((i * 7919) % 300));
    CHECK_FALSE(sort_values(t.machine, &many, &no_keys, false));
    CHECK_FALSE(t.take_error().empty());
    std::vector<bool> there(300, false);
    for (const Value v : many) {
      if (v.is(Type::kInt)) there[static_cast<std::size_t>(v.integer)] = true;
    }
    CHECK(std::count(there.begin(), there.end(), true) == 299);
  }
}

}  // namespace
}  // namespace grove
