// PeakMemory: how much C++ code had at most while it ran, in bytes that operator new gave out.
//
//   const PeakMemory peak;
//   …
//   CHECK(peak.bytes() < 1'000'000);
//
// The test program counts in operators new and delete of its own (peak_memory_test.cpp); threads
// are not told apart.
#pragma once

#include <cstdint>

namespace grove {

class PeakMemory {
 public:
  PeakMemory();
  // Since it was made; what was there before does not count.
  int64_t bytes() const;

 private:
  int64_t before_;
};

}  // namespace grove
