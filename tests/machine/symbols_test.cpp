#include "engine/machine/core/symbols.h"

#include <catch2/catch.hpp>
#include <string>

namespace grove {
namespace {

TEST_CASE("a name has one number, and numbers count up from 0") {
  Symbols symbols;
  CHECK(symbols.intern("a") == Symbol{0});
  CHECK(symbols.intern("b") == Symbol{1});
  CHECK(symbols.intern("a") == Symbol{0});
  CHECK(symbols.name(Symbol{1}) == "b");
  CHECK(symbols.find("b") == Symbol{1});
  CHECK_FALSE(symbols.find("c"));
  CHECK(symbols.size() == 2);
}

TEST_CASE("a namespace finds, replaces and removes, small or large, and keeps insertion order") {
  const int count = GENERATE(1, 7, 8, 9, 100, 1000);
  Namespace names;
  for (int i = 0; i < count; ++i) CHECK(names.set(Symbol{i * 3}, Value::of_int(i)).is_null());
  for (int i = 0; i < count; ++i) {
    CHECK(names.find(Symbol{i * 3}).integer == i);
    CHECK(names.find(Symbol{i * 3 + 1}).is_null());
  }
  CHECK(names.set(Symbol{0}, Value::of_int(-1)).integer == 0);
  CHECK(names.find(Symbol{0}).integer == -1);
  CHECK(names.remove(Symbol{0}).integer == -1);
  CHECK(names.remove(Symbol{0}).is_null());
  CHECK(names.find(Symbol{0}).is_null());
  for (int i = 1; i < count; ++i) CHECK(names.find(Symbol{i * 3}).integer == i);
  // Set again, it stands last, as in a dict.
  names.set(Symbol{0}, Value::of_int(5));
  REQUIRE(names.entries().size() == static_cast<std::size_t>(count));
  CHECK(names.entries().back().symbol == Symbol{0});
  for (int i = 1; i < count; ++i) {
    CHECK(names.entries()[static_cast<std::size_t>(i - 1)].symbol == Symbol{i * 3});
  }
}

}  // namespace
}  // namespace grove
