#include "engine/machine/core/mersenne_twister.h"

#include <algorithm>
#include <bit>

#include "engine/base/ensure.h"

namespace grove {

namespace {

constexpr int kMiddle = 397;

// One word of the recurrence: the upper bit of one word and the lower bits of the next, shifted,
// against the word kMiddle places on.
uint32_t twist(uint32_t upper, uint32_t lower, uint32_t middle) {
  const uint32_t mixed = (upper & 0x80000000u) | (lower & 0x7FFFFFFFu);
  return middle ^ (mixed >> 1) ^ ((mixed & 1u) != 0 ? 0x9908B0DFu : 0u);
}

}  // namespace

void MersenneTwister::fill(uint32_t word) {
  auto& words = state_.words;
  words[0] = word;
  for (uint32_t i = 1; i < kWords; ++i) {
    words[i] = 1812433253u * (words[i - 1] ^ (words[i - 1] >> 30)) + i;
  }
  state_.next = kWords;
}

void MersenneTwister::seed(uint64_t magnitude) {
  const uint32_t digits[] = {static_cast<uint32_t>(magnitude),
                             static_cast<uint32_t>(magnitude >> 32)};
  seed_words(std::span(digits, digits[1] != 0 ? 2 : 1));
}

void MersenneTwister::seed_words(std::span<const uint32_t> digits) {
  ENSURE(!digits.empty(), "a generator is seeded with no digits; zero has one");
  fill(19650218u);
  auto& words = state_.words;
  uint32_t i = 1;
  // The first word is a mere copy of the last whenever the walk wraps around.
  const auto advance = [&] {
    if (++i == kWords) {
      words[0] = words[kWords - 1];
      i = 1;
    }
  };
  std::size_t j = 0;
  for (std::size_t n = std::max<std::size_t>(kWords, digits.size()); n > 0; --n) {
    const uint32_t previous = words[i - 1] ^ (words[i - 1] >> 30);
    words[i] = (words[i] ^ (previous * 1664525u)) + digits[j] + static_cast<uint32_t>(j);
    j = (j + 1) % digits.size();
    advance();
  }
  for (int n = kWords - 1; n > 0; --n) {
    const uint32_t previous = words[i - 1] ^ (words[i - 1] >> 30);
    words[i] = (words[i] ^ (previous * 1566083941u)) - i;
    advance();
  }
  words[0] = 0x80000000u;
}

void MersenneTwister::refill() {
  auto& words = state_.words;
  for (int i = 0; i < kWords; ++i) {
    words[i] = twist(words[i], words[(i + 1) % kWords], words[(i + kMiddle) % kWords]);
  }
  state_.next = 0;
}

uint32_t MersenneTwister::next_word() {
  if (state_.next >= kWords) refill();
  uint32_t word = state_.words[state_.next++];
  word ^= word >> 11;
  word ^= (word << 7) & 0x9D2C5680u;
  word ^= (word << 15) & 0xEFC60000u;
  return word ^ (word >> 18);
}

double MersenneTwister::next_double() {
  const uint32_t high = next_word() >> 5;  // 27 bits
  const uint32_t low = next_word() >> 6;   // 26 bits
  return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}

uint64_t MersenneTwister::bits(int count) {
  ENSURE(count >= 1 && count <= 64, "a draw of random bits is for 1 to 64 of them");
  // The low word is drawn first; of the last word the upper bits are used.
  if (count <= 32) return next_word() >> (32 - count);
  const uint64_t low = next_word();
  return low | static_cast<uint64_t>(next_word() >> (64 - count)) << 32;
}

uint64_t MersenneTwister::below(uint64_t limit) {
  ENSURE(limit > 0, "no number is below zero");
  const int width = 64 - std::countl_zero(limit);
  uint64_t drawn = bits(width);
  while (drawn >= limit) drawn = bits(width);
  return drawn;
}

}  // namespace grove
