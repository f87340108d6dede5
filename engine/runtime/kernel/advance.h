// Advance: a run goes on, a little at a time: the topmost activity of its kernel does some of its
// work.
//
//   while (!kernel.finished()) Advance(kernel).run(100'000);
#pragma once

#include <vector>

#include "engine/runtime/kernel/kernel.h"

namespace grove {

class Advance {
 public:
  explicit Advance(Kernel& kernel) : k_(kernel) {}

  // About so many operations, at least one; less if the run ends before. May stop anywhere, in the
  // middle of a step too, and goes on from there.
  void run(int64_t instructions);
  // The innermost frames of the code that waits for what runs now, the nearest first: borrowed. A
  // thread's code has none.
  std::vector<Value> frames_outside() const;

 private:
  bool stopped() const;
  void go_on(int64_t& budget);
  void run_out_of_bytes();

  Kernel& k_;
};

}  // namespace grove
