#include "engine/machine/types/containers.h"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "tests/machine/test_machine.h"

namespace grove {
namespace {

using Pairs = std::vector<std::pair<int64_t, int64_t>>;

Pairs pairs_of(Machine& machine, Value dict) {
  Pairs pairs;
  int32_t at = 0;
  while (const TableBody::Entry* entry = next_entry(machine.heap.dict(dict), &at)) {
    pairs.emplace_back(entry->key.integer, entry->value.integer);
  }
  return pairs;
}

// What a dict is supposed to do, done slowly.
void set_in(Pairs& model, int64_t key, int64_t value) {
  const auto at =
      std::find_if(model.begin(), model.end(), [&](const auto& pair) { return pair.first == key; });
  if (at == model.end()) {
    model.emplace_back(key, value);
  } else {
    at->second = value;
  }
}

TEST_CASE("a dict holds what was set and not deleted, in order of first insertion") {
  rc::prop("for all", [] {
    TestMachine t;
    const Value dict = t.keep(t.machine.heap.new_dict());
    Pairs model;
    const int steps = *rc::gen::inRange(0, 400);
    for (int i = 0; i < steps; ++i) {
      const int64_t key = *rc::gen::inRange<int64_t>(-20, 20);
      if (*rc::gen::inRange(0, 3) == 0) {
        bool failed = false;
        const Value removed = dict_remove(t.machine, dict, int_value(key), &failed);
        const auto at = std::find_if(model.begin(), model.end(),
                                     [&](const auto& pair) { return pair.first == key; });
        RC_ASSERT(removed.is_null() == (at == model.end()));
        if (at != model.end()) model.erase(at);
      } else {
        RC_ASSERT(dict_set(t.machine, dict, int_value(key), int_value(i)));
        set_in(model, key, i);
      }
      RC_ASSERT(t.machine.heap.dict(dict).size == static_cast<int32_t>(model.size()));
    }
    RC_ASSERT(pairs_of(t.machine, dict) == model);
    bool failed = false;
    for (const auto& [key, value] : model) {
      RC_ASSERT(dict_find(t.machine, dict, int_value(key), &failed).integer == value);
    }
  });
}

TEST_CASE("keys that are equal are one key, and the first one stays") {
  TestMachine t;
  const Value dict = t.keep(t.machine.heap.new_dict());
  CHECK(dict_set(t.machine, dict, int_value(1), int_value(10)));
  CHECK(dict_set(t.machine, dict, float_value(1.0), int_value(20)));
  CHECK(dict_set(t.machine, dict, Value::boolean(true), int_value(30)));
  CHECK(t.shown(dict) == "{1: 30}");
  CHECK(dict_set(t.machine, dict, t.tuple({int_value(1), t.str("a")}), int_value(1)));
  CHECK(dict_set(t.machine, dict, t.tuple({float_value(1), t.str("a")}), int_value(2)));
  CHECK(t.shown(dict) == "{1: 30, (1, 'a'): 2}");
}

TEST_CASE("what can change has no hash, wherever it stands") {
  TestMachine t;
  const Value set = t.keep(t.machine.heap.new_set());
  CHECK_FALSE(set_add(t.machine, set, t.list({})));
  CHECK(t.take_error() == "TypeError: unhashable type: 'list'");
  CHECK_FALSE(set_add(t.machine, set, t.tuple({int_value(1), set})));
  CHECK(t.take_error() == "TypeError: unhashable type: 'set'");
  CHECK(t.machine.heap.set(set).size == 0);
}

TEST_CASE("numbers that are equal have one hash, CPython's") {
  // Of CPython's hash().
  CHECK(hash_of_double(1.5) == 1152921504606846977);
  CHECK(hash_of_double(-1.0) == -2);
  CHECK(hash_of_double(0.1) == 230584300921369408);
  CHECK(hash_of_double(1e300) == 1224995262755759164);
  CHECK(hash_of_double(5e-324) == 16777216);
  CHECK(hash_of_double(std::numeric_limits<double>::infinity()) == 314159);
  CHECK(hash_of_int(2305843009213693951) == 0);
  CHECK(hash_of_int(std::numeric_limits<int64_t>::min()) == -4);
  rc::prop("for all", [](int32_t digits) {
    // Integers of any size that a double holds exactly.
    const int64_t i = int64_t{digits} << *rc::gen::inRange(0, 32);
    RC_ASSERT(hash_of_int(i) == hash_of_double(static_cast<double>(i)));
  });
}

TEST_CASE("a container that has itself deep inside cannot be compared or hashed forever") {
  TestMachine t;
  Value a = t.machine.heap.new_list({});
  Value b = t.machine.heap.new_list({});
  for (int i = 0; i < 2000; ++i) {
    a = t.machine.heap.new_list({a});
    b = t.machine.heap.new_list({b});
  }
  t.keep(a);
  t.keep(b);
  bool failed = false;
  CHECK_FALSE(equal(t.machine, a, b, &failed));
  CHECK(failed);
  CHECK(t.take_error() == "RecursionError: maximum recursion depth exceeded in comparison");
  CHECK(repr_value(t.machine, a).is_null());
  CHECK(t.take_error().find("RecursionError") == 0);
}

TEST_CASE("a dict that grows or shrinks under an iterator ends the iteration with an error") {
  TestMachine t;
  const Value dict = t.keep(t.machine.heap.new_dict());
  for (int i = 0; i < 3; ++i) dict_set(t.machine, dict, int_value(i), int_value(i));
  const Value iterator = t.keep(get_iterator(t.machine, dict));
  bool exhausted = false;
  CHECK(iterator_next(t.machine, iterator, &exhausted).integer == 0);
  dict_set(t.machine, dict, int_value(1), int_value(5));  // no new key: allowed
  CHECK(iterator_next(t.machine, iterator, &exhausted).integer == 1);
  dict_set(t.machine, dict, int_value(9), int_value(9));
  for (int i = 0; i < 2; ++i) {
    CHECK(iterator_next(t.machine, iterator, &exhausted).is_null());
    CHECK_FALSE(exhausted);
    CHECK(t.take_error() == "RuntimeError: dictionary changed size during iteration");
  }
}

TEST_CASE("an iterator over a list sees what is appended until it has ended, and nothing after") {
  TestMachine t;
  const Value list = t.list({int_value(1)});
  const Value iterator = t.keep(get_iterator(t.machine, list));
  bool exhausted = false;
  CHECK(iterator_next(t.machine, iterator, &exhausted).integer == 1);
  t.machine.heap.list(list).items.push_back(int_value(2));
  CHECK(iterator_next(t.machine, iterator, &exhausted).integer == 2);
  CHECK(iterator_next(t.machine, iterator, &exhausted).is_null());
  CHECK(exhausted);
  t.machine.heap.list(list).items.push_back(int_value(3));
  CHECK(iterator_next(t.machine, iterator, &exhausted).is_null());
  CHECK(exhausted);
}

TEST_CASE("a failing unpacking leaves no references behind") {
  TestMachine t;
  std::vector<Value> out;
  CHECK_FALSE(unpack_sequence(t.machine, t.str("abc"), 2, &out));
  CHECK(t.take_error() == "ValueError: too many values to unpack (expected 2)");
  CHECK_FALSE(unpack_starred(t.machine, t.str("a"), 1, 1, &out));
  CHECK(t.take_error() == "ValueError: not enough values to unpack (expected at least 2, got 1)");
  CHECK_FALSE(unpack_sequence(t.machine, int_value(1), 2, &out));
  CHECK(t.take_error() == "TypeError: cannot unpack non-iterable int object");
  CHECK(out.empty());
}

}  // namespace
}  // namespace grove
