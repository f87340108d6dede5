#include "engine/machine/core/mersenne_twister.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <numeric>

namespace grove {
namespace {

// All expected numbers are CPython 3.11's, of random.Random(seed).

TEST_CASE("a seeded generator draws CPython's floats, bits and bounded integers") {
  MersenneTwister generator;
  generator.seed(7);
  CHECK(generator.next_double() == 0.32383276483316237);
  CHECK(generator.next_double() == 0.15084917392450192);
  CHECK(generator.next_double() == 0.6509344730398537);
  CHECK(generator.bits(64) == 15149836622520594227u);
  CHECK(generator.bits(33) == 2301595691u);
  std::vector<uint64_t> dice;
  for (int i = 0; i < 8; ++i) dice.push_back(generator.below(6));
  CHECK(dice == std::vector<uint64_t>{2, 4, 0, 4, 1, 0, 0, 3});
  std::vector<int> deck(10);
  std::iota(deck.begin(), deck.end(), 0);
  generator.shuffle(deck);
  CHECK(deck == std::vector<int>{8, 5, 2, 9, 7, 4, 0, 3, 1, 6});
}

TEST_CASE("all 64 bits of a seed count") {
  MersenneTwister generator;
  generator.seed(123456789012345678u);
  CHECK(generator.next_double() == 0.4331653766346468);
}

TEST_CASE("a generator of a state that was read goes on with the same numbers") {
  MersenneTwister generator;
  generator.seed(3);
  for (int i = 0; i < 1000; ++i) generator.next_word();
  MersenneTwister other;
  other.set_state(generator.state());
  for (int i = 0; i < 1000; ++i) REQUIRE(other.next_word() == generator.next_word());
}

TEST_CASE("a bounded draw stays below its bound, and a batch of one draws nothing") {
  rc::prop("for all", [](uint64_t seed, uint64_t limit) {
    MersenneTwister generator;
    generator.seed(seed);
    RC_ASSERT(generator.below(limit / 2 + 1) <= limit / 2);
    const int32_t before = generator.state().next;
    std::vector<int> one{1};
    generator.shuffle(one);
    RC_ASSERT(generator.state().next == before);
  });
}

}  // namespace
}  // namespace grove
