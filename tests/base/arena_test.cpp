#include "engine/base/arena.h"

#include <catch2/catch.hpp>
#include <string>

using namespace grove;

namespace {

constexpr std::size_t kChunk = 256;

Arena<std::string> numbers(std::size_t count) {
  Arena<std::string> arena;
  for (std::size_t i = 0; i < count; ++i) arena.push_back(std::to_string(i));
  return arena;
}

}  // namespace

TEST_CASE("rows of an arena stand where they were added, across chunks") {
  for (const std::size_t count :
       {std::size_t{0}, std::size_t{1}, kChunk - 1, kChunk, kChunk + 1, 3 * kChunk}) {
    const Arena<std::string> arena = numbers(count);
    REQUIRE(arena.size() == count);
    for (std::size_t i = 0; i < count; ++i) REQUIRE(arena[i] == std::to_string(i));
    Arena<std::string> copy = arena;
    std::size_t seen = 0;
    for (const std::string& row : copy) REQUIRE(row == std::to_string(seen++));
    CHECK(seen == count);
  }
}

TEST_CASE("references to rows stay valid while an arena grows") {
  Arena<std::string> arena;
  const std::string& first = arena.push_back("first");
  for (std::size_t i = 0; i < 3 * kChunk; ++i) arena.emplace_back();
  CHECK(&first == &arena[0]);
  CHECK(first == "first");
}

TEST_CASE("a copy of an arena and the arena itself go their own ways") {
  for (const std::size_t count : {std::size_t{1}, kChunk, kChunk + 7}) {
    Arena<std::string> one = numbers(count);
    Arena<std::string> two = one;
    one[0] = "one";
    one.push_back("more");
    CHECK(two[0] == "0");
    CHECK(two.size() == count);
    CHECK(two.push_back("other") == "other");
    CHECK(one[count] == "more");
    two = one;
    CHECK(two.size() == count + 1);
    CHECK(two[0] == "one");
  }
}
