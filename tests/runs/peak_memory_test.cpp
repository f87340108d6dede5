#include "tests/runs/peak_memory.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace {

std::atomic<int64_t> now{0}, most{0};

// In front of each block: its size.
constexpr std::size_t kHead = alignof(std::max_align_t);
static_assert(kHead >= sizeof(std::size_t));

}  // namespace

void* operator new(std::size_t size) {
  // No machine that runs tests has so much; what would be tried differs from one to the next.
  constexpr std::size_t kRefused = std::size_t{1} << 36;
  void* const block = size >= kRefused ? nullptr : std::malloc(size + kHead);
  if (block == nullptr) throw std::bad_alloc();
  *static_cast<std::size_t*>(block) = size;
  const int64_t in_use = now += static_cast<int64_t>(size);
  if (in_use > most) most = in_use;
  return static_cast<char*>(block) + kHead;
}

// What the library falls back on would not come here under the sanitizers, which have their own.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return operator new(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void* operator new[](std::size_t size) { return operator new(size); }

void operator delete(void* given) noexcept {
  if (given == nullptr) return;
  void* const block = static_cast<char*>(given) - kHead;
  now -= static_cast<int64_t>(*static_cast<std::size_t*>(block));
  std::free(block);
}

void operator delete(void* given, std::size_t) noexcept { operator delete(given); }
void operator delete[](void* given) noexcept { operator delete(given); }
void operator delete[](void* given, std::size_t) noexcept { operator delete(given); }

namespace grove {

PeakMemory::PeakMemory() : before_(now) { most = now.load(); }

int64_t PeakMemory::bytes() const { return most - before_; }

TEST_CASE("the peak of memory is what was held at once, and not what was there before") {
  const std::vector<char> before(1'000'000);
  const PeakMemory peak;
  { const std::vector<char> first(2'000'000); }
  { const std::vector<char> second(3'000'000); }
  CHECK(peak.bytes() >= 3'000'000);
  CHECK(peak.bytes() < 3'100'000);
}

}  // namespace grove
