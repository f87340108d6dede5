// MersenneTwister: CPython's random generator, bit for bit, so that a seeded program draws the
// same numbers here and there. MT19937 (Matsumoto and Nishimura 1998, revision of 2002/1/26), with
// the ways of seeding and of deriving floats and bounded integers of CPython 3.11's `random`.
//
//   MersenneTwister generator;
//   generator.seed(7);                   // random.seed(7)
//   generator.next_double();             // random.random()
//   generator.below(6);                  // random.randrange(6)
//   generator.shuffle(batch);            // random.shuffle(batch)
//
// A plain value: copying it copies the stream of numbers still to come.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace grove {

class MersenneTwister {
 public:
  static constexpr int kWords = 624;

  MersenneTwister() { seed(0); }

  // As random.seed() of an integer with this absolute value.
  void seed(uint64_t magnitude);
  // The same for integers of any size: 32-bit digits, the lowest first. REQUIRES: not empty.
  void seed_words(std::span<const uint32_t> digits);

  // The next 32 random bits.
  uint32_t next_word();
  // In [0, 1), with 53 random bits.
  double next_double();
  // random.getrandbits. REQUIRES: 1 <= count <= 64.
  uint64_t bits(int count);
  // In [0, limit), each equally likely: as many draws as it takes, as CPython's. REQUIRES:
  // limit > 0.
  uint64_t below(uint64_t limit);

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i-- > 1;) std::swap(items[i], items[below(i + 1)]);
  }

  // For generators that live inside other objects: the words, and the place of the next one.
  struct State {
    std::array<uint32_t, kWords> words;
    int32_t next;
  };
  const State& state() const { return state_; }
  void set_state(const State& state) { state_ = state; }

 private:
  void fill(uint32_t word);
  void refill();

  State state_;
};

}  // namespace grove
