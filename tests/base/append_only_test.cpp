#include "engine/base/append_only.h"

#include <catch2/catch.hpp>
#include <string>

using namespace grove;

using Small = AppendOnly<std::string, 2>;  // chunks of four

TEST_CASE("a copy of a list and the list itself grow apart") {
  for (int length = 0; length < 14; ++length) {
    Small one;
    for (int i = 0; i < length; ++i) one.push_back(std::to_string(i));
    Small two = one;
    for (int i = 0; i < 9; ++i) {
      one.push_back("one");
      two.push_back("two");
    }
    REQUIRE(one.size() == static_cast<std::size_t>(length) + 9);
    for (std::size_t i = 0; i < one.size(); ++i) {
      const bool shared = i < static_cast<std::size_t>(length);
      REQUIRE(one[i] == (shared ? std::to_string(i) : "one"));
      REQUIRE(two[i] == (shared ? std::to_string(i) : "two"));
    }
  }
}

TEST_CASE("references to elements stay valid while a list grows and after a copy") {
  Small list;
  const std::string& first = list.push_back("first");
  for (int i = 0; i < 100; ++i) list.push_back("more");
  const Small copy = list;
  list.push_back("last");
  CHECK(&first == &list[0]);
  CHECK(first == "first");
  CHECK(list.back() == "last");
  CHECK(copy.back() == "more");
}

TEST_CASE("a list that was cleared begins anew, and its copies stay") {
  Small list;
  list.push_back("a");
  const Small copy = list;
  list.clear();
  CHECK(list.empty());
  list.push_back("b");
  CHECK(list[0] == "b");
  CHECK(copy[0] == "a");
}

TEST_CASE("a list that is assigned to takes the other's elements over") {
  Small one;
  Small two;
  for (int i = 0; i < 6; ++i) one.push_back("x");
  two.push_back("y");
  two = one;
  two.push_back("z");
  CHECK(one.size() == 6);
  CHECK(two.size() == 7);
  const Small& same = two;
  two = same;
  CHECK(two.back() == "z");
}
